"""Where a publication lands: the branch of this clone, or that of a remote with ours behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from handbook.archive import branch, clone, git, lost_history, manifest, root_files
from handbook.archive.git import Repository, TreeEntry
from handbook.core.console import Say, few
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.core.findings import without_password


class Lost(Exception):
    """Somebody else published in between; nothing happened, and trying again is right. Says what git said."""


@dataclass(frozen=True)
class Tip:
    """Where to build on, what the branch must still be when the result lands, and the tags of versions with their ids."""

    commit: str | None
    expected: str | None
    tags: Mapping[str, str] = field(default_factory=dict)


class Target(Protocol):
    """A branch that can be read and moved; `where` ends the sentence that a version stands there."""

    @property
    def where(self) -> str: ...
    @property
    def remote(self) -> str | None: ...
    @property
    def repo(self) -> Repository: ...
    def tip(self) -> Tip: ...
    def bring(self, *refs: str) -> None: ...
    def lost(self, tip: Tip) -> lost_history.Lost | None: ...
    def land(self, commit: str, tip: Tip, tags: Mapping[str, str]) -> tuple[str, ...]: ...
    def follow(self, tip: Tip) -> tuple[str, ...]: ...


class Local:
    """The branch of this clone."""

    where = "alleen op deze computer"
    remote = None

    def __init__(self, repo: Repository, edition: Edition) -> None:
        self.repo, self._edition = repo, edition
        where = repo.checked_out(edition.ref)
        if where:
            raise CannotWork(
                f"De branch {edition.branch} staat open in de map {where}. Kies daar een andere branch, bijvoorbeeld met: git switch main"
            )

    def tip(self) -> Tip:
        """Raises CannotWork where this clone knows no archive, and one of its remotes has one: here it would become a second one."""
        expected = self.repo.commit(self._edition.ref)
        found = branch.published_commit(self.repo, self._edition)
        if found is None:
            self._not_elsewhere()
        return Tip(found, expected, self.repo.refs(*self._edition.tags))

    def _not_elsewhere(self) -> None:
        name = self._edition.branch
        for remote in self.repo.line("remote").splitlines():
            fetch = f"Haal hem op met: git fetch {remote} {name}:{name}"
            try:
                known = self.repo.remote_refs(remote, self._edition.ref)
            except git.Failed as error:
                # Without the remote there is only what this clone knows: one with every branch would have fetched that one.
                if self.repo.narrow():
                    raise CannotWork(
                        f"Deze kopie haalt niet alle branches op, en {remote} is niet te bereiken: of daar al een archief is, is dus niet bekend. "
                        f"Er is niets veranderd. Git meldt: {error.reason}. Is {remote} er weer? {fetch}"
                    ) from error
                continue
            if known:
                raise CannotWork(
                    f"Op {remote} staat al een archief, in de branch {name}, en deze kopie kent die niet. Wat u hier doet, zou een tweede archief worden. Er is niets veranderd. {fetch}"
                )

    def bring(self, *refs: str) -> None:
        """What stands here need not be brought."""

    def lost(self, tip: Tip) -> lost_history.Lost | None:
        return lost_history.lost(self.repo, self._edition, tip.commit, tip.tags)

    def land(self, commit: str, tip: Tip, tags: Mapping[str, str]) -> tuple[str, ...]:
        try:
            self.repo.move(self._edition.ref, commit, tip.expected, tags)
        except git.Failed as error:
            if self.repo.commit(self._edition.ref) != tip.expected or in_use(error):
                raise Lost(error.reason) from error
            raise CannotWork(
                f"De branch {self._edition.branch} kan niet worden bijgewerkt. Er is niets veranderd. Git meldt: {error.reason}"
            ) from error
        return (self._edition.ref,)

    def follow(self, tip: Tip) -> tuple[str, ...]:
        """A fresh clone knows the published branch only as origin's; from here on it has its own."""
        return self.land(tip.commit, tip, {}) if tip.commit and tip.commit != tip.expected else ()


