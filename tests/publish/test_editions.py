"""Two organisations that publish from one source, each with its own branch, tags, address and facts: neither touches the other."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from handbook.archive import root_files
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.sources import editions
from tests.support import publishing
from tests.support.fork import handbook
from tests.support.hook import arm
from tests.support.publishing import FIRST, bare, commit, git, revise

EDITIONS = """\
zorg:
  gegevens: edities/zorg.yml
  branch: archief/zorg
  tags: gezond/
  alias: nu-geldig
"""
ZORG = ("--edition", "zorg")
TODAY = publishing.TODAY

# One repository grows from test to test: one worker takes them all, in their order.
pytestmark = pytest.mark.xdist_group("editions")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handbook of two organisations; nothing is published yet."""
    root = publishing.handbook(tmp_path_factory.mktemp("twee") / "handboek")
    facts = (root / "variables.yml").read_text("utf-8")
    (root / "edities").mkdir()
    other = facts.replace("Proefhuis B.V.", "Zorggroep Zuid").replace("https://handboek.", "https://zorg.")
    assert other != facts
    (root / "edities/zorg.yml").write_text(other, "utf-8")
    (root / "edities.yml").write_text(EDITIONS, "utf-8")
    commit(root, "twee organisaties")
    return root


def good(root: Path, *arguments: str) -> str:
    done = handbook(root, *arguments, HANDBOEK_VANDAAG=TODAY)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def state(root: Path, edition: Edition) -> tuple[str, str]:
    """Where the branch and the tags of one archive stand."""
    tags = git(root, "for-each-ref", "--format=%(objectname) %(refname)", *edition.tags)
    return git(root, "rev-parse", edition.ref), tags


def both(root: Path) -> tuple[Edition, Edition]:
    return Edition(), editions.choose(Project.find(root), "zorg")


def read(root: Path, edition: Edition, path: str) -> str:
    return git(root, "show", f"{edition.ref}:{path}")


def test_two_organisations_publish_side_by_side(root: Path, tmp_path: Path) -> None:
    own, zorg = both(root)
    remote = bare(tmp_path / "server.git")
    git(root, "remote", "add", "origin", str(remote))
    good(root, "publish", "--push", "origin")
    before = state(root, own)
    assert "Zorggroep" not in read(root, own, f"{FIRST}/index.html")

    good(root, "publish", "--push", "origin", *ZORG)
    assert state(root, own) == before
    assert state(remote, own) == before
    assert state(remote, zorg) == state(root, zorg)
    assert git(root, "tag", "--list").split() == [f"gezond/revisie/{FIRST}", f"revisie/{FIRST}"]
    assert "Zorggroep Zuid" in read(root, zorg, "regime.json")
    assert json.loads(read(root, zorg, "regime.json"))["adres"].startswith("https://zorg.")
    assert json.loads(read(root, zorg, "versions.json"))[0]["aliases"] == ["nu-geldig"]
    assert f"../{FIRST}/" in read(root, zorg, "nu-geldig/index.html")
    assert "/nu-geldig/" in read(root, zorg, "timemap.wlnk")
    assert "geldend" not in git(root, "ls-tree", "--name-only", zorg.ref).split()
    for where in ((), ("--remote", "origin")):
        assert "Alles klopt" in good(root, "verify", *where)
        assert "Alles klopt" in good(root, "verify", *where, *ZORG)


def test_every_verb_for_the_archive_keeps_to_its_own(root: Path, tmp_path: Path) -> None:
    own, zorg = both(root)
    revise(root, "2026-06-01")
    commit(root, "tweede revisie")
    good(root, "publish", *ZORG)
    assert [row["versie"] for row in json.loads(good(root, "versions", "--format", "json", *ZORG))] == ["2026-06-01", FIRST]
    assert [row["versie"] for row in json.loads(good(root, "versions", "--format", "json"))] == [FIRST]
    assert json.loads(good(root, "register", *ZORG).partition("\nRegister")[0])["werkgever"] == "Zorggroep Zuid"

    before = state(root, own)
    said = good(root, "activate", "--date", "2026-02-01", *ZORG)
    assert f"geldt versie {FIRST}" in said
    assert "/nu-geldig/" in said
    good(root, "activate", *ZORG)
    publishing.git(root, "update-ref", zorg.ref, _without(root, zorg, "2026-06-01"))
    broken = handbook(root, "publish", *ZORG, HANDBOEK_VANDAAG=TODAY)
    assert (broken.returncode, "handbook restore --edition zorg 2026-06-01" in broken.stderr) == (2, True), broken.stderr + broken.stdout
    good(root, "restore", "2026-06-01", *ZORG)
    why = ("--reason", "Een naam.", "--by", "de directie", *ZORG, "--yes")
    good(root, "take-down", FIRST, "--ask", "HR", *why)
    assert git(root, "rev-parse", zorg.removal(FIRST, 1))
    good(root, "repeal", "2026-06-01", "--from", TODAY, "--instead", FIRST, "--decided", TODAY, *why)
    assert git(root, "rev-parse", zorg.repeal("2026-06-01"))
    good(root, "register", "--rebuild", *ZORG)
    assert "Alles klopt" in good(root, "verify", *ZORG)
    good(root, "export", str(tmp_path / "www"), *ZORG)
    assert (tmp_path / "www/nu-geldig/index.html").is_file()
    assert "Alles klopt" in good(root, "verify", "--site", str(tmp_path / "www"), *ZORG)
    assert state(root, own) == before
    assert "Alles klopt" in good(root, "verify")


