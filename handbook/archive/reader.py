"""Reads the published versions from their own folders on a branch and ignores everything else there."""

from __future__ import annotations

from collections.abc import Iterable

from handbook.archive import branch, git, manifest
from handbook.archive.acts import RECORDS, Folder
from handbook.archive.git import Objects, Repository
from handbook.archive.manifest import FACTS, Damaged
from handbook.archive.register import Version
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.core.version_name import VersionName


def read(repo: Repository, commit: str, edition: Edition) -> tuple[Version, ...]:
    """Every version of the commit, newest first. Raises CannotWork that names the folder and the file which is damaged."""
    return Folders(repo.objects, edition).read(commit)


class Folders:
    """Reads versions from their folders, and no folder twice: the same id in git is the same folder."""

    def __init__(self, objects: Objects, edition: Edition) -> None:
        self._objects, self._edition = objects, edition
        self._known: dict[tuple[VersionName, str], Folder] = {}

    def read(self, commit: str) -> tuple[Version, ...]:
        """Every version of the commit, newest first. Raises CannotWork that names the folder and the file which is damaged."""
        tree = self._objects.get(f"{commit}^{{tree}}")
        entries = git.listing(tree[1]) if tree else {}
        return self.from_trees({name: entries[text].id for name, text in branch.dated(entries).items()})

    def from_trees(self, trees: dict[VersionName, str]) -> tuple[Version, ...]:
        """The versions whose folders have these ids in git, newest first; see read."""
        self._learn([folder for folder in trees.items() if folder not in self._known])
        folders = {name: self._known[name, tree] for name, tree in trees.items()}
        prints = _fingerprints(folders.values())
        entries = []
        for name, folder in folders.items():
            # All but the last published are named by the one that came after: 1,000 manifests need not be read.
            known = prints.get(name) or manifest.sha256(self._objects.file(f"{trees[name]}:{manifest.MANIFEST_JSON}") or b"")
            entries.append(Version.of(folder, known, trees[name]))
        return tuple(sorted(entries, key=lambda entry: entry.version, reverse=True))

    def _learn(self, folders: list[tuple[VersionName, str]]) -> None:
        found = self._objects.files(f"{tree}:{file}" for _, tree in folders for file in (FACTS, *RECORDS))
        for name, tree in folders:
            try:
                self._known[name, tree] = Folder.read(name, {file: found.get(f"{tree}:{file}") for file in (FACTS, *RECORDS)}.get)
            except Damaged as error:
                raise _damaged(name, str(error), self._edition) from error


def _damaged(name: VersionName, what: str, edition: Edition) -> CannotWork:
    """The end of a command that met a version it cannot rely on."""
    return CannotWork(
        f"De map {name} op de branch {edition.branch} is beschadigd: {what}. Er is niets veranderd. "
        f"Kijk wat er mis is met: handbook verify. Zet de versie terug met: handbook restore {name}"
    )


def _fingerprints(folders: Iterable[Folder]) -> dict[VersionName, str]:
    links = [folder.facts.vorige for folder in folders if folder.facts.vorige]
    return {VersionName.parse(link.versie): link.manifest for link in links}