class Remote:
    """The branch of a remote, and ours behind it."""

    def __init__(self, repo: Repository, edition: Edition, remote: str, say: Say) -> None:
        self.repo, self._edition, self._remote, self._say = repo, edition, remote, say
        self._name = self.remote = without_password(remote)
        self.where = f"op {self._name}"

    def tip(self) -> Tip:
        try:
            refs = self.repo.remote_refs(self._remote, self._edition.ref, *self._edition.patterns)
            commit = refs.pop(self._edition.ref, None)
            if commit:
                self.repo.fetch(self._remote, self._edition.ref)
        except git.Failed as error:
            unknown = clone.no_such(self.repo, self._remote, "Er is niets veranderd.")
            raise CannotWork(
                unknown or f"De git-server {self._name} is niet te bereiken. Er is niets veranderd. Git meldt: {error.reason}"
            ) from error
        return Tip(commit, commit, refs)

    def bring(self, *refs: str) -> None:
        """Brings these refs of the remote into our objects. Raises git.Failed."""
        if refs:
            self.repo.fetch(self._remote, *refs)

    def lost(self, tip: Tip) -> lost_history.Lost | None:
        unknown = [ref for ref, id in tip.tags.items() if self.repo.objects.id(id) is None]
        self.bring(*unknown)
        return lost_history.lost(self.repo, self._edition, tip.commit, tip.tags)

    def land(self, commit: str, tip: Tip, tags: Mapping[str, str]) -> tuple[str, ...]:
        refused: git.Failed | None = None
        try:
            self.repo.push(self._remote, self._edition.ref, commit, tip.commit, tags)
        except git.Failed as error:
            refused = error
        try:
            refs = self.repo.remote_refs(self._remote, self._edition.ref, *tags)
            now = refs.pop(self._edition.ref, None)
            if now and now != commit:
                self.repo.fetch(self._remote, self._edition.ref)
        except git.Failed as error:
            doubt = f"De verbinding met {self._name} viel weg. Het is niet zeker of de wijziging is aangekomen. Probeer het opnieuw: wat al is aangekomen, blijft staan."
            raise CannotWork(f"{doubt} Git meldt: {error.reason}") from error
        # The answer to a push may get lost after it arrived; and others may have built on it since.
        if now and refs == tags and self.repo.descends(now, commit):
            return (f"{self._remote}:{self._edition.ref}", *self._bring_here(now, tags))
        if refused is None:
            raise CannotWork(
                f"De wijziging staat na het versturen niet op {self._name}: iemand heeft de branch {self._edition.branch} of een tag teruggezet. Probeer het opnieuw."
            )
        if now != tip.commit or in_use(refused):
            raise Lost(refused.reason) from refused
        raise CannotWork(
            f"De git-server {self._name} nam de wijziging niet aan. Er is niets veranderd. Git meldt: {refused.reason}"
        ) from refused

    def follow(self, tip: Tip) -> tuple[str, ...]:
        return self._bring_here(tip.commit, {}) if tip.commit else ()

    def _bring_here(self, commit: str, tags: Mapping[str, str]) -> tuple[str, ...]:
        """Our own branch and tags go along, unless it holds a version that the remote lacks, or somebody has it open.

        The publication stands already, so nothing here may end the command.
        """
        try:
            own = self.repo.commit(self._edition.ref)
            if own and self.repo.descends(own, commit):
                self.repo.move(self._edition.ref, own, own, tags, replace=True)
                return ()
            reason = self._why_not(own, commit)
            if not reason:
                self.repo.move(self._edition.ref, commit, own, tags, replace=True)
                return (self._edition.ref,)
        except git.Failed as error:
            reason = f"Git meldt: {error.reason}"
        self._say(f"Uw eigen branch {self._edition.branch} is niet bijgewerkt. {reason}")
        return ()

    def _why_not(self, own: str | None, commit: str) -> str:
        only_here = self._only_here(own, commit) if own and not self.repo.descends(commit, own) else []
        if only_here:
            return f"Daar staat iets dat {self._name} niet heeft, en dat is niet meegestuurd: {few(only_here)}."
        where = self.repo.checked_out(self._edition.ref)
        return f"Die staat open in de map {where}." if where else ""

    def _only_here(self, own: str, commit: str) -> list[str]:
        """Names at the root of our branch that would be lost or become another text.

        A text that was published here first, to look at it, and there later is the same text twice, with another day of publication.
        """
        own_names, theirs = self.repo.entries(own), self.repo.entries(commit)
        return [
            name
            for name, entry in own_names.items()
            if name not in root_files.names(self._edition) and not self._same_text(entry, theirs.get(name))
        ]

    def _same_text(self, own: TreeEntry, theirs: TreeEntry | None) -> bool:
        if theirs is None or not (own.folder and theirs.folder):
            return own == theirs
        return own == theirs or not set(self.repo.changed(own.id, theirs.id)) - manifest.ADDED


def require_kept(target: Target, edition: Edition, tip: Tip) -> None:
    """Raises HistoryLost where the branch does not hold the commits of its tags any more: to build on it would cut the versions off from them.

    The same where branch and tags are gone from a remote of which this clone still knows them.
    """
    remote = target.remote
    lost = target.lost(tip)
    if lost:
        raise lost_history.HistoryLost(f"{lost.what(remote)} Er is niets veranderd. {lost.mend(remote, target.repo)}")
    if remote and not tip.tags and not (tip.commit and branch.dated(target.repo.entries(tip.commit))):
        gone = lost_history.forgotten(target.repo, edition, remote, tip.commit)
        if gone:
            raise lost_history.HistoryLost(f"{gone}. Er is niets veranderd.")


def in_use(error: git.Failed) -> bool:
    """Another git held or moved the branch at this moment; a disk that is full or closed is something else."""
    passing = (".lock': File exists", "but expected", "reference already exists", "failed to update ref", "stale info", "fetch first")
    lasting = ("Permission denied", "Read-only file system", "No space left", "cannot create")
    return any(word in error.reason for word in passing) and not any(word in error.reason for word in lasting)
