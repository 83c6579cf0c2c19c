"""How any act on the archive becomes one commit: staged on the newest tip, led to the text in force, looked through, landed whole or not at all."""

from __future__ import annotations

import errno
import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handbook.archive import clone, contacts, git, root_files, versions_json
from handbook.archive.contacts import Contacts
from handbook.archive.git import Repository
from handbook.archive.manifest import Damaged
from handbook.archive.register import Register
from handbook.archive.versions_json import REBUILD
from handbook.core import system_errors
from handbook.core.console import Say, few
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.core.temporary import workspace
from handbook.publish import mike_branch
from handbook.publish.attempt import Attempt, Change
from handbook.publish.staging import Staging
from handbook.publish.targets import Local, Lost, Remote, Target

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
            f"Het is niet gelukt, en er is niets veranderd: {system_errors.said(error)}{f' ({error.filename})' if error.filename else ''}."
        ) from error


Act = Callable[[Attempt], Change | None]
"""Does its work on the staging branch and says what came of it; None where there is nothing to do."""


@dataclass(frozen=True)
class Outcome:
    """What came of an act. `commit` is None where the branch stays as it was; `refs` are the branches that moved."""

    commit: str | None
    refs: tuple[str, ...]
    register: Register
    alias: str | None


@dataclass(frozen=True)
class Transaction:
    """Runs acts on the branch of one edition."""

    repo: Repository
    edition: Edition
    staging: Staging
    target: Target
    day: date
    say: Say
    rehearsed: str | None = None
    """A commit in the staging repository alone, to stage on in the place of the tip: what a trial of the version before would have made."""

    def run(self, act: Act, dry_run: bool = False) -> Outcome:
        """Stages and lands, again on the new tip where somebody else was first. Raises CannotWork, or what the act raises."""
        reason = ""
        for number in range(1, TRIES + 1):
            tip = self.target.tip()
            tip = replace(tip, commit=self.rehearsed or tip.commit)
            self.staging.start_at(self.repo, tip.commit)
            attempt = Attempt(self.edition, self.staging, tip, self.target, self.day, self.say, self.repo.identity(), number, self.repo)
            try:
                return self._once(attempt, act, dry_run)
            except Lost as lost:
                reason = str(lost)
                self.say(f"Iemand anders is tegelijk bezig met de branch {self.edition.branch}. Het programma probeert het opnieuw.")
                time.sleep(random.uniform(0.02, 0.2) * number)
        said = f"{TRIES} keer was iemand anders bezig met de branch {self.edition.branch}. Er is niets veranderd. Probeer het opnieuw."
        raise CannotWork(f"Het is niet gelukt: {said} Git meldt: {reason}")

    def _once(self, attempt: Attempt, act: Act, dry_run: bool) -> Outcome:
        # The trial of the version before asked it already, of the tip itself.
        if not self.rehearsed:
            attempt.kept()
        change = act(attempt)
        if change is None or (change.on and dry_run):
            refs = () if dry_run else self.target.follow(attempt.tip)
            return Outcome(None, refs, Register(attempt.entries, self.day), attempt.branch.alias)
        after = attempt.folders.read(self.staging.ref)
        seen = Register(after, self.day, moved_to=attempt.moved_to(change, after))
        commit = None if change.on else self._stage(attempt, change, seen)
        alias = str(seen.current.version) if seen.current else None
        if dry_run:
            return Outcome(commit, (), seen, alias)
        signing = self.repo.signing()
        tip = commit or attempt.tip.commit
        assert tip
        tags = {ref: self.staging.tag(ref, change.on.get(ref, tip), text, attempt.identity, signing) for ref, text in change.tags.items()}
        self.staging.deliver(self.repo, tip, attempt.tip.commit, tags.values())
        refs = self.target.land(tip, attempt.tip, tags)
        return Outcome(commit, refs, seen, alias)

    def _stage(self, attempt: Attempt, change: Change, seen: Register) -> str:
        """One commit on top of the tip with what the act did, the alias and the register."""
        staged = versions_json.read(self.staging, self.staging.ref, self.edition)
        mike_branch.point(self.staging, self.edition, staged, seen.current.version if seen.current else None, attempt.identity)
        edit = attempt.edited(anyway=change.moves)
        files = root_files.render(self.staging, seen, self.edition, self._contacts(), attempt.stood(change, seen), edit)
        # mike makes the mark for the host with a new version only: an act must put it back where it is gone.
        same = attempt.at_root.same(files) if attempt.at_root else {}
        fresh = {path: data for path, data in files.items() if path not in same}
        written = same | self.staging.write_all({**fresh, root_files.NOJEKYLL: b""})
        root = self.staging.entries(self.staging.ref) | self.staging.write_root(written)
        root = mike_branch.with_left_behind(self.staging, self.edition, root, seen)
        # mike made several commits; readers of the branch get one, or none.
        parent = ("-p", attempt.tip.commit) if attempt.tip.commit else ()
        commit = self.staging.line("commit-tree", *parent, "-m", change.message, self.staging.make_tree(root), also=attempt.identity)
        last_look(attempt, commit, change)
        return commit

    def _contacts(self) -> Contacts | None:
        """The contacts that are kept up to date, as the act left them. Raises CannotWork where they are damaged."""
        try:
            return contacts.held(self.staging, self.staging.ref)
        except Damaged as error:
            raise CannotWork(
                f"De contactgegevens zijn beschadigd: {error}. Er is niets veranderd. Maak ze opnieuw met: {REBUILD}"
            ) from error


