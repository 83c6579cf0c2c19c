"""What an act on the archive works with, and what it says that it changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from handbook.archive import branch, editing, register, root_files, versions_json
from handbook.archive.at_root import AtRoot
from handbook.archive.editing import Editing
from handbook.archive.git import Repository, TreeEntry
from handbook.archive.history import Stood
from handbook.archive.reader import Folders
from handbook.archive.register import Register, Version
from handbook.archive.versions_json import REBUILD
from handbook.build import editing as sources
from handbook.core.console import Say, few
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.core.version_name import VersionName
from handbook.publish.staging import Staging
from handbook.publish.targets import Target, Tip, require_kept


@dataclass(frozen=True)
class Change:
    """What an act wants: a new commit with `message`, in which `folders` are all that changed of the versions (name -> id of the tree).

    `gone` are names at the root that are no version, and change too or go. `tags` are made on that commit: ref -> message. Where there is an `on`, there is no new commit: each is made on the older one that it names.
    """

    message: str
    folders: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    on: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    moves: bool = False
    """Whether the root is made again from end to end, and gets the address of the sources, or of the newest text where nobody read those."""


@dataclass(frozen=True)
class Attempt:
    """What an act works with the `number`th time. The staging branch stands at the tip; whatever happens there, nobody sees it."""

    edition: Edition
    staging: Staging
    tip: Tip
    target: Target
    day: date
    say: Say
    identity: Mapping[str, str]
    number: int = 1
    repo: Repository | None = None
    """The clone, whose last commit tells where each page can be changed now."""

    @cached_property
    def branch(self) -> versions_json.Branch:
        """mike's list at the tip. Raises CannotWork where it is damaged."""
        return versions_json.read(self.staging, self.tip.commit, self.edition) if self.tip.commit else versions_json.NOTHING

    @cached_property
    def entries(self) -> tuple[Version, ...]:
        """The versions at the tip. Raises CannotWork where a folder is damaged."""
        return self.folders.read(self.tip.commit) if self.tip.commit else ()

    @cached_property
    def folders(self) -> Folders:
        """Reads the versions of any commit of the staging repository; a folder that stands in two of them is read once."""
        return Folders(self.staging.objects, self.edition)

    @cached_property
    def root(self) -> dict[str, TreeEntry]:
        """The names at the root of the tip."""
        return self.staging.entries(self.tip.commit) if self.tip.commit else {}

    @cached_property
    def at_root(self) -> AtRoot | None:
        """The register at the tip and what it wrote, None where there is no tip."""
        return root_files.at_root(self.staging, self.tip.commit) if self.tip.commit else None

    @cached_property
    def address(self) -> str | None:
        """The address that the register at the tip gives the handbook."""
        found = root_files.day_of(self.at_root.read(register.REGIME_JSON)) if self.at_root else None
        return root_files.address_of(found)

    def moved_to(self, change: Change, after: Collection[Version]) -> str | None:
        """The address of the root once the versions are `after`. A move stays, until a text comes that was made for yet another address."""
        if change.moves:
            return self.edition.address
        before = after
        # An act that mends a damaged folder cannot read it before.
        with suppress(CannotWork):
            before = self.entries
        newest = {max(versions, key=lambda one: one.sequence).address for versions in (before, after) if versions}
        return self.address if len(newest) == 1 else None

    def kept(self) -> None:
        """Raises HistoryLost where the branch lost what its tags, or this clone, still know of."""
        require_kept(self.target, self.edition, self.tip)

    def sound(self) -> None:
        """Raises CannotWork where something stands there that nobody published: to build on it would make it look right."""
        if self.tip.commit is None:
            self.none_lost(())
            return
        self.none_lost(self.branch.names)
        if not self.branch.names:
            return
        if self._damage:
            raise CannotWork(
                f"Het register op de branch {self.edition.branch} klopt niet: {self._damage}. Er is niets veranderd. Maak het opnieuw met: {REBUILD}"
            )

    @cached_property
    def _damage(self) -> str | None:
        """What is wrong with the register at the tip. Raises CannotWork where a folder is damaged."""
        return root_files.damage(self.at_root, self.entries) if self.at_root else None

    @cached_property
    def editing(self) -> Editing | None:
        """Where each page can be changed, as the tip says it."""
        tip = self.tip.commit
        return editing.held(lambda path: self.staging.read(f"{tip}:{path}")) if tip else None

    def edited(self, *, anyway: bool = False) -> Editing | None:
        """The same as it is now, by the last commit of the sources: that which the tip has where this one does not go on from it, unless `anyway`."""
        return sources.now(self.repo, self.edition, self.editing, anyway=anyway) if self.repo else self.editing

    def stood(self, change: Change, seen: Register) -> Stood | None:
        """What of the root at the tip may stay: nothing where the act makes all of it again, or where somebody else wrote there."""
        # An act that mends a damaged folder cannot read it before.
        with suppress(CannotWork):
            if self.at_root and not change.moves and self._damage is None:
                return root_files.stood(self.at_root, seen)
        return None

    def none_lost(self, names: frozenset[VersionName] | tuple[()]) -> None:
        """Raises CannotWork where a version has its tag and no folder any more."""
        tagged = {ref.removeprefix(self.edition.revisions) for ref in self.tip.tags if ref.startswith(self.edition.revisions)}
        lost = sorted(tagged - {str(name) for name in names})
        if lost:
            raise CannotWork(
                f"Op de branch {self.edition.branch} ontbreekt een versie die wel is gepubliceerd: {few(lost)}. Er is niets veranderd. "
                f"Haal de nieuwste stand op met git fetch, of zet de versie terug met: handbook restore {lost[0]}"
            )

    def published(self) -> None:
        """Raises CannotWork where nothing was published yet."""
        if not branch.dated(self.root):
            raise CannotWork(
                f"Op de branch {self.edition.branch} is nog geen versie gepubliceerd. Publiceer de eerste met: handbook publish"
            )

    def set_root(self, root: Mapping[str, TreeEntry]) -> None:
        """Puts the staging branch on a commit with this root."""
        tree = self.staging.make_tree(root)
        commit = self.staging.line("commit-tree", "-m", "staging", tree, also=self.identity)
        self.staging.run("update-ref", self.staging.ref, commit)
