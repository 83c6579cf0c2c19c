"""Which text a report is held against: branches that went on, histories that never met, what is published; and the command, with why it cannot."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.report import markdown, points, told, web
from handbook.report.model import Report
from tests.support import golden, publishing, reporting
from tests.support.fork import handbook
from tests.support.handbooks import ROOT, draw
from tests.support.publishing import git
from tests.support.reporting import edited, keep, report


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A branch with a change, while main went on with another."""
    root = reporting.drawn(tmp_path_factory.mktemp("punten") / "handboek")
    git(root, "switch", "--quiet", "--create", "wijziging")
    edited(root, "docs/index.md", ("Lees de", "Lees eerst de"))
    keep(root)
    git(root, "switch", "--quiet", "main")
    edited(root, "docs/regels.md", ("## Vragen", "## Uw vragen"))
    keep(root)
    git(root, "switch", "--quiet", "wijziging")
    return root


def titles(found: Report) -> list[str]:
    return [one.title for one in found.pages]


def test_what_others_did_meanwhile_is_no_change_of_ours(begun: Path) -> None:
    found = report(begun)
    assert titles(found) == ["Handboek van Proefhuis B.V."]
    assert found.base.commit == git(begun, "merge-base", "main", "HEAD")
    assert found.notes == ("In main is intussen meer veranderd. Dat staat niet in dit verslag.",)


def test_histories_that_never_met_are_compared_as_they_are(begun: Path, tmp_path: Path) -> None:
    root = tmp_path / "handboek"
    shutil.copytree(begun, root)
    git(root, "switch", "--quiet", "--orphan", "los")
    git(root, "checkout", "--quiet", "wijziging", "--", ".")
    keep(root)
    found = report(root)
    assert "geen gezamenlijk begin" in found.notes[0]
    assert titles(found) == ["Handboek van Proefhuis B.V.", "Regels"]


def test_a_copy_without_its_history_says_how_to_get_it(begun: Path, tmp_path: Path) -> None:
    root = publishing.clone(begun, tmp_path / "ondiep", "--depth=1", "--no-single-branch", "--branch=wijziging")
    with pytest.raises(CannotWork, match="git fetch --unshallow"):
        report(root, "origin/main")
    # What its one commit has can be compared.
    assert report(root, "HEAD").base.name == "HEAD"


def test_outside_git_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    draw(tmp_path / "handboek")
    with pytest.raises(CannotWork, match="Een verslag kan alleen in een git-repository"):
        report(tmp_path / "handboek")


