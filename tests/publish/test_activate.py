"""Activation: the lasting address and the register move on to a day, and no version does. With a real git and a real mike."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from handbook.core.errors import CannotWork
from handbook.publish.activate import activate as move_on
from tests.support.acts import TODAY, good, project, put, rebuild, regime
from tests.support.publishing import (
    GH_PAGES,
    activate,
    activation,
    bare,
    clone,
    git,
    repository,
    show,
    start,
    tip,
    trees,
    versions,
    write,
)
from tests.support.soaking import SOAK

KILLS = 60 if SOAK else 6


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "project")


def test_when_the_day_comes_geldend_and_the_register_move_and_no_version_does(root: Path) -> None:
    put(root, "2026-03-01")
    put(root, "2027-01-01")
    before = trees(root)
    said = good(activate(root, "2027-01-01"))
    assert "Op 1 januari 2027 geldt versie 2027-01-01." in said
    assert versions(root) == {"2026-03-01": [], "2027-01-01": ["geldend"]}
    assert (regime(root)["peildatum"], regime(root)["geldend"]) == ("2027-01-01", "2027-01-01")
    assert "../2027-01-01/" in show(root, "geldend/index.html")
    after = trees(root)
    assert all(after[name] == id for name, id in before.items() if name[0].isdigit())
    assert git(root, "log", "-1", "--format=%s", GH_PAGES) == "Activate 2027-01-01 on 2027-01-01"


def test_fixed_addresses_of_an_older_program_are_made_anew(root: Path) -> None:
    """Those hold a script in the page, which the policy of today stops: they would lead nowhere."""
    put(root, "2026-03-01")
    alias, start = show(root, "geldend/doel/index.html"), show(root, "index.html")
    for old in ({"geldend/index.html": "<script>oud</script>", "geldend/weg/index.html": "oud"}, {"index.html": "oud"}):
        write(root, old)
        good(activate(root, "2026-12-24"))
        assert (show(root, "geldend/doel/index.html"), show(root, "index.html")) == (alias, start)
        assert "door.js" in show(root, "geldend/index.html")
    assert "weg" not in git(root, "ls-tree", "--name-only", f"{GH_PAGES}:geldend").split()


def test_a_day_on_which_nothing_begins_or_ends_makes_no_commit(root: Path) -> None:
    put(root, "2026-03-01")
    before = tip(root)
    assert "Dat stond al goed. Er is niets veranderd." in good(activate(root, "2026-12-24"))
    assert tip(root) == before


def test_a_text_that_is_made_known_after_its_first_day_moves_in_on_that_day(root: Path) -> None:
    put(root, "2026-03-01")
    put(root, "2026-11-01", announced="2026-12-01")
    assert versions(root)["2026-03-01"] == ["geldend"]
    good(activate(root, "2026-12-01"))
    assert versions(root)["2026-11-01"] == ["geldend"]


def test_a_backfilled_older_text_never_moves_geldend_back(root: Path) -> None:
    put(root, "2026-03-01")
    put(root, "2024-01-01")
    good(activate(root, "2026-11-23"))
    assert versions(root) == {"2026-03-01": ["geldend"], "2024-01-01": []}


def test_before_the_first_day_there_is_no_alias(root: Path) -> None:
    put(root, "2026-03-01")
    assert "geldt er nog geen versie" in good(activate(root, "2026-02-01"))
    assert versions(root) == {"2026-03-01": []}
    assert regime(root)["geldend"] is None
    assert "geldend" not in trees(root)
    good(activate(root, "2026-11-22"))
    assert versions(root) == {"2026-03-01": ["geldend"]}


def test_activation_reaches_a_remote(root: Path, tmp_path: Path) -> None:
    remote = bare(tmp_path / "ver.git")
    git(root, "remote", "add", "origin", str(remote))
    put(root, "2026-03-01", push="origin")
    put(root, "2027-01-01", push="origin")
    other = clone(remote, tmp_path / "ander")
    good(activate(other, "2027-01-01", "origin"))
    assert versions(remote)["2027-01-01"] == ["geldend"]
    assert tip(other) == tip(remote)


def test_nothing_to_activate_or_rebuild_says_what_to_do(root: Path) -> None:
    for act in (lambda: move_on(project(root), TODAY, push=None, say=print), lambda: rebuild(root)):
        with pytest.raises(CannotWork, match="handbook publish"):
            act()


@pytest.mark.parametrize("push", ["", "origin"], ids=["here", "remote"])
def test_a_kill_during_activation_leaves_the_branch_wholly_old_or_wholly_new(root: Path, tmp_path: Path, push: str) -> None:
    remote = bare(tmp_path / "ver.git")
    git(root, "remote", "add", "origin", str(remote))
    where = remote if push else root
    put(root, "2026-03-01", push=push)
    put(root, "2027-01-01", push=push)
    states: dict[str, dict[str, str]] = {}
    days = ("2027-01-01", "2026-12-31")
    began = time.monotonic()
    for day in days:
        good(activate(root, day, push))
        states[day] = trees(where)
    calm = (time.monotonic() - began) / 2
    chance = random.Random(KILLS)
    for number in range(KILLS // 2):
        day = days[number % 2]
        victim = start(activation(root, day, push))
        time.sleep(chance.uniform(0, calm))
        victim.kill(group=number % 2 == 1)
        victim.communicate()
        assert trees(where) in states.values()
        good(activate(root, day, push))
        assert trees(where) == states[day]
    git(where, "fsck", "--strict")