def _without(root: Path, edition: Edition, name: str) -> str:
    """The branch as somebody would leave it who cleared a version away by hand."""
    kept = [row for row in git(root, "ls-tree", edition.ref).splitlines() if row.rpartition("\t")[2] != name]
    return git(root, "commit-tree", "-m", "met de hand", "-p", edition.ref, git(root, "mktree", feed="\n".join(kept) + "\n"))


@pytest.mark.parametrize("name", ["", "zorg"])
def test_the_hook_guards_every_edition_of_the_last_commit(root: Path, tmp_path: Path, name: str) -> None:
    edition = dict(zip(("", "zorg"), both(root), strict=True))[name]
    remote = bare(tmp_path / "server.git")
    git(root, "push", "--quiet", str(remote), "main", edition.ref, *(f"{pattern}:{pattern}" for pattern in edition.patterns))
    arm(remote)
    for refspec in (f"+main:{edition.ref}", f":{edition.ref}", f":{edition.revision(FIRST)}"):
        done = _push(root, remote, refspec)
        assert (done.returncode != 0, "Geweigerd" in done.stderr) == (True, True), f"{refspec}: {done.stderr}"
    assert _push(root, remote, "main:refs/heads/werk").returncode == 0


def test_a_broken_file_lets_in_only_what_mends_it(root: Path, tmp_path: Path) -> None:
    remote = bare(tmp_path / "server.git")
    work = publishing.clone(root, tmp_path / "werk")
    whole = (work / "edities.yml").read_text("utf-8")
    (work / "edities.yml").write_text("zorg\n", "utf-8")
    commit(work, "stuk")
    git(work, "push", "--quiet", str(remote), "main")
    arm(remote)
    refused = _push(work, remote, f"main:{both(root)[1].ref}")
    assert (refused.returncode != 0, "edities.yml:1: " in refused.stderr) == (True, True), refused.stderr
    (work / "edities.yml").write_text(whole, "utf-8")
    commit(work, "heel")
    mended = _push(work, remote, "main")
    assert mended.returncode == 0, mended.stderr


def _push(root: Path, remote: Path, refspec: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", "push", "--quiet", str(remote), refspec], cwd=root, check=False, capture_output=True, text=True)


def test_a_broken_file_is_told_and_nothing_is_guessed(tmp_path: Path) -> None:
    root = publishing.handbook(tmp_path / "handboek")
    unknown = handbook(root, "publish", *ZORG)
    assert (unknown.returncode, 'geen editie met de naam "zorg"' in unknown.stderr) == (2, True)
    (root / "edities.yml").write_text("zorg:\n  gegevens: weg.yml\n", "utf-8")
    wrong = handbook(root, "activate", *ZORG)
    assert (wrong.returncode, "edities.yml:2: " in wrong.stdout, "[EDI004]" in wrong.stdout) == (1, True, True)
    with pytest.raises(CannotWork):
        editions.choose(Project.find(publishing.handbook(tmp_path / "geen")), "zorg")


def test_checking_building_and_listing_facts_take_those_of_the_edition(root: Path, tmp_path: Path) -> None:
    assert "Alles klopt" in good(root, "check", *ZORG)
    assert "werkgever.naam: Zorggroep Zuid" in good(root, "variables", *ZORG)
    assert "werkgever.naam: Proefhuis B.V." in good(root, "variables")
    assert "werkgever.naam: Proefhuis B.V." in good(root, "variables", *ZORG, "--variables", "variables.yml")
    good(root, "build", "--site-dir", str(tmp_path / "site"), *ZORG)
    assert json.loads((tmp_path / "site/handboek.json").read_text("utf-8"))["revisie"]["werkgever"] == "Zorggroep Zuid"


def test_no_alias_can_stand_in_the_way_of_the_register() -> None:
    assert {page.partition("/")[0] for page in root_files.PAGES if "/" in page} <= editions.TAKEN["alias"]


def test_facts_of_elsewhere_are_not_published(tmp_path: Path) -> None:
    root = publishing.handbook(tmp_path / "handboek")
    other = tmp_path / "elders.yml"
    other.write_text((root / "variables.yml").read_text("utf-8"), "utf-8")
    done = handbook(root, "publish", "--variables", str(other))
    assert (done.returncode, "elders.yml" in done.stderr) == (2, True)