def last_look(attempt: Attempt, commit: str, change: Change) -> None:
    """Without mike: the act's own folders are what it said, and nothing else that stood there has changed."""
    new, after = attempt.staging.entries(commit), versions_json.read(attempt.staging, commit, attempt.edition)
    root, alias = root_files.names(attempt.edition), attempt.edition.alias
    kept = {name: entry for name, entry in attempt.root.items() if name not in root | change.gone and name not in change.folders}
    wrong = [name for name, entry in kept.items() if new.get(name) != entry]
    wrong += [name for name in new if name not in kept and name not in root | change.gone and name not in change.folders]
    wrong += [name for name, tree in change.folders.items() if name not in new or new[name].id != tree]
    before = versions_json.NOTHING
    # An act that mends a damaged list has nothing to compare it with; the folders are compared all the same.
    with suppress(CannotWork):
        before = attempt.branch
    lasting = {key: entry for key, entry in before.entries.items() if key not in change.gone}
    wrong += [key for key, entry in lasting.items() if _lasting(after.entries.get(key), alias) != _lasting(entry, alias)]
    wrong += [str(name) for name in after.names - before.names if before is not versions_json.NOTHING and str(name) not in change.folders]
    if wrong:
        raise CannotWork(
            f"De wijziging is tegengehouden, want zij zou ook dit veranderen: {few({*wrong})}. Er is niets veranderd. Meld dit als fout in het programma."
        )


def _lasting(entry: Mapping[str, Any] | None, alias: str) -> object:
    """What must never change of a version in the list: all but whether it is in force."""
    return entry and {**entry, "aliases": sorted({*entry["aliases"]} - {alias})}


def target(repo: Repository, edition: Edition, push: str | None, say: Say) -> Target:
    """The branch of the remote `push`, or of this clone."""
    return Remote(repo, edition, push, say) if push is not None else Local(repo, edition)


def perform(project: Project, push: str | None, day: date, say: Say, act: Act, dry_run: bool = False) -> Outcome:
    """Runs an act that needs no sources, here or on the remote `push`; with `dry_run` all but the end. Raises CannotWork, or what the act raises."""
    refusal = f"Het archief is niet te lezen: {project.root} is geen git-repository die u mag lezen. Git meldt"
    repo, edition = Repository.opened(project.root, refusal), project.edition
    with or_nothing(), clone.whole(repo), workspace(WORKSPACE) as work:
        aim = target(repo, edition, push, say)
        return Transaction(repo, edition, Staging.prepared(repo, work, edition.ref), aim, day, say).run(act, dry_run)
