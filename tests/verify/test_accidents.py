"""Every accident has one sentence that leads out: the tests do literally what it says, and find the archive whole again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.advice import commands, follow
from tests.support.fork import handbook
from tests.support.proving import CURRENT, FIRST, WITHDRAWN, add, put
from tests.support.publishing import GH_PAGES, bare, clone, git, land, site, tip


@dataclass(frozen=True)
class World:
    """A server with an archive, and a clone of it."""

    remote: Path
    here: Path

    def says(self, *arguments: str) -> tuple[int, str]:
        done = handbook(self.here, *arguments)
        assert "Traceback" not in done.stdout + done.stderr, done.stdout + done.stderr
        return done.returncode, done.stdout + done.stderr

    def is_whole(self) -> str:
        code, said = self.says("verify", "--remote", "origin")
        assert code == 0, said
        return said

    def replaced(self, commit: str) -> None:
        git(self.remote, "update-ref", GH_PAGES, commit)


@pytest.fixture(scope="session")
def drawn(proven: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A server with the archive of tests/support/proving.py, and an ordinary clone beside it."""
    folder = tmp_path_factory.mktemp("ongeluk")
    remote = bare(folder / "server.git")
    git(proven, "push", "--quiet", str(remote), "main", "gh-pages", "--tags")
    clone(remote, folder / "kopie")
    return folder


@pytest.fixture
def world(drawn: Path, tmp_path: Path) -> World:
    shutil.copytree(drawn, tmp_path / "wereld")
    found = World(tmp_path / "wereld/server.git", tmp_path / "wereld/kopie")
    git(found.here, "remote", "set-url", "origin", found.remote.as_uri())
    return found


# The branch


def squashed(remote: Path) -> str:
    return git(remote, "commit-tree", "-m", "squash", f"{GH_PAGES}^{{tree}}")


def wiped(remote: Path) -> str:
    """As `mkdocs gh-deploy --force` leaves it."""
    page = git(remote, "hash-object", "-w", "--stdin", feed="<h1>Site</h1>")
    return git(remote, "commit-tree", "-m", "Deployed", git(remote, "mktree", feed=f"100644 blob {page}\tindex.html\n"))


def emptied(remote: Path) -> str:
    return git(remote, "commit-tree", "-m", "empty", git(remote, "mktree", feed=""))


def cut(remote: Path) -> str:
    """As it was before the last versions came."""
    return git(remote, "rev-parse", f"revisie/{CURRENT}^{{commit}}")


LOST: dict[str, Callable[[Path], str]] = {"squashed": squashed, "wiped": wiped, "emptied": emptied, "cut": cut}
LAST = f"intrekking/{WITHDRAWN}"
"""The tag of the last act on that archive."""


@pytest.mark.parametrize("fetched", [False, True], ids=["unseen", "fetched"])
@pytest.mark.parametrize("name", LOST)
def test_a_branch_that_was_replaced_goes_back_to_its_last_tag(name: str, fetched: bool, world: World) -> None:
    world.replaced(LOST[name](world.remote))
    if fetched:
        git(world.here, "fetch", "--quiet", "--force", "origin")
    code, said = world.says("verify", "--remote", "origin")
    assert code == 1
    way = [f"git push --force origin {LAST}^{{commit}}:{GH_PAGES}", "handbook register --rebuild --push origin"]
    assert commands(said)[:2] == way
    assert "nooit te veranderen" not in said
    before = tip(world.remote)
    for act in (("activate",), ("register", "--rebuild"), ("restore", FIRST)):
        code, refused = world.says(*act, "--push", "origin")
        assert (code, commands(refused)) == (4, way), refused
    refusal = land(world.here, site(world.here.parent / "nieuw", "2027-03-01"), "2027-03-01", "origin")
    assert refusal.code == 4
    assert tip(world.remote) == before
    follow(world.here, refused)
    world.is_whole()
    assert git(world.remote, "ls-tree", "--name-only", "gh-pages", ".nojekyll")
    assert land(world.here, site(world.here.parent / "weer", "2027-04-01"), "2027-04-01", "origin").code == 0
    world.is_whole()


def test_a_branch_that_was_deleted_comes_back_from_its_tags(world: World) -> None:
    git(world.remote, "update-ref", "-d", GH_PAGES)
    code, said = world.says("verify", "--remote", "origin")
    assert (code, "is weg" in said) == (1, True)
    assert world.says("activate", "--push", "origin")[0] == 4
    follow(world.here, said)
    world.is_whole()


def test_from_a_clone_without_tags(world: World) -> None:
    world.replaced(wiped(world.remote))
    bald = World(world.remote, clone(world.remote, world.here.parent / "kaal", "--no-tags", "--single-branch"))
    _, said = bald.says("verify", "--remote", "origin")
    follow(bald.here, said)
    bald.is_whole()


