"""Knows how any act on the archive becomes one commit: staged on the newest tip, led to the text in force, looked through, landed whole or not at all."""

from __future__ import annotations

import errno
import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from handbook.archive import git, reader, root_files, versions_json
from handbook.archive.git import BRANCH, LOCAL, Entry, Objects, Repository
from handbook.archive.register import Entry as Version
from handbook.archive.register import Register
from handbook.archive.versions_json import ALIAS, REBUILD
from handbook.core.console import Say, few
from handbook.core.errors import CannotWork
from handbook.core.temporary import workspace
from handbook.core.version_name import VersionName
from handbook.publish import mike_branch
from handbook.publish import staging as staging_area
from handbook.publish.targets import OURS, Local, Lost, Remote, Target, Tip

TRIES = 8
WORKSPACE = "handboek-publicatie-"
FULL = {errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EIO, errno.EFBIG}


@contextmanager
def or_nothing() -> Iterator[None]:
    """A disk that is full or closed ends the command, with the branch as it was: it moves in one step, at the very end."""
    try:
        yield
    except git.Failed as error:
        raise CannotWork(f"Het is niet gelukt, en er is niets veranderd. Git meldt: {error.reason}") from error
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise CannotWork(
            f"Het is niet gelukt, en er is niets veranderd: {error.strerror}{f' ({error.filename})' if error.filename else ''}."
        ) from error


@dataclass(frozen=True)
class Wish:
    """What an act wants: a new commit with `message`, in which `folders` are all that changed of the versions (name -> id of the tree).

    `tags` are made on that commit: ref -> message. Where there is an `on`, there is no new commit: they are made on that older one.
    """

    message: str
    folders: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    on: str | None = None


@dataclass(frozen=True)
class Desk:
    """What an act works with in one attempt. The staging branch stands at the tip; whatever happens there, nobody sees it."""

    staging: Repository
    tip: Tip
    target: Target
    day: date
    say: Say
    identity: Mapping[str, str]
    attempt: int = 1

    @cached_property
    def branch(self) -> versions_json.Branch:
        """mike's list at the tip. Raises CannotWork where it is damaged."""
        return versions_json.read(self.staging, self.tip.commit) if self.tip.commit else versions_json.NOTHING

    @cached_property
    def entries(self) -> tuple[Version, ...]:
        """The versions at the tip. Raises CannotWork where a folder is damaged."""
        return reader.read(self.staging, self.tip.commit) if self.tip.commit else ()

    @cached_property
    def root(self) -> dict[str, Entry]:
        """The names at the root of the tip."""
        return self.staging.entries(self.tip.commit) if self.tip.commit else {}

    def sound(self) -> None:
        """Raises CannotWork where something stands there that nobody published: to build on it would make it look right."""
        if self.tip.commit is None:
            self.none_lost(())
            return
        self.none_lost(self.branch.names)
        if not self.branch.names:
            return
        with Objects(self.staging.folder, self.staging.git_dir) as objects:
            wrong = root_files.damage(objects, self.tip.commit, self.entries)
        if wrong:
            raise CannotWork(
                f"Het register op de branch {BRANCH} klopt niet: {wrong}. Er is niets veranderd. Maak het opnieuw met: {REBUILD}"
            )

    def none_lost(self, names: frozenset[VersionName] | tuple[()]) -> None:
        """Raises CannotWork where a version has its tag and no folder any more."""
        tagged = {ref.removeprefix(git.TAG) for ref in self.tip.tags if ref.startswith(git.TAG)}
        lost = sorted(tagged - {str(name) for name in names})
        if lost:
            raise CannotWork(
                f"Op de branch {BRANCH} ontbreekt een versie die wel is gepubliceerd: {few(lost)}. Er is niets veranderd. "
                f"Haal de nieuwste stand op met git fetch, of zet de versie terug met: handbook restore {lost[0]}"
            )

    def set_root(self, root: Mapping[str, Entry]) -> None:
        """Puts the staging branch on a commit with this root."""
        tree = self.staging.make_tree(root)
        commit = self.staging.line("commit-tree", "-m", "staging", tree, also=self.identity)
        self.staging.run("update-ref", LOCAL, commit)


Act = Callable[[Desk], Wish | None]
"""Does its work on the staging branch and says what came of it; None where there is nothing to do."""


@dataclass(frozen=True)
class Landed:
    """What came of an act. `commit` is None where the branch stays as it was; `refs` are the branches that moved."""

    commit: str | None
    refs: tuple[str, ...]
    register: Register
    alias: str | None


