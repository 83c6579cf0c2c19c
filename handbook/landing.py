"""Knows where a publication lands: the branch of this clone, or that of a remote with ours behind it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol

from handbook import git, versions
from handbook.git import BRANCH, LOCAL, Repository
from handbook.project import CannotWork
from handbook.versions import ALIAS

SHOWN = 10
"""Names that a sentence gives before it counts the rest."""

OURS = frozenset({versions.FILE, "index.html", ".nojekyll", ALIAS})
"""What publishing may change at the root, beside the new version's folder."""

Say = Callable[[str], None]


class Lost(Exception):
    """Somebody else published in between; nothing happened, and trying again is right. Says what git said."""


@dataclass(frozen=True)
class Tip:
    """Where to build on, and what the branch must still be when the result lands."""

    commit: str | None
    expected: str | None


def few(names: Collection[str]) -> str:
    """The first names in order, and how many more there are."""
    rest = len(names) - SHOWN
    return ", ".join(sorted(names)[:SHOWN]) + (f" en nog {rest}" if rest > 0 else "")


class Target(Protocol):
    """A branch that can be read and moved; `where` ends the sentence that a version stands there."""

    @property
    def where(self) -> str: ...
    def tip(self) -> Tip: ...
    def land(self, commit: str, tip: Tip) -> tuple[str, ...]: ...
    def follow(self, tip: Tip) -> tuple[str, ...]: ...


class Local:
    """The branch of this clone."""

    where = "alleen op deze computer"

    def __init__(self, repo: Repository, say: Say) -> None:
        self._repo, self._say = repo, say
        where = repo.checked_out(LOCAL)
        if where:
            raise CannotWork(
                f"De branch {BRANCH} staat open in de map {where}. Kies daar een andere branch, bijvoorbeeld met: git switch main"
            )

    def tip(self) -> Tip:
        expected = self._repo.commit(LOCAL)
        return Tip(git.published_commit(self._repo), expected)

    def land(self, commit: str, tip: Tip) -> tuple[str, ...]:
        try:
            self._repo.move(LOCAL, commit, tip.expected)
        except git.Failed as error:
            if self._repo.commit(LOCAL) != tip.expected or in_use(error):
                raise Lost(error.reason) from error
            raise CannotWork(
                f"De branch {BRANCH} kan niet worden bijgewerkt. Er is niets gepubliceerd. Git meldt: {error.reason}"
            ) from error
        return (LOCAL,)

    def follow(self, tip: Tip) -> tuple[str, ...]:
        """A fresh clone knows the published branch only as origin's; from here on it has its own."""
        return self.land(tip.commit, tip) if tip.commit and tip.commit != tip.expected else ()


class Remote:
    """The branch of a remote, and ours behind it."""

    def __init__(self, repo: Repository, remote: str, say: Say) -> None:
        self._repo, self._remote, self._say = repo, remote, say
        self._name = git.without_password(remote)
        self.where = f"op {self._name}"

    def tip(self) -> Tip:
        try:
            commit = self._now()
        except git.Failed as error:
            raise CannotWork(
                f"De git-server {self._name} is niet te bereiken. Er is niets gepubliceerd. Git meldt: {error.reason}"
            ) from error
        return Tip(commit, commit)

    def _now(self, known: str = "") -> str | None:
        """Where the remote's branch stands, with its objects brought here unless it stands at `known`."""
        commit = self._repo.remote_commit(self._remote)
        if commit and commit != known:
            self._repo.fetch(self._remote)
        return commit

    def land(self, commit: str, tip: Tip) -> tuple[str, ...]:
        refused: git.Failed | None = None
        try:
            self._repo.push(self._remote, commit, tip.commit)
        except git.Failed as error:
            refused = error
        try:
            now = self._now(commit)
        except git.Failed as error:
            doubt = f"De verbinding met {self._name} viel weg. Het is niet zeker of de versie is aangekomen. Publiceer opnieuw: wat al is aangekomen, blijft staan."
            raise CannotWork(f"{doubt} Git meldt: {error.reason}") from error
        # The answer to a push may get lost after it arrived; and others may have built on it since.
        if now and self._repo.descends(now, commit):
            return (f"{self._remote}:{LOCAL}", *self._bring_here(now))
        if refused is None:
            raise CannotWork(
                f"De versie staat na het publiceren niet op {self._name}: iemand heeft de branch {BRANCH} teruggezet. Probeer het opnieuw."
            )
        if now != tip.commit or in_use(refused):
            raise Lost(refused.reason) from refused
        raise CannotWork(
            f"De git-server {self._name} nam de publicatie niet aan. Er is niets gepubliceerd. Git meldt: {refused.reason}"
        ) from refused

    def follow(self, tip: Tip) -> tuple[str, ...]:
        return self._bring_here(tip.commit) if tip.commit else ()

    def _bring_here(self, commit: str) -> tuple[str, ...]:
        """Our own branch goes along, unless it holds a version that the remote lacks, or somebody has it open.

        The publication stands already, so nothing here may end the command.
        """
        try:
            own = self._repo.commit(LOCAL)
            if own == commit or (own and self._repo.descends(own, commit)):
                return ()
            reason = self._why_not(own, commit)
            if not reason:
                self._repo.move(LOCAL, commit, own)
                return (LOCAL,)
        except git.Failed as error:
            reason = f"Git meldt: {error.reason}"
        self._say(f"Uw eigen branch {BRANCH} is niet bijgewerkt. {reason}")
        return ()

    def _why_not(self, own: str | None, commit: str) -> str:
        only_here = self._only_here(own, commit) if own and not self._repo.descends(commit, own) else []
        if only_here:
            return f"Daar staat iets dat {self._name} niet heeft, en dat is niet meegestuurd: {few(only_here)}."
        where = self._repo.checked_out(LOCAL)
        return f"Die staat open in de map {where}." if where else ""

    def _only_here(self, own: str, commit: str) -> list[str]:
        """Names at the root of our branch that would be lost or become another text."""
        ours, theirs = self._repo.entries(own), self._repo.entries(commit)
        return [name for name, entry in ours.items() if name not in OURS and theirs.get(name) != entry]


def in_use(error: git.Failed) -> bool:
    """Another git held or moved the branch at this moment; a disk that is full or closed is something else."""
    passing = (".lock': File exists", "but expected", "reference already exists", "failed to update ref", "stale info", "fetch first")
    lasting = ("Permission denied", "Read-only file system", "No space left", "cannot create")
    return any(word in error.reason for word in passing) and not any(word in error.reason for word in lasting)
