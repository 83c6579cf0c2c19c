"""Following the advice of a message once takes that message away and brings no new fault, whatever happened and whichever command said it."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.advice import commands, follow
from tests.support.fork import handbook
from tests.support.proving import CURRENT, FIRST, GONE, NEWEST, put
from tests.support.publishing import GH_PAGES, git
from tests.support.soaking import SOAK

Accident = Callable[[Path, Path], object]
"""What happens to the server and to the clone."""


def _pushed(remote: Path, here: Path, files: dict[str, str | None]) -> None:
    """Somebody changes the branch with his own git."""
    git(here, "branch", "--force", "gh-pages", "origin/gh-pages")
    put(here, files)
    git(here, "push", "--quiet", "origin", "gh-pages")
    git(here, "branch", "--delete", "--force", "gh-pages")
    git(here, "fetch", "--quiet", "origin")


def changed(path: str, body: str | None = "x") -> Accident:
    return lambda remote, here: _pushed(remote, here, {path: body})


def replaced(commit: Callable[[Path], str]) -> Accident:
    def happen(remote: Path, here: Path) -> None:
        git(remote, "update-ref", GH_PAGES, commit(remote))
        git(here, "fetch", "--quiet", "--force", "origin")

    return happen


def _squash(remote: Path) -> str:
    return git(remote, "commit-tree", "-m", "squash", f"{GH_PAGES}^{{tree}}")


def _empty(remote: Path) -> str:
    return git(remote, "commit-tree", "-m", "leeg", git(remote, "mktree", feed=""))


def _site(remote: Path) -> str:
    page = git(remote, "hash-object", "-w", "--stdin", feed="<h1>Site</h1>")
    return git(remote, "commit-tree", "-m", "Deployed", git(remote, "mktree", feed=f"100644 blob {page}\tindex.html\n"))


def _cut(remote: Path) -> str:
    return git(remote, "rev-parse", f"revisie/{CURRENT}^{{commit}}")


def _drop(remote: Path, *places: str) -> None:
    git(remote, "update-ref", "--stdin", feed=git(remote, "for-each-ref", "--format=delete %(refname)", *places) + "\n")


def no_tags(remote: Path, here: Path) -> None:
    _drop(remote, "refs/tags")
    _drop(here, "refs/tags")


ACCIDENTS: dict[str, Accident] = {
    "a page changed": changed(f"{FIRST}/index.html"),
    "a page gone": changed(f"{FIRST}/doel/index.html", None),
    "a page more": changed(f"{FIRST}/erbij.html"),
    "a version gone": changed(FIRST, None),
    "the version in force gone": changed(CURRENT, None),
    "the facts changed": changed(f"{NEWEST}/revisie.json", "{}"),
    "the manifest gone": changed(f"{NEWEST}/manifest.json", None),
    "a withdrawn page changed": changed(f"{GONE}/index.html"),
    "the register gone": changed("regime.json", None),
    "the register broken": changed("regime.json", "{"),
    "the list gone": changed("versions.json", None),
    "the list broken": changed("versions.json", "["),
    "a root page changed": changed("versies/index.html"),
    "the root page gone": changed("index.html", None),
    "the mark for the host gone": changed(".nojekyll", None),
    "the fixed address gone": changed("geldend", None),
    "a file of the server": changed("web.config"),
    "a folder like a version": changed("2026-01/index.html"),
    "register and version both": lambda remote, here: _pushed(remote, here, {f"{FIRST}/index.html": "x", "regime.json": None}),
    "the branch squashed": replaced(_squash),
    "the branch emptied": replaced(_empty),
    "another site": replaced(_site),
    "the branch cut off": replaced(_cut),
    "the branch gone": lambda remote, _: _drop(remote, GH_PAGES),
    "the tags gone": lambda remote, _: _drop(remote, "refs/tags"),
    "one tag gone": lambda remote, _: _drop(remote, f"refs/tags/revisie/{FIRST}"),
    "the tags gone everywhere": no_tags,
    "branch and tags gone": lambda remote, _: _drop(remote, GH_PAGES, "refs/tags"),
}

COMMANDS: dict[str, tuple[str, ...]] = {
    "verify --remote": ("verify", "--remote", "origin"),
    "verify": ("verify",),
    "activate": ("activate", "--push", "origin"),
    "register": ("register", "--rebuild", "--push", "origin"),
    "restore": ("restore", FIRST, "--push", "origin"),
    "versions": ("versions",),
    "export": ("export", "www"),
}

PAIRS = [*itertools.product(ACCIDENTS, COMMANDS)]
ASKED = PAIRS if SOAK else PAIRS[:: len(COMMANDS) + 3]

STEPS = 4
"""Sentences, at most, until nothing is left: an accident may lie behind another."""


@pytest.mark.parametrize(("accident", "command"), ASKED, ids=lambda text: text.replace(" ", "-"))
def test_the_advice_leads_out(accident: str, command: str, drawn: Path, tmp_path: Path) -> None:
    shutil.copytree(drawn, tmp_path / "wereld")
    remote, here = tmp_path / "wereld/server.git", tmp_path / "wereld/kopie"
    git(here, "remote", "set-url", "origin", remote.as_uri())
    ACCIDENTS[accident](remote, here)
    told: list[str] = []
    for _ in range(STEPS):
        done = handbook(here, *COMMANDS[command])
        said = done.stdout + done.stderr
        assert "Traceback" not in said, said
        if done.returncode == 0:
            break
        assert said not in told, f"a circle: {said}"
        told.append(said)
        assert commands(said), f"no way out: {said}"
        follow(here, said)
        git(here, "fetch", "--quiet", "--force", "origin")
    else:
        raise AssertionError("\n\n".join(told))
    if accident == "a file of the server" and command not in ("verify", "verify --remote"):
        return
    # What this command does not look at, the daily one finds, and leads out of as well.
    for _ in range(STEPS):
        done = handbook(here, "verify", "--remote", "origin")
        if done.returncode == 0:
            return
        follow(here, done.stdout + done.stderr)
    raise AssertionError(done.stdout + done.stderr)
