"""One slip is told once: where it was made, with the places that hang on it, and nothing elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook import checks
from handbook.checks import mending
from handbook.core import causes
from handbook.core.findings import Cause, Finding, render
from handbook.core.project import Project
from tests.support.handbooks import SAMPLE, SAMPLE_WARNINGS, draw
from tests.support.publishing import git, named

PAGE, MOVED, ARTICLE = (
    "docs/regels/beeld.md",
    "docs/regels/fotos.md",
    "## {{ artikel('beeld-collegas') }} Foto's en films van collega's {#beeld-collegas}",
)
Act = Callable[[Path], object]


def edit(name: str, old: str, new: str) -> Act:
    def act(root: Path) -> None:
        text = (root / name).read_text("utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new), "utf-8")

    return act


def both(*acts: Act) -> Act:
    return lambda root: [act(root) for act in acts]


def move(root: Path) -> None:
    (root / PAGE).rename(root / MOVED)


def remove(root: Path) -> None:
    (root / PAGE).unlink()


SLIPS: dict[str, tuple[Act, str, str, int]] = {
    "page moved": (move, "docs/regels/beeld.md", "heet nu regels/fotos.md", 9),
    "page removed": (remove, "docs/regels/beeld.md", "Zet de pagina anders terug: git checkout HEAD -- docs/regels/beeld.md", 15),
    "page and menu line removed": (both(remove, edit("mkdocs.yml", "      - Foto's en films: regels/beeld.md\n", "")), PAGE, "Zet de pagina anders terug: git checkout HEAD -- docs/regels/beeld.md", 15),
    "menu line removed": (edit("mkdocs.yml", "      - Foto's en films: regels/beeld.md\n", ""), PAGE, "- Beeld: regels/beeld.md", 9),
    "page in Latin-1": (lambda root: (root / PAGE).write_bytes(b"\xe9\n" + (root / PAGE).read_bytes()), PAGE + ":1", "UTF-8", 15),
    "article without its address": (edit(PAGE, ARTICLE, ARTICLE.removesuffix(" {#beeld-collegas}")), PAGE + ":27", "heeft niet de goede vorm", 9),
    "half a bracket": (edit(PAGE, ARTICLE, ARTICLE.replace("#beeld-collegas}", "#beeld-collegas")), PAGE + ":27", "heeft niet de goede vorm", 9),
    "a quote not closed": (edit(PAGE, ARTICLE, ARTICLE.replace("gas') }}", "gas) }}")), PAGE + ":27", "heeft niet de goede vorm", 9),
    "article renamed": (edit(PAGE, ARTICLE, "## {{ artikel('fotos') }} Foto's {#fotos}"), PAGE + ":5", "zet in die kop weer artikel('beeld-collegas')", 9),
    "article removed": (edit(PAGE, ARTICLE + "\n", ""), PAGE + ":5", "zet zijn kop terug: ## {{ artikel('beeld-collegas') }}", 9),
    "condition without its begin": (edit(PAGE, "{% if 'zorg' in werkgever.sector %}\n", ""), PAGE + ":94", "hoort een if", 4),
    "data file that is gone": (lambda root: (root / "docs/gegevens/bronnen.yml").unlink(), "docs/doel.md:78", "docs/gegevens/bronnen.yml ontbreekt", 15),
    "data file that cannot be read": (edit("docs/gegevens/bronnen.yml", "goed-werknemer:", "goed-werknemer"), "docs/gegevens/bronnen.yml:33", "Achter de naam ontbreekt een dubbele punt", 15),
    "entry with a mistake": (edit("docs/gegevens/themas.yml", '  naam: "Mening, likes en politiek"\n', ""), "docs/gegevens/themas.yml:", "naam", 5),
}  # fmt: skip
"""Slip: what is done, how the place of the one finding begins, what it says, and how many places hang on it at least."""


@pytest.mark.parametrize("slip", SLIPS)
def test_one_slip_is_one_finding(slip: str, tmp_path: Path) -> None:
    act, where, says, places = SLIPS[slip]
    root = draw(tmp_path / "handboek", of=SAMPLE)
    git(root, "init", "-q")
    named(root)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "handboek")
    act(root)
    found = [one for one in checks.check(Project.find(root))[1] if one.code not in SAMPLE_WARNINGS]
    assert [one.where for one in found if not one.where.startswith(where)] == []
    (told,) = found
    assert says in told.sentence
    assert len({one.where for one in told.hanging}) >= places
    counted = re.search(r"(\d+) andere plaats(?:en)? hang(?:t|en) hiervan af: ", told.sentence)
    assert counted
    assert int(counted[1]) == len({one.where for one in told.hanging} - {told.where})
    assert len(render(found, "text")) < 1_000


def test_a_page_that_moved_takes_its_links_along(tmp_path: Path) -> None:
    """Into another folder, in a handbook without git: what the menu calls it is enough."""
    root = draw(
        tmp_path / "handboek", {"docs/melden.md": "+\nZie [foto's](regels/beeld.md#beeld-klanten) en [weer](regels/beeld.md).\n"}, of=SAMPLE
    )
    with (root / PAGE).open("a", encoding="utf-8") as page:
        page.write("\nZie ook [het doel](../doel.md).\n")
    (root / PAGE).rename(root / "docs/fotos.md")
    done = mending.mend(Project.find(root))
    assert {one.code for one in done.findings} <= SAMPLE_WARNINGS
    assert "- Foto's en films: fotos.md\n" in (root / "mkdocs.yml").read_text("utf-8")
    assert "[foto's](fotos.md#beeld-klanten) en [weer](fotos.md)" in (root / "docs/melden.md").read_text("utf-8")
    assert "[het doel](doel.md)" in (root / "docs/fotos.md").read_text("utf-8")


def test_a_page_that_may_have_become_two_is_left_to_a_person(tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek", of=SAMPLE)
    text = (root / PAGE).read_text("utf-8")
    (root / PAGE).unlink()
    for name in ("een", "twee"):
        (root / f"docs/regels/{name}.md").write_text(text, "utf-8")
    before = (root / "mkdocs.yml").read_text("utf-8")
    mending.mend(Project.find(root))
    assert (root / "mkdocs.yml").read_text("utf-8") == before


def made(name: str, level: str = "fout", **cause: object) -> Finding:
    return Finding(name, 1, "TXT001", "x", level=level, cause=Cause(**cause))  # type: ignore[arg-type]


def test_of_a_chain_the_first_cause_is_told_and_is_as_grave_as_what_hangs_on_it() -> None:
    first, middle, last = made("a", "waarschuwing", breaks=("p",)), made("b", breaks=("q",), needs=("p",)), made("c", lacks="q")
    (told,) = causes.gathered([last, middle, first])
    assert (told.file, told.level, {one.file for one in told.hanging}) == ("a", "fout", {"b", "c"})


def test_findings_that_name_each_other_leave_one() -> None:
    one, other = made("a", breaks=("p",), needs=("q",)), made("b", breaks=("q",), needs=("p",))
    (told,) = causes.gathered([one, other])
    assert (told.file, [each.file for each in told.hanging]) == ("a", ["b"])


def test_what_leads_is_told_of_all_that_lack_the_same() -> None:
    (told,) = causes.gathered([made("a", lacks="p"), made("b", lacks="p", leads=True), made("c", lacks="p")])
    assert told.file == "b"
    assert len(causes.gathered([made("a", lacks="p"), made("b", lacks="q"), made("c"), made("d", needs=("r",))])) == 4
