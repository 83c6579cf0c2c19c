"""Publishing with a real git, a real mike, real remotes and, where the text matters, real builds."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import tempfile
import time
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from handbook.archive import root_files
from handbook.archive.git import Failed
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.core.version_name import VersionName
from handbook.publish.attempt import Attempt, Change
from handbook.publish.staging import Staging
from handbook.publish.targets import Local, Tip, in_use
from handbook.publish.transaction import last_look
from tests.support.fork import Running
from tests.support.publishing import (
    FIRST,
    GH_PAGES,
    Outcome,
    bare,
    clone,
    commit,
    finish,
    git,
    handbook,
    land,
    landing,
    publish,
    repository,
    revise,
    show,
    site,
    start,
    tip,
    trees,
    versions,
    write,
)
from tests.support.soaking import SOAK

ROUNDS = 20 if SOAK else 2
RACED = 100 if SOAK else 10
KILLS = 70 if SOAK else 5
LANDED = {"geldend", "index.html", "versions.json", ".nojekyll", *root_files.NAMES}
"""What publishing puts at the root."""


@pytest.fixture(autouse=True)
def _own_temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Leftovers of publishers show here."""
    temp = tmp_path / "temp"
    temp.mkdir()
    monkeypatch.setenv("TMPDIR", str(temp))
    monkeypatch.setattr(tempfile, "tempdir", str(temp))
    return temp


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "project")


@pytest.fixture
def remote(tmp_path: Path, root: Path) -> Path:
    path = bare(tmp_path / "ver.git")
    git(root, "push", "--quiet", str(path), "main")
    git(root, "remote", "add", "origin", str(path))
    return path


def put(root: Path, version: str, text: str = "tekst", push: Path | str = "", today: str = "2026-11-22") -> Outcome:
    """Publishes a site made here and now."""
    folder = root.parent / f"site-{version}-{text}"
    return land(root, folder if folder.exists() else site(folder, version, text), version, push, today)


def good(outcome: Outcome) -> str:
    assert outcome.code == 0, outcome.said
    return outcome.said


def linear(root: Path) -> int:
    """Number of commits on the branch, of which none has two parents."""
    assert not git(root, "rev-list", "--min-parents=2", GH_PAGES)
    return int(git(root, "rev-list", "--count", GH_PAGES))


def test_a_text_that_comes_into_the_archive_after_it_was_told_is_published_with_a_warning(root: Path) -> None:
    early = site(root.parent / "vroeg", "2027-01-01", announced="2026-11-22")
    assert "Let op" not in good(land(root, early, "2027-01-01"))
    late = site(root.parent / "laat", "2027-02-01", announced="2026-11-20")
    said = good(land(root, late, "2027-02-01"))
    assert "Let op: deze tekst is bekendgemaakt op 20 november 2026, maar komt pas op 22 november 2026 in het archief." in said
    assert "Versie 2027-02-01 is gepubliceerd." in said
    # Once it stands there, nothing is to be said of it any more.
    assert "Let op" not in good(land(root, late, "2027-02-01"))


# The whole way, with real builds