CASE = yaml.safe_load((ROOT / "tests/checks/cases/besluiten.yml").read_text("utf-8"))["BSL001 ontbreekt"]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of one version, and an adopted revision after it that nobody advised on."""
    root = tmp_path_factory.mktemp("gepubliceerd") / "handboek"
    golden.said(root, CASE)
    return root


@pytest.fixture(scope="module")
def waiting(published: Path) -> Report:
    return report(published, None)


def test_what_is_published_is_the_base_unless_another_is_named(published: Path, waiting: Report) -> None:
    assert (waiting.base.name, waiting.base.published) == ("versie 2026-01-01", True)
    project = Project.find(published)
    assert points.chosen(project, "2026-01-01").base == waiting.base
    assert points.chosen(project, "HEAD").base == replace(waiting.base, name="HEAD", published=False)
    (change,) = waiting.redline.changes
    assert change.id == "kijken" and change.kinds == {"gewijzigd"}
    assert "zoals die is gepubliceerd" in markdown.render(waiting)


MISSING = [("Advies van de functionaris gegevensbescherming", "ontbreekt")]


def test_decisions_that_lack_keep_it_from_going_out(waiting: Report) -> None:
    assert [(one.what, one.state) for one in waiting.kind.missing] == MISSING
    assert {place.words for one in waiting.kind.missing for place in one.articles} == {"artikel 1.2, Wat wij bekijken"}
    assert {one.code for one in waiting.kind.doubts} >= {"BSL001"}
    assert waiting.plan.short == "Publiceren kan nog niet: er is nog niet over alles besloten." and not waiting.plan.goes
    assert "Wat zij zegt over artikel 1.2: Wij kijken twee keer per jaar." in waiting.kind.told


KEPT = {
    "before": {
        "files": {"docs/regels.md": CASE["before"]["files"]["docs/regels.md"].replace("per jaar.\n", "per jaar.\n\n!!! note \"Wie helpt mij?\"\n    {{ bel_of_mail('hr') }}.\n")},
        "edit": {"variables.yml": [["  hr:\n", "  hr:\n    actueel_houden: true\n"]]},
    },
    "archive": CASE["archive"],
}  # fmt: skip


def test_a_number_that_is_kept_up_to_date_is_no_change_of_the_text(tmp_path: Path) -> None:
    root = tmp_path / "handboek"
    golden.said(root, KEPT)
    edited(root, "variables.yml", ("+31 20 555 45 67", "+31 20 555 45 99"))
    for base in (None, "HEAD"):
        found = report(root, base)
        assert {kind for one in found.redline.changes for kind in one.kinds} == {"gegeven"}, found.redline.changes
        assert dict(told.in_short(found))["Lezers"].startswith("In 1 artikel veranderde alleen een gegeven.")
        assert found.plan.short == "Voor de nieuwe contactgegevens is geen revisie nodig."
        assert "handbook contact --push origin" in found.plan.told[0]
        assert "Lezers zien dit in elke versie, zodra iemand publiceert of handbook contact typt." in markdown.render(found)


def test_another_organisation_is_told_with_its_own_facts(tmp_path: Path) -> None:
    root = reporting.drawn(tmp_path / "handboek")
    facts = (root / "variables.yml").read_text("utf-8")
    (root / "edities").mkdir()
    (root / "edities/zorg.yml").write_text(facts.replace("Proefhuis B.V.", "Zorgproef"), "utf-8")
    (root / "edities.yml").write_text("zorg:\n  gegevens: edities/zorg.yml\n", "utf-8")
    keep(root)
    edited(root, "edities/zorg.yml", ("Zorgproef", "Zorgproef Noord"))
    done = handbook(root, "report", "--base", "main", "--edition", "zorg")
    assert done.returncode == 0, done.stderr
    assert "was <del>Zorgproef</del>, is <ins>Zorgproef Noord</ins>" in done.stdout


def test_the_command_gives_each_form(begun: Path, tmp_path: Path) -> None:
    file = tmp_path / "verslag.html"
    done = handbook(begun, "report", "--base", "main", "--format", "html", "--preview", "/concept", "-o", str(file))
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Het verslag staat in {file}.\n", "")
    assert file.read_text("utf-8") == web.render(report(begun), "/concept/")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--base", "bestaat-niet"), '"bestaat-niet" is hier geen branch, tag of commit. Kies bijvoorbeeld: main, wijziging.'),
        (("--base", "--output=/tmp/x"), "is hier geen branch, tag of commit"),
        (("--base", "main", "--preview", "javascript:alert(1)"), "is geen adres van een concept"),
    ],
)
def test_the_command_says_why_it_cannot(begun: Path, arguments: tuple[str, ...], said: str) -> None:
    done = handbook(begun, "report", *arguments)
    assert done.returncode == 2 and said in done.stderr, done.stdout + done.stderr


def test_a_report_comes_nowhere_in_the_text_or_where_nothing_can(begun: Path, tmp_path: Path) -> None:
    for place, said in {
        "docs/verslag.md": "docs/verslag.md hoort bij het handboek zelf. Een verslag zou daar de tekst raken",
        "variables.yml": "variables.yml hoort bij het handboek zelf.",
        "../nergens/verslag.md": "de map ../nergens bestaat niet. Kies een map die bestaat.",
        "verslag.docx": "en hier komt een bestand dat eindigt op .md, .html, .json of .txt.",
    }.items():
        done = handbook(begun, "report", "--base", "main", "-o", place)
        assert (done.returncode, done.stdout) == (2, "") and said in done.stderr, done.stderr