@dataclass(frozen=True)
class Press:
    """Runs acts on one branch."""

    repo: Repository
    staging: Repository
    target: Target
    day: date
    say: Say

    def run(self, act: Act, dry_run: bool = False) -> Landed:
        """Stages and lands, again on the new tip where somebody else was first. Raises CannotWork, or what the act raises."""
        reason = ""
        for attempt in range(1, TRIES + 1):
            tip = self.target.tip()
            staging_area.borrow(self.repo, self.staging, tip.commit)
            desk = Desk(self.staging, tip, self.target, self.day, self.say, self.repo.identity(), attempt)
            try:
                return self._once(desk, act, dry_run)
            except Lost as lost:
                reason = str(lost)
                self.say(f"Iemand anders is tegelijk bezig met de branch {BRANCH}. Het programma probeert het opnieuw.")
                time.sleep(random.uniform(0.02, 0.2) * attempt)
        said = f"{TRIES} keer was iemand anders bezig met de branch {BRANCH}. Er is niets veranderd. Probeer het opnieuw."
        raise CannotWork(f"Het is niet gelukt: {said} Git meldt: {reason}")

    def _once(self, desk: Desk, act: Act, dry_run: bool) -> Landed:
        wish = act(desk)
        if wish is None or (wish.on and dry_run):
            refs = () if dry_run else self.target.follow(desk.tip)
            return Landed(None, refs, Register(desk.entries, self.day), desk.branch.alias)
        seen = Register(reader.read(self.staging, LOCAL), self.day)
        commit = wish.on or self._stage(desk, wish, seen)
        alias = str(seen.current.version) if seen.current else None
        if dry_run:
            return Landed(commit, (), seen, alias)
        signing = self.repo.signing()
        tags = {ref: staging_area.tag(self.staging, ref, commit, text, desk.identity, signing) for ref, text in wish.tags.items()}
        staging_area.deliver(self.repo, self.staging, commit, desk.tip.commit, tags.values())
        tip = desk.tip.commit if wish.on else commit
        assert tip
        refs = self.target.land(tip, desk.tip, tags)
        return Landed(None if wish.on else commit, refs, seen, alias)

    def _stage(self, desk: Desk, wish: Wish, seen: Register) -> str:
        """One commit on top of the tip with what the act did, the alias and the register."""
        staged = versions_json.read(self.staging, LOCAL)
        mike_branch.point(self.staging, staged.names, staged.alias, seen.current.version if seen.current else None, desk.identity)
        root = self.staging.entries(LOCAL) | root_files.entries(self.staging, root_files.render(self.staging, seen))
        # mike made several commits; readers of the branch get one, or none.
        parent = ("-p", desk.tip.commit) if desk.tip.commit else ()
        commit = self.staging.line("commit-tree", *parent, "-m", wish.message, self.staging.make_tree(root), also=desk.identity)
        guard(self.staging, desk, commit, wish)
        return commit


def guard(staging: Repository, desk: Desk, commit: str, wish: Wish) -> None:
    """Last look, without mike: the act's own folders are what it said, and nothing else that stood there has changed."""
    new, after = staging.entries(commit), versions_json.read(staging, commit)
    kept = {name: entry for name, entry in desk.root.items() if name not in OURS and name not in wish.folders}
    wrong = [name for name, entry in kept.items() if new.get(name) != entry]
    wrong += [name for name in new if name not in kept and name not in OURS and name not in wish.folders]
    wrong += [name for name, tree in wish.folders.items() if name not in new or new[name].id != tree]
    before = versions_json.NOTHING
    # An act that mends a damaged list has nothing to compare it with; the folders are compared all the same.
    with suppress(CannotWork):
        before = desk.branch
    wrong += [key for key, entry in before.entries.items() if _lasting(after.entries.get(key)) != _lasting(entry)]
    wrong += [str(name) for name in after.names - before.names if before is not versions_json.NOTHING and str(name) not in wish.folders]
    if wrong:
        raise CannotWork(
            f"De wijziging is tegengehouden, want zij zou ook dit veranderen: {few({*wrong})}. Er is niets veranderd. Meld dit als fout in het programma."
        )


def _lasting(entry: Mapping[str, Any] | None) -> object:
    """What must never change of a version in the list: all but whether it is in force."""
    return entry and {**entry, "aliases": sorted({*entry["aliases"]} - {ALIAS})}


def target(repo: Repository, push: str | None, say: Say) -> Target:
    """The branch of the remote `push`, or of this clone."""
    return Remote(repo, push, say) if push is not None else Local(repo, say)


def perform(repo: Repository, push: str | None, day: date, say: Say, act: Act) -> Landed:
    """Runs an act that needs no sources, here or on the remote `push`. Raises CannotWork, or what the act raises."""
    with or_nothing(), workspace(WORKSPACE) as work:
        aim = target(repo, push, say)
        staging = staging_area.prepare(repo, work, None, None)
        return Press(repo, staging, aim, day, say).run(act)