def test_what_was_published_on_a_squashed_branch_is_kept(world: World) -> None:
    """By a program that did not look: then nothing may be thrown back."""
    world.replaced(squashed(world.remote))
    other = World(world.remote, clone(world.remote, world.here.parent / "ander"))
    git(other.remote, "for-each-ref")
    names = git(world.remote, "for-each-ref", "--format=delete %(refname) %(objectname)", "refs/tags")
    kept = git(world.remote, "for-each-ref", "--format=create %(refname) %(objectname)", "refs/tags")
    git(world.remote, "update-ref", "--stdin", feed=names + "\n")
    add(other.here, "2027-03-01", push="origin")
    git(world.remote, "update-ref", "--stdin", feed=kept + "\n")
    code, said = other.says("verify", "--remote", "origin")
    assert code == 1
    assert "Voeg de geschiedenis weer samen" in said
    follow(other.here, said)
    other.is_whole()
    assert git(world.remote, "ls-tree", "--name-only", "gh-pages", "2027-03-01")


def test_in_a_repository_of_its_own(root: Path) -> None:
    """Without a server the branch of this computer is put back."""
    git(root, "update-ref", GH_PAGES, squashed(root))
    done = handbook(root, "verify")
    assert done.returncode == 1
    follow(root, done.stdout)
    assert handbook(root, "verify").returncode == 0
    git(root, "update-ref", "-d", GH_PAGES)
    done = handbook(root, "verify")
    assert done.returncode == 2
    follow(root, done.stderr)
    assert handbook(root, "verify").returncode == 0


# The tags


def test_tags_that_are_gone_are_set_again_from_the_history(world: World) -> None:
    was = git(world.remote, "for-each-ref", "--format=%(refname) %(*objectname)", "refs/tags")
    git(world.remote, "update-ref", "--stdin", feed=git(world.remote, "for-each-ref", "--format=delete %(refname)", "refs/tags") + "\n")
    fresh = World(world.remote, clone(world.remote, world.here.parent / "vers"))
    code, said = fresh.says("verify", "--remote", "origin")
    assert (code, commands(said)) == (1, ["handbook restore --tags --push origin"])
    answer = "\n".join(follow(fresh.here, said))
    assert "bewijzen zij dus niet meer" in answer
    fresh.is_whole()
    now = git(world.remote, "for-each-ref", "--format=%(refname) %(*objectname)", "refs/tags")
    assert set(now.splitlines()) == set(was.splitlines()) - {
        line for line in was.splitlines() if line.startswith(f"refs/tags/revisie/{WITHDRAWN} ")
    }


def test_tags_that_this_clone_still_has_go_back_as_they_were(world: World) -> None:
    was = git(world.remote, "for-each-ref", "refs/tags")
    git(world.remote, "update-ref", "--stdin", feed=git(world.remote, "for-each-ref", "--format=delete %(refname)", "refs/tags") + "\n")
    _, said = world.says("verify", "--remote", "origin")
    assert "restore --tags" not in said
    follow(world.here, said)
    world.is_whole()
    assert git(world.remote, "for-each-ref", "refs/tags") == was


def test_a_version_that_was_changed_gets_no_new_tag(world: World) -> None:
    """What was published first, nobody can tell any more: that is said, and no tag is set on a guess."""
    git(world.here, "branch", "gh-pages", "origin/gh-pages")
    put(world.here, {f"{FIRST}/index.html": "anders"})
    git(world.here, "push", "--quiet", "origin", "gh-pages")
    git(world.remote, "update-ref", "-d", f"refs/tags/revisie/{FIRST}")
    git(world.here, "tag", "--delete", f"revisie/{FIRST}")
    code, said = world.says("restore", "--tags", "--push", "origin")
    assert code == 2
    assert f"De map van versie {FIRST} is anders dan in de commit waarmee zij kwam" in said


def test_branch_and_tags_are_gone_and_this_clone_has_them(world: World) -> None:
    everything = git(world.remote, "for-each-ref", "--format=delete %(refname)", "refs/tags", GH_PAGES)
    git(world.remote, "update-ref", "--stdin", feed=everything + "\n")
    code, said = world.says("verify", "--remote", "origin")
    assert (code, "Het archief is weg van origin" in said) == (1, True)
    follow(world.here, said)
    world.is_whole()


def test_a_wiped_branch_without_tags_is_led_out_in_two_steps(world: World) -> None:
    git(world.remote, "update-ref", "--stdin", feed=git(world.remote, "for-each-ref", "--format=delete %(refname)", "refs/tags") + "\n")
    world.replaced(wiped(world.remote))
    git(world.here, "fetch", "--quiet", "--force", "origin")
    for act in (("activate",), ("register", "--rebuild"), ("restore", "--tags"), ("restore", FIRST)):
        code, said = world.says(*act, "--push", "origin")
        assert (code, commands(said)) == (4, ["handbook verify --remote origin"])
    assert land(world.here, site(world.here.parent / "nieuw", "2027-03-01"), "2027-03-01", "origin").code == 4
    _, said = world.says("verify", "--remote", "origin")
    follow(world.here, said)
    _, said = world.says("verify", "--remote", "origin")
    follow(world.here, said)
    world.is_whole()