@pytest.fixture(scope="module")
def _printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The handbook with its newest revision published; never changed."""
    root = handbook(tmp_path_factory.mktemp("gepubliceerd") / "handboek")
    said = good(publish(root))
    assert f"Versie {FIRST} is gepubliceerd. Vandaag geldt versie {FIRST}." in said
    return root


@pytest.fixture
def printed(_printed: Path, tmp_path: Path) -> Path:
    shutil.copytree(_printed, tmp_path / "handboek")
    return tmp_path / "handboek"


def test_a_version_stands_at_its_date_with_alias_root_and_source(printed: Path) -> None:
    assert versions(printed) == {FIRST: ["geldend"]}
    assert trees(printed).keys() == {FIRST, *LANDED}
    assert "Proefhuis B.V." in show(printed, f"{FIRST}/index.html")
    assert json.loads(show(printed, f"{FIRST}/handboek.json"))["versie"] == FIRST
    assert f"../../{FIRST}/regels/" in show(printed, "geldend/regels/index.html")
    assert json.loads(show(printed, "versions.json"))[0]["title"] == "1 januari 2026"
    message = git(printed, "log", "-1", "--format=%B", GH_PAGES)
    assert message == f"Publish {FIRST}\n\nSource-commit: {git(printed, 'rev-parse', 'main')}"
    assert linear(printed) == 1


def test_publishing_leaves_the_project_as_it_was(printed: Path, _own_temp: Path) -> None:
    assert git(printed, "status", "--porcelain") == ""
    assert git(printed, "for-each-ref", "--format=%(refname)").split() == [GH_PAGES, "refs/heads/main", f"refs/tags/revisie/{FIRST}"]
    assert [*_own_temp.iterdir()] == []


def test_the_same_text_again_changes_nothing_and_other_text_is_refused(printed: Path) -> None:
    """h01"""
    before = tip(printed)
    said = good(publish(printed))
    assert f"Versie {FIRST} bestond al, met precies deze tekst." in said
    assert tip(printed) == before
    with (printed / "docs/regels.md").open("a", encoding="utf-8") as page:
        page.write("\nEen nieuwe zin.\n")
    commit(printed)
    for options in ((), ("--dry-run",)):
        refused = publish(printed, *options)
        assert refused.code == 4
        assert f"Versie {FIRST} bestaat al, met een andere tekst (anders: regels.md)." in refused.said
        assert f"docs/revisies/{FIRST}.2.md" in refused.said
    assert tip(printed) == before
    revise(printed, f"{FIRST}.2")
    commit(printed)
    good(publish(printed))
    assert versions(printed) == {f"{FIRST}.2": ["geldend"], FIRST: []}
    assert json.loads(show(printed, "versions.json"))[0]["title"] == "1 januari 2026, verbetering 2"
    assert git(printed, "rev-parse", f"{GH_PAGES}:{FIRST}") == git(printed, "rev-parse", f"{before}:{FIRST}")


def test_a_trial_says_what_would_happen_and_does_nothing(tmp_path: Path) -> None:
    root = handbook(tmp_path / "handboek")
    remote = bare(tmp_path / "ver.git")
    objects = git(root, "count-objects")
    said = good(publish(root, "--dry-run", "--push", str(remote)))
    assert f"Proef: versie {FIRST} zou worden gepubliceerd. Vandaag zou versie {FIRST} gelden. Er is niets veranderd." in said
    assert not tip(root)
    assert not tip(remote)
    assert git(root, "count-objects") == objects


@pytest.mark.parametrize(
    ("name", "day", "said"),
    [
        ("2026-13-45", "", ["2026-13-45"]),  # h03
        ("..uit", "", ["..uit"]),  # h05, as far as a file name goes
        ("2026-03-01", "2026-02-01", ["2026-03-01", "2026-02-01"]),  # h07
    ],
)
def test_a_version_that_is_no_date_or_not_the_date_in_the_text_is_refused(printed: Path, name: str, day: str, said: list[str]) -> None:
    before = tip(printed)
    revise(printed, name, day)
    commit(printed)
    refused = publish(printed)
    assert refused.code == 1
    assert [text for text in said if text not in refused.said] == []
    assert tip(printed) == before


def test_a_handbook_with_a_mistake_is_not_published(printed: Path) -> None:
    """h17"""
    before = tip(printed)
    with (printed / "docs/regels.md").open("a", encoding="utf-8") as page:
        page.write("\n{{ werkgever.naamm }}\n")
    revise(printed, "2026-11-15")
    commit(printed)
    refused = publish(printed)
    assert refused.code == 1
    assert "docs/regels.md" in refused.said
    assert "werkgever.naamm" in refused.said
    assert tip(printed) == before


def test_a_page_that_readers_know_may_not_vanish_from_the_next_version(printed: Path) -> None:
    """The build of the clean export still sees what was published."""
    (printed / "docs/regels.md").rename(printed / "docs/afspraken.md")
    for path in (printed / "docs/index.md", printed / "mkdocs.yml"):
        path.write_text(path.read_text(encoding="utf-8").replace("regels.md", "afspraken.md"), encoding="utf-8")
    revise(printed, "2026-11-15")
    commit(printed)
    refused = publish(printed)
    assert refused.code == 1
    assert "ADR001" in refused.said
    assert "regels" in refused.said


def test_a_name_full_of_signs_survives_and_a_shallow_clone_without_a_name_publishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = handbook(tmp_path / "bron")
    facts = source / "variables.yml"
    facts.write_text(
        facts.read_text(encoding="utf-8")
        .replace('"Proefhuis B.V."', '"Jansen & Zn. <Zuid> *Best*"')
        .replace('"Proefhuis"', '"J & Z <Z> é"'),
        encoding="utf-8",
    )
    commit(source)
    remote = bare(tmp_path / "ver.git")
    git(source, "push", "--quiet", str(remote), "main")
    root = tmp_path / "hier"
    git(tmp_path, "clone", "--quiet", "--depth", "1", remote.as_uri(), str(root))
    for key, value in {
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }.items():
        monkeypatch.setenv(key, value)
    said = good(publish(root, "--push", "origin", env={"TZ": "Pacific/Kiritimati", "LC_ALL": "C"}))
    assert f"refs: origin:{GH_PAGES} {GH_PAGES}" in said
    assert tip(remote) == tip(root)
    assert "Jansen &amp; Zn. &lt;Zuid&gt; *Best*" in show(remote, f"{FIRST}/index.html")
    assert git(remote, "log", "-1", "--format=%an <%ae>", GH_PAGES) == "Handboek <handboek@localhost>"
    git(remote, "fsck", "--strict")


# Before anything is built


def test_what_is_not_committed_is_not_published(root: Path) -> None:
    for number in range(12):
        (root / f"nieuw {number:02}.md").write_text("x", encoding="utf-8")
    (root / "mkdocs.yml").write_text("anders", encoding="utf-8")
    refused = publish(root)
    assert refused.code == 2
    assert "mkdocs.yml, nieuw 00.md" in refused.said
    assert "nieuw 08.md en nog 3." in refused.said


def test_without_a_repository_or_a_commit_it_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "los").mkdir()
    (tmp_path / "los/mkdocs.yml").write_text("", encoding="utf-8")
    refused = publish(tmp_path / "los")
    assert (refused.code, "git-repository" in refused.said) == (2, True)
    git(tmp_path / "los", "init", "--quiet")
    refused = publish(tmp_path / "los")
    assert (refused.code, "git commit" in refused.said) == (2, True)


def test_a_handbook_that_git_ignores_is_named(tmp_path: Path) -> None:
    root = repository(tmp_path / "project")
    (root / "hr").mkdir()
    (root / "hr/mkdocs.yml").write_text("", encoding="utf-8")
    (root / ".gitignore").write_text("hr/\n", encoding="utf-8")
    commit(root)
    refused = publish(root / "hr")
    assert (refused.code, "mkdocs.yml ontbreekt" in refused.said) == (2, True)


def test_a_clone_that_left_files_behind_is_refused(tmp_path: Path, remote: Path) -> None:
    git(remote, "config", "uploadpack.allowFilter", "true")
    refused = publish(clone(remote, tmp_path / "hier", "--filter=blob:none"))
    assert (refused.code, "--filter" in refused.said) == (2, True)


def test_a_branch_that_is_open_somewhere_is_named(root: Path) -> None:
    good(put(root, "2026-01-01"))
    git(root, "worktree", "add", "--quiet", str(root.parent / "open"), "gh-pages")
    before = tip(root)
    refused = put(root, "2026-02-01")
    assert refused.code == 2
    assert str(root.parent / "open") in refused.said
    assert tip(root) == before


# What is in force


def test_an_older_version_published_later_does_not_become_the_one_in_force(root: Path) -> None:
    """h15"""
    good(put(root, "2026-03-01"))
    before = trees(root)
    good(put(root, "2025-01-01"))
    assert versions(root) == {"2026-03-01": ["geldend"], "2025-01-01": []}
    after = trees(root)
    assert {name for name in after if after[name] != before.get(name)} <= {"2025-01-01", "versions.json", *root_files.NAMES}


def test_a_version_of_the_future_stands_there_and_leads_nobody(root: Path) -> None:
    good(put(root, "2026-03-01"))
    good(put(root, "2027-03-01"))
    assert versions(root) == {"2027-03-01": [], "2026-03-01": ["geldend"]}


def test_before_the_first_day_the_root_says_so_and_from_when(root: Path) -> None:
    said = good(put(root, "2027-03-01"))
    assert "Er geldt vandaag nog geen versie." in said
    good(put(root, "2027-01-01"))
    good(put(root, "2027-01-01.2"))
    page = show(root, "index.html")
    assert 'lang="nl"' in page
    assert "Dit handboek geldt vanaf 1 januari 2027" in page
    assert "Tot die dag geldt er nog geen versie." in page
    assert '<a href="2027-01-01.2/">' in page
    assert '<script src="versies/door.js" data-naar="2027-01-01.2/" data-vanaf="2027-01-01"></script>' in page
    assert "geldend" not in trees(root)
    good(put(root, "2026-11-01"))
    assert 'href="geldend/"' in show(root, "index.html")


def test_once_the_day_has_come_the_next_publication_moves_the_alias_with_all_its_pages(root: Path) -> None:
    site(root.parent / "site-2026-03-01-tekst", "2026-03-01", **{"alleen-oud.html": "x"})
    good(put(root, "2026-03-01"))
    assert "../2026-03-01/alleen-oud.html" in show(root, "geldend/alleen-oud.html")
    good(put(root, "2027-03-01"))
    good(put(root, "2028-01-01", today="2027-06-01"))
    assert versions(root) == {"2028-01-01": [], "2027-03-01": ["geldend"], "2026-03-01": []}
    assert git(root, "ls-tree", "-r", "--name-only", f"{GH_PAGES}:geldend").split() == ["alleen-oud.html", "doel/index.html", "index.html"]
    assert all("2026-03-01" not in show(root, f"geldend/{name}") for name in ("doel/index.html", "index.html"))
    # Who kept the address of a page that the text in force lacks, reads that, and where the page can be read.
    left = show(root, "geldend/alleen-oud.html")
    assert "Deze pagina staat niet in de geldende tekst" in left
    assert '<a href="../2026-03-01/alleen-oud.html">' in left and '<a href="../2027-03-01/">' in left


def test_git_is_started_as_often_for_many_pages_and_versions_as_for_few(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []

    class Counted(subprocess.Popen[bytes]):
        def __init__(self, args: Any, *rest: Any, **more: Any) -> None:
            started.append(args)
            super().__init__(args, *rest, **more)

    good(put(root, "2026-01-01"))
    few = site(root.parent / "weinig", "2026-02-01")
    many = site(root.parent / "veel", "2026-06-01", **{f"{number}.html": "x" for number in range(40)})
    for version in ("2026-03-01", "2026-04-01", "2026-05-01"):
        good(put(root, version, today="2026-01-15"))
    counts = []
    monkeypatch.setattr(subprocess, "Popen", Counted)
    # Each leads the fixed address to itself.
    for folder in (few, many):
        started.clear()
        version = json.loads((folder / "handboek.json").read_bytes())["versie"]
        good(land(root, folder, version, today=version))
        counts.append(len(started))
    assert counts[0] == counts[1] < 40


def test_a_day_on_which_nothing_is_in_force_yet_takes_the_alias_away(root: Path) -> None:
    good(put(root, "2026-03-01"))
    good(put(root, "2026-04-01", today="2026-02-01"))
    assert versions(root) == {"2026-04-01": [], "2026-03-01": []}
    assert "geldend" not in trees(root)
    assert '<a href="2026-03-01/">' in show(root, "index.html")


def test_an_outdated_alias_is_said_when_nothing_is_published(root: Path) -> None:
    good(put(root, "2026-03-01"))
    good(put(root, "2027-03-01"))
    before = tip(root)
    said = good(put(root, "2027-03-01", today="2027-06-01"))
    assert "leidt nog naar versie 2026-03-01, maar vandaag geldt versie 2027-03-01" in said
    assert tip(root) == before


def test_an_alias_that_should_be_there_by_now_is_said_too_and_the_next_publication_makes_it(root: Path) -> None:
    good(put(root, "2027-03-01"))
    said = good(put(root, "2027-03-01", today="2027-06-01"))
    assert "/geldend/ bestaat nog niet, maar vandaag geldt versie 2027-03-01" in said
    good(put(root, "2028-01-01", today="2027-06-01"))
    assert versions(root) == {"2028-01-01": [], "2027-03-01": ["geldend"]}


def test_a_redirect_leads_on_with_question_and_place_and_without_a_script(root: Path) -> None:
    good(put(root, "2026-03-01"))
    page = show(root, "geldend/doel/index.html")
    for part in (
        '<html lang="nl">',
        '<meta name="robots" content="noindex">',
        '<link rel="canonical" href="../../2026-03-01/doel/">',
        '<script src="../../versies/door.js" data-naar="../../2026-03-01/doel/"></script>',
        '<noscript><meta http-equiv="refresh" content="0; url=../../2026-03-01/doel/"></noscript>',
        '<a href="../../2026-03-01/doel/">',
    ):
        assert part in page


# The same version again


def test_another_way_of_building_the_same_text_leaves_the_published_bytes(root: Path) -> None:
    good(put(root, "2026-03-01"))
    before = tip(root)
    other = site(root.parent / "anders", "2026-03-01", **{"stijl.css": "b {}"})
    said = good(land(root, other, "2026-03-01"))
    assert "met dezelfde tekst" in said
    assert tip(root) == before


def test_another_picture_or_attachment_is_another_text(root: Path) -> None:
    good(land(root, site(root.parent / "een", "2026-03-01", **{"schema.png": "een", "brief.docx": "een", "weg.pdf": "een"}), "2026-03-01"))
    refused = land(
        root, site(root.parent / "twee", "2026-03-01", **{"schema.png": "twee", "brief.docx": "een", "extra.js": "x"}), "2026-03-01"
    )
    assert refused.code == 4
    assert "(anders: schema.png, weg.pdf)" in refused.said


def test_pages_that_differ_came_or_went_are_named_with_the_next_free_number(root: Path) -> None:
    good(put(root, "2026-03-01"))
    good(put(root, "2026-03-01.2"))
    other = site(root.parent / "anders", "2026-03-01", "andere tekst")
    facts = json.loads((other / "handboek.json").read_text(encoding="utf-8"))
    facts["paginas"] = {"index.md": facts["paginas"]["index.md"], "nieuw.md": facts["paginas"]["doel.md"]}
    (other / "handboek.json").write_text(json.dumps(facts), encoding="utf-8")
    refused = land(root, other, "2026-03-01")
    assert refused.code == 4
    assert "bestaat al, met een andere tekst (anders: index.md; nieuw: nieuw.md; weg: doel.md)" in refused.said
    assert "docs/revisies/2026-03-01.3.md" in refused.said


def test_without_a_record_of_its_text_a_published_version_is_never_taken_for_the_same(root: Path) -> None:
    good(put(root, "2026-03-01"))
    write(root, {"2026-03-01/handboek.json": None})
    assert put(root, "2026-03-01").code == 4


# What others left on the branch


def test_what_is_not_ours_stays_and_is_said(root: Path) -> None:
    good(put(root, "2026-03-01"))
    listed = [
        *json.loads(show(root, "versions.json")),
        {"version": "dev", "title": "Ontwikkeling", "aliases": ["nieuwste"], "properties": {"hidden": True}},
    ]
    write(root, {"CNAME": "handboek.proefhuis.test", "map/x.txt": "x", "dev/index.html": "dev", "versions.json": json.dumps(listed)})
    before = trees(root)
    said = good(put(root, "2026-04-01"))
    assert "geen versie van het handboek zijn: dev." in said
    assert {name: id for name, id in trees(root).items() if name in ("CNAME", "map", "dev", "2026-03-01")} == {
        name: before[name] for name in ("CNAME", "map", "dev", "2026-03-01")
    }
    assert listed[1] in json.loads(show(root, "versions.json"))


@pytest.mark.parametrize(
    "files",
    [
        {"versions.json": "[{"},
        {"versions.json": "[]"},
        {"versions.json": None},
        {"2026-03-01": None},
        {"2026-04-01/index.html": "met de hand"},
    ],
)
def test_a_branch_that_was_damaged_by_hand_is_left_alone(root: Path, files: dict[str, str | None]) -> None:
    good(put(root, "2026-03-01"))
    before = write(root, files)
    refused = put(root, "2026-05-01")
    assert refused.code == 2
    assert "gh-pages" in refused.said
    assert "versions.json" in refused.said or "map" in refused.said
    assert tip(root) == before


@pytest.mark.parametrize(
    "files",
    [
        {"index.html": "een andere site"},
        {"geldend": "een bestand", "versions.json": "[]"},
        {"geldend/x.html": "een map", "versions.json": "[]"},
    ],
)
def test_somebody_elses_site_is_not_overwritten(root: Path, files: dict[str, str | None]) -> None:
    before = write(root, files)
    assert put(root, "2026-05-01").code == 2
    assert tip(root) == before


@pytest.mark.parametrize("wrong", ["verandert", "verdwijnt", "uit de lijst", "te veel", "andere inhoud"])
def test_the_guard_stops_what_it_did_not_expect(root: Path, wrong: str) -> None:
    good(put(root, "2026-03-01"))
    write(root, {"CNAME": "x"})
    before = tip(root)
    good(put(root, "2026-04-01"))
    listed = json.loads(show(root, "versions.json"))
    changes: dict[str, dict[str, str | None]] = {
        "verandert": {"2026-03-01/index.html": "anders"},
        "verdwijnt": {"CNAME": None},
        "uit de lijst": {"versions.json": json.dumps(listed[:1]), "2026-03-01": None},
        "te veel": {
            "2026-05-01/index.html": "x",
            "versions.json": json.dumps([*listed, {**listed[0], "version": "2026-05-01", "aliases": []}]),
        },
        "andere inhoud": {"2026-04-01/index.html": "anders"},
    }
    repo, change = Staging(root), Change("", {"2026-04-01": trees(root)["2026-04-01"]})
    attempt = Attempt(Edition(), repo, Tip(before, before), Local(repo, Edition()), date(2026, 11, 22), print, {})
    last_look(attempt, tip(root), change)
    write(root, changes[wrong])
    with pytest.raises(CannotWork, match="tegengehouden"):
        last_look(attempt, tip(root), change)


# Odd repositories


def test_a_work_tree_a_subfolder_and_a_repository_with_longer_ids(root: Path, tmp_path: Path) -> None:
    git(root, "worktree", "add", "--quiet", str(tmp_path / "ernaast"))
    good(put(tmp_path / "ernaast", "2026-03-01"))
    (root / "hr").mkdir()
    (root / "hr/mkdocs.yml").write_text("", encoding="utf-8")
    commit(root)
    good(put(root / "hr", "2026-04-01"))
    assert versions(root).keys() == {"2026-03-01", "2026-04-01"}
    long = repository(tmp_path / "lang", **{"object-format": "sha256"})
    good(put(long, "2026-03-01"))
    good(put(long, "2026-04-01"))
    git(long, "fsck", "--strict")


def test_odd_file_names_and_line_ends_arrive_to_the_byte(root: Path) -> None:
    git(root, "config", "core.autocrlf", "true")
    (root / ".git/info").mkdir()
    (root / ".git/info/attributes").write_text("*.txt text eol=crlf\n* filter=weg\n", encoding="utf-8")
    git(root, "config", "filter.weg.clean", "cat /dev/null")
    folder = site(root.parent / "vreemd", "2026-03-01", **{"één twee.txt": "a\nb\r\n", "a'b&c.html": "x", ".verborgen": "x", "-n": "x"})
    good(land(root, folder, "2026-03-01"))
    assert (
        subprocess.run(["git", "cat-file", "blob", f"{GH_PAGES}:2026-03-01/één twee.txt"], cwd=root, check=True, capture_output=True).stdout
        == b"a\nb\r\n"
    )
    assert "../2026-03-01/a%27b%26c.html" in show(root, "geldend/a'b&c.html")
    good(put(root, "2026-04-01"))
    good(land(root, site(root.parent / "vreemd-2", "2026-05-01", **{"één.html": "x"}), "2026-05-01", today="2026-04-15"))
    good(put(root, "2026-06-01", today="2026-05-15"))
    assert "../2026-05-01/%C3%A9%C3%A9n.html" in show(root, "geldend/één.html")


def test_hooks_of_the_user_and_a_hook_that_calls_us_do_not_get_in_the_way(
    root: Path, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / ".git/hooks").mkdir()
    for name in ("reference-transaction", "pre-push", "post-update", "pre-commit"):
        hook = root / ".git/hooks" / name
        hook.write_text(f"#!/bin/sh\necho {name} >> {root.parent}/gelopen\nexit 1\n", encoding="utf-8")
        hook.chmod(0o755)
    with monkeypatch.context() as inside:
        for key, value in {"GIT_DIR": "/nergens", "GIT_INDEX_FILE": "/nergens/index", "GIT_COMMITTER_DATE": "@1700000000 +0000"}.items():
            inside.setenv(key, value)
        good(put(root, "2026-03-01", push="origin"))
    assert not (root.parent / "gelopen").exists()
    assert git(root, "log", "-1", "--format=%ct", GH_PAGES) == "1700000000"


# With a remote


def test_remote_and_clone_stand_at_the_same_commit_afterwards(root: Path, remote: Path) -> None:
    said = good(put(root, "2026-03-01", push="origin"))
    assert "De versie staat nu op origin." in said
    assert f"refs: origin:{GH_PAGES} {GH_PAGES}" in said
    assert tip(root) == tip(remote) == tip(root, "refs/remotes/origin/gh-pages")
    before = tip(remote)
    good(put(root, "2026-03-01", push="origin"))
    assert tip(remote) == before
    git(remote, "fsck", "--strict")


def test_a_fresh_clone_builds_on_what_origin_has_and_gets_its_own_branch(root: Path, remote: Path, tmp_path: Path) -> None:
    good(put(root, "2026-03-01", push="origin"))
    here = clone(remote, tmp_path / "hier")
    assert not tip(here)
    shutil.copytree(root.parent / "site-2026-03-01-tekst", tmp_path / "site")
    said = good(land(here, tmp_path / "site", "2026-03-01"))
    assert "bestond al" in said
    assert tip(here) == tip(remote)
    good(put(here, "2026-04-01"))
    assert versions(here).keys() == {"2026-03-01", "2026-04-01"}
    good(put(root, "2026-05-01", push="origin"))
    git(here, "fetch", "--quiet")
    good(put(here, "2026-04-01", push="origin"))
    assert versions(remote).keys() == {"2026-03-01", "2026-04-01", "2026-05-01"}


def test_a_version_looked_at_here_first_is_pushed_after_that(root: Path, remote: Path) -> None:
    good(put(root, "2026-03-01"))
    assert not tip(remote)
    good(put(root, "2026-03-01", push="origin"))
    assert tip(root) == tip(remote)
    assert versions(root) == {"2026-03-01": ["geldend"]}


def test_versions_that_are_only_here_are_neither_sent_nor_lost_in_silence(root: Path, remote: Path) -> None:
    good(put(root, "2026-03-01"))
    here = tip(root)
    said = good(put(root, "2026-04-01", push="origin"))
    assert "iets dat origin niet heeft, en dat is niet meegestuurd: 2026-03-01." in said
    assert versions(remote).keys() == {"2026-04-01"}
    assert tip(root) == here
    good(put(root, "2026-03-01", push="origin"))
    assert versions(remote).keys() == versions(root).keys() == {"2026-03-01", "2026-04-01"}
    assert tip(root) == tip(remote)


def test_an_open_branch_does_not_stop_a_push_but_is_said(root: Path, remote: Path) -> None:
    good(put(root, "2026-03-01", push="origin"))
    git(root, "worktree", "add", "--quiet", str(root.parent / "open"), "gh-pages")
    before = tip(root)
    said = good(put(root, "2026-04-01", push="origin"))
    assert "staat open in de map" in said
    assert tip(root) == before
    assert versions(remote).keys() == {"2026-03-01", "2026-04-01"}


def test_a_shallow_clone_of_the_branch_publishes(root: Path, remote: Path, tmp_path: Path) -> None:
    for version in ("2026-03-01", "2026-04-01", "2026-05-01"):
        good(put(root, version, push="origin"))
    here = clone(remote, tmp_path / "hier", "--depth", "1", "--no-single-branch")
    assert git(here, "rev-parse", "--is-shallow-repository") == "true"
    shutil.rmtree(root)
    good(put(here, "2026-06-01", push="origin"))
    good(put(here, "2026-07-01"))
    assert linear(remote) == 4
    git(here, "fsck", "--strict")


def test_a_remote_that_nobody_named_is_told_in_dutch_with_what_to_type(root: Path, tmp_path: Path) -> None:
    first = publish(root, "--push", "origin")
    assert first.code == 2 and "Git meldt" not in first.said
    assert "geen git-server met de naam origin. Er is niets veranderd. Maak op uw git-server" in first.said
    assert "git remote add origin ADRES" in first.said
    git(root, "remote", "add", "origin", str(bare(tmp_path / "server.git")))
    slip = publish(root, "--push", "orign")
    assert slip.code == 2 and slip.said.rstrip().endswith("met de naam orign. Er is niets veranderd. Bedoelt u origin?")


@pytest.mark.parametrize("address", ["/bestaat/niet.git", "--upload-pack=touch", "ext::sh -c false", ""])
def test_a_remote_that_cannot_be_reached_gives_the_reason(root: Path, address: str) -> None:
    options = ["--push", address]
    refused = publish(root, *options)
    assert refused.code == 2
    assert "niet te bereiken" in refused.said
    assert "Git meldt: " in refused.said
    assert not tip(root)


def test_a_remote_that_refuses_leaves_everything_as_it_was(root: Path, remote: Path) -> None:
    """h11"""
    good(put(root, "2026-01-01", push="origin"))
    hook = remote / "hooks/pre-receive"
    hook.parent.mkdir()
    hook.write_text("#!/bin/sh\necho 'de schijf is alleen te lezen' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    before = tip(remote), tip(root)
    refused = put(root, "2026-07-01", push="origin")
    assert refused.code == 2
    assert "nam de wijziging niet aan" in refused.said
    assert "de schijf is alleen te lezen" in refused.said
    assert (tip(remote), tip(root)) == before
    hook.unlink()
    good(put(root, "2026-07-01", push="origin"))
    assert tip(remote) == tip(root)


FULL = [*product((0, 300, 3_000, 30_000, 300_000), ("", "origin"))]
"""How many bytes a file may hold, and where to; `make test` takes each size once, here or on a server in turn."""


@pytest.mark.parametrize(("limit", "push"), FULL if SOAK else [pair for number, pair in enumerate(FULL) if number % 4 in (0, 3)])
def test_a_disk_that_fills_up_at_any_write_leaves_the_old_or_the_new(root: Path, remote: Path, limit: int, push: str) -> None:
    """h11: no file may grow past the limit, in this process or in git."""
    good(put(root, "2026-01-01", push=push))
    where = remote if push else root
    before = tip(where)
    folder = site(root.parent / "groot", "2026-07-01", **{"groot.bin": random.Random(1).randbytes(100_000).hex()})
    done = finish(start(landing(root, folder, "2026-07-01", push), file_limit=limit))
    if done.code:
        assert done.code == 2
        assert tip(where) == before
    else:
        assert versions(where).keys() == {"2026-01-01", "2026-07-01"}
    assert done.code == 0 or limit <= 30_000
    for lock in (*root.glob(".git/**/*.lock"), *remote.glob("**/*.lock")):
        raise AssertionError(lock)
    good(land(root, folder, "2026-07-01", push))
    assert versions(where).keys() == {"2026-01-01", "2026-07-01"}


def test_only_what_passes_by_itself_is_tried_again() -> None:
    assert in_use(Failed("error: cannot lock ref 'refs/heads/gh-pages': Unable to create '/x/gh-pages.lock': File exists."))
    assert in_use(Failed("! [rejected] a -> gh-pages (stale info)"))
    assert not in_use(
        Failed(
            "error: cannot lock ref 'refs/heads/gh-pages': Unable to create '/x/gh-pages.lock': Permission denied\n! [remote rejected] (failed to update ref)"
        )
    )
    assert not in_use(Failed("! [remote rejected] a -> gh-pages (pre-receive hook declined)"))


def test_a_lock_that_stays_is_named_in_the_end(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbook.publish.transaction.TRIES", 2)
    good(put(root, "2026-01-01"))
    lock = root / ".git/refs/heads/gh-pages.lock"
    lock.touch()
    refused = put(root, "2026-02-01")
    assert refused.code == 2
    assert "Probeer het opnieuw" in refused.said
    assert "gh-pages.lock" in refused.said


# Many at once, and killed


@pytest.mark.parametrize("round_", range(ROUNDS))
@pytest.mark.parametrize("shared", [False, True], ids=["three clones", "one clone"])
def test_three_publishers_at_once_lose_nothing(root: Path, remote: Path, tmp_path: Path, shared: bool, round_: int) -> None:
    """h09"""
    names = ["2026-05-01", "2026-05-02", "2026-05-03"]
    places = [root if shared else clone(remote, tmp_path / f"kloon-{name}") for name in names]
    sites = [site(tmp_path / f"site-{name}", name, name) for name in names]
    push = "" if shared else "origin"
    at_once = [start(landing(place, folder, name, push)) for place, folder, name in zip(places, sites, names, strict=True)]
    for place, folder, name, outcome in zip(places, sites, names, map(finish, at_once), strict=True):
        if outcome.code:
            good(land(place, folder, name, push))
    where = root if shared else remote
    assert versions(where) == {"2026-05-03": ["geldend"], "2026-05-02": [], "2026-05-01": []}
    assert linear(where) == 3
    assert [show(where, f"{name}/index.html") for name in names] == [f"<p>{name}: {name}" for name in names]
    git(where, "fsck", "--strict")


def test_a_hundred_publications_by_four_at_once_lose_nothing(root: Path, remote: Path, tmp_path: Path) -> None:
    clones = [clone(remote, tmp_path / f"kloon-{number}") for number in range(4)]
    names = [str(VersionName(date(2026, 1, 1), number + 1)) for number in range(RACED)]
    folders = {name: site(tmp_path / name, name, name) for name in names}
    waiting, running = [*names], dict[Path, tuple[str, Running]]()
    while waiting or running:
        for place in clones:
            if place in running and running[place][1].poll() is not None:
                name, process = running.pop(place)
                # Eight times in a row somebody else was first: trying again is what the command asks for.
                if finish(process).code == 2:
                    waiting.append(name)
            if place not in running and waiting:
                name = waiting.pop(0)
                running[place] = name, start(landing(place, folders[name], name, "origin"))
        time.sleep(0.01)
    assert versions(remote).keys() == set(names)
    register = json.loads(show(remote, "regime.json"))
    assert sorted(row["volgnummer"] for row in register["versies"]) == [*range(1, RACED + 1)]
    assert {*git(remote, "for-each-ref", "--format=%(refname:lstrip=3)", "refs/tags").split()} == set(names)
    assert linear(remote) == RACED


@pytest.mark.parametrize("push", ["", "origin"], ids=["here", "remote"])
def test_a_kill_leaves_the_branch_wholly_old_or_wholly_new(root: Path, remote: Path, tmp_path: Path, push: str, _own_temp: Path) -> None:
    where = remote if push else root
    began = time.monotonic()
    good(put(root, "2026-01-01", push=push))
    calm = time.monotonic() - began
    chance = random.Random(KILLS)
    for number in range(KILLS):
        version = str(VersionName(date(2026, 2, 1), number + 1))
        folder = site(tmp_path / version, version, version)
        before, old = tip(where), trees(where)
        victim = start(landing(root, folder, version, push))
        time.sleep(chance.uniform(0, calm))
        # Half of them with every git that they started, as when the machine's owner ends the whole job.
        victim.kill(group=number % 2 == 1)
        victim.communicate()
        if tip(where) != before:
            assert versions(where).keys() >= {version}
            assert show(where, f"{version}/index.html") == f"<p>{version}: {version}"
            assert git(where, "rev-parse", f"{GH_PAGES}^") == before
        good(land(root, folder, version, push))
        now = trees(where)
        assert {name: now.get(name) for name in old if name[0].isdigit()} == {name: id for name, id in old.items() if name[0].isdigit()}
        assert version in versions(where)
        assert linear(where) == number + 2
    git(where, "fsck", "--strict")
    assert [*_own_temp.iterdir()] == []
    assert git(root, "status", "--porcelain") == ""
    tags = {f"refs/tags/revisie/{version}" for version in versions(where)}
    assert {*git(where, "for-each-ref", "--format=%(refname)", "refs/tags").split()} == tags
    heads = {"refs/heads/main", GH_PAGES, "refs/remotes/origin/gh-pages", "refs/remotes/origin/main"}
    assert {*git(root, "for-each-ref", "--format=%(refname)").split()} <= heads | tags
