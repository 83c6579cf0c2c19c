"""Where the text can be changed is kept up to date at the root by every act, whole or not at all, while no version changes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from handbook.archive import editing as archived
from handbook.archive.manifest import canonical, sha256
from handbook.build import editing
from handbook.core.edition import Edition
from handbook.publish import rebuild
from handbook.verify import Difference
from tests.support import proving
from tests.support.handbooks import TINY, draw
from tests.support.publishing import TODAY, activate, commit, git, repository, show, tip, trees

FILE, PAGE = "versies/wijzigen.json", "versies/wijzigen.html"
GITHUB, GITLAB = "https://github.com/proefhuis/handboek", "https://git.proefhuis.test/hr/handboek"
BEFORE, DAY, NEXT = "2026-11-20", "2026-11-22", "2026-11-23"


def set_host(root: Path, address: str | None) -> str:
    """The facts of the tiny handbook with this address, recorded."""
    typed = f'  aanspreekvorm: u\n  wijzigen: "{address}"\n' if address else "  aanspreekvorm: u\n"
    (root / "variables.yml").write_text((TINY / "variables.yml").read_text("utf-8").replace("  aanspreekvorm: u\n", typed), "utf-8")
    return commit(root, "gegevens", silent=True)


def told(root: Path) -> Any:
    return json.loads(show(root, FILE))


def listed(root: Path) -> bool:
    """Whether the register says that there is a way, and the file is there; both or neither."""
    there = FILE in git(root, "ls-tree", "-r", "--name-only", "gh-pages").split("\n")
    assert there == (FILE in json.loads(show(root, "regime.json"))["bestanden"])
    return there


def differences(root: Path) -> list[Difference]:
    edition = Edition(editing=editing.in_commits(root, Edition()))
    return proving.differences(root, edition=edition)[0]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One version, and sources that name a host since."""
    root = repository(tmp_path_factory.mktemp("wijzigen") / "h")
    draw(root)
    commit(root, "handboek", silent=True)
    proving.add(root, "2026-11-01", BEFORE)
    assert not listed(root)
    assert "wijzigen" not in show(root, "versies/index.html")
    source = set_host(root, GITHUB)
    assert "status: veranderd" in activate(root, DAY).said
    assert (told(root)["bron"], listed(root)) == (source, True)
    return root


@pytest.fixture
def root(begun: Path, tmp_path: Path) -> Path:
    return proving.copied(begun, tmp_path / "h")


def test_an_act_brings_what_the_last_commit_says_and_no_version_changes(root: Path) -> None:
    at = told(root)["paginas"]["regels/"]
    assert (at["naar"], told(root)["regel"]) == (f"{GITHUB}/edit/main/docs/regels.md", "#L")
    assert f'href="{GITHUB}/edit/main/docs/regels.md"' in show(root, PAGE)
    assert "versies/wijzigen.html" in show(root, "versies/index.html")
    before, old = trees(root)["2026-11-01"], tip(root)
    assert "status: gelijk" in activate(root, DAY).said
    page = root / "docs/regels.md"
    page.write_text(page.read_text("utf-8").replace("# Regels\n", "# Regels\n\nEen inleiding.\n\n", 1), "utf-8")
    source = commit(root, "tekst", silent=True)
    assert "status: veranderd" in activate(root, DAY).said
    assert told(root)["paginas"]["regels/"]["artikelen"]["doel"] == at["artikelen"]["doel"] + 3
    assert (told(root)["bron"], trees(root)["2026-11-01"], differences(root)) == (source, before, [])
    assert proving.refused(root, old) == ""
    # What leads nowhere else is no news.
    (root / "docs/regels.md").write_text(page.read_text("utf-8") + "\nEn meer.\n", "utf-8")
    commit(root, "tekst", silent=True)
    assert "status: gelijk" in activate(root, DAY).said
    proving.add(root, "2026-12-01", NEXT)
    assert listed(root)


def test_a_host_that_moves_takes_all_versions_along_and_without_one_nothing_is_left(root: Path) -> None:
    set_host(root, f"{GITLAB}/src/branch/main")
    activate(root, DAY)
    assert told(root)["regel"] is None
    assert told(root)["paginas"][""]["naar"] == f"{GITLAB}/_edit/main/docs/index.md"
    assert GITHUB not in show(root, FILE) + show(root, PAGE)
    set_host(root, None)
    activate(root, DAY)
    assert not listed(root)
    assert "wijzigen" not in show(root, "versies/index.html") + git(root, "ls-tree", "-r", "--name-only", "gh-pages")
    assert differences(root) == []


def test_older_and_unreadable_sources_leave_it_as_it_is(root: Path) -> None:
    newest = told(root)
    git(root, "checkout", "--quiet", "-b", "verbetering", "HEAD~1")
    assert "status: gelijk" in activate(root, DAY).said
    assert told(root) == newest
    git(root, "checkout", "--quiet", "main")
    (root / "variables.yml").write_text('handboek:\n  wijzigen: "https://github.com"\n', "utf-8")
    commit(root, "fout", silent=True)
    assert "status: gelijk" in activate(root, DAY).said
    assert told(root) == newest


def test_who_leads_readers_elsewhere_by_hand_is_found_and_a_rebuild_mends_it(root: Path) -> None:
    forged = proving.raw(root, FILE).replace(GITHUB.encode(), b"https://elders.test/proefhuis/handboek")
    proving.put(root, {FILE: forged})
    assert FILE in {one.path for one in differences(root)}
    assert "klopt niet" in activate(root, DAY).said
    # With a register and a page that agree, only the sources can tell.
    page = proving.raw(root, PAGE).replace(GITHUB.encode(), b"https://elders.test/proefhuis/handboek")
    register = json.loads(proving.raw(root, "regime.json"))
    register["bestanden"] |= {FILE: sha256(forged), PAGE: sha256(page)}
    proving.put(root, {PAGE: page, "regime.json": canonical(register)})
    assert [one.path for one in differences(root)] == [FILE]
    rebuild.rebuild(proving.project(root), date.fromisoformat(TODAY), push=None, say=lambda _: None)
    assert GITHUB in show(root, FILE)
    assert differences(root) == []
    proving.put(root, {FILE: b"{}"})
    assert archived.held(lambda path: proving.raw(root, path)) is None
    rebuild.rebuild(proving.project(root), date.fromisoformat(TODAY), push=None, say=lambda _: None)
    assert differences(root) == []
