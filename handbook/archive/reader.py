"""Reads the published versions from their own folders on a branch and ignores everything else there."""

from __future__ import annotations

from collections.abc import Iterable

from handbook.archive import branch, git, manifest
from handbook.archive.acts import Folder
from handbook.archive.git import Objects, Repository, TreeEntry
from handbook.archive.manifest import Damaged
from handbook.archive.register import Version
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.core.version_name import VersionName


def read(repo: Repository, commit: str, edition: Edition) -> tuple[Version, ...]:
    """Every version of the commit, newest first. Raises CannotWork that names the folder and the file which is damaged."""
    return from_trees(repo.objects, {name: entry.id for name, entry in _folders(repo.objects, commit).items()}, edition)


def _folders(objects: Objects, commit: str) -> dict[VersionName, TreeEntry]:
    tree = objects.get(f"{commit}^{{tree}}")
    entries = git.listing(tree[1]) if tree else {}
    return {name: entries[text] for name, text in branch.dated(entries).items()}


def from_trees(objects: Objects, trees: dict[VersionName, str], edition: Edition) -> tuple[Version, ...]:
    """The versions whose folders have these ids in git, newest first; see read."""
    folders = {name: _folder(objects, name, tree, edition) for name, tree in trees.items()}
    prints = _fingerprints(folders.values())
    entries = []
    for name, folder in folders.items():
        # All but the last published are named by the one that came after: 1,000 manifests need not be read.
        known = prints.get(name) or manifest.sha256(objects.file(f"{trees[name]}:{manifest.MANIFEST_JSON}") or b"")
        entries.append(Version.of(folder, known, trees[name]))
    return tuple(sorted(entries, key=lambda entry: entry.version, reverse=True))


def _folder(objects: Objects, name: VersionName, tree: str, edition: Edition) -> Folder:
    try:
        return Folder.read(name, lambda file: objects.file(f"{tree}:{file}"))
    except Damaged as error:
        raise _damaged(name, str(error), edition) from error


def _damaged(name: VersionName, what: str, edition: Edition) -> CannotWork:
    """The end of a command that met a version it cannot rely on."""
    return CannotWork(
        f"De map {name} op de branch {edition.branch} is beschadigd: {what}. Er is niets veranderd. "
        f"Kijk wat er mis is met: handbook verify. Zet de versie terug met: handbook restore {name}"
    )


def _fingerprints(folders: Iterable[Folder]) -> dict[VersionName, str]:
    links = [folder.facts.vorige for folder in folders if folder.facts.vorige]
    return {VersionName.parse(link.versie): link.manifest for link in links}
