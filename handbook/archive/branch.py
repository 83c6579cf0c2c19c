"""Reads the branch that holds the published versions as files, without checking it out."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from handbook.archive.acts import TAKEN_OFF
from handbook.archive.git import RECORD, Failed, Objects, Repository, TreeEntry, listing
from handbook.archive.manifest import FACTS, MANIFEST_JSON
from handbook.core.edition import Edition
from handbook.core.version_name import VersionName


def published_commit(repo: Repository, edition: Edition) -> str | None:
    """The tip of the published branch as this clone knows it: its own, or origin's where that is further."""
    return _furthest(repo, repo.commit(edition.ref), repo.commit(edition.tracked))


def _furthest(repo: Repository, own: str | None, theirs: str | None) -> str | None:
    if own and theirs and own != theirs:
        return theirs if repo.descends(theirs, own) else own
    return own or theirs


class BranchFiles:
    """The files of the published branch, read from its tip at the moment of asking. Safe to share between threads."""

    def __init__(self, root: Path, edition: Edition) -> None:
        self._edition = edition
        self._repo = Repository(root)
        self._objects = Objects(root)
        self._known: tuple[tuple[str | None, str | None], str | None] = ((None, None), None)

    def read(self, path: str) -> bytes | None:
        """The bytes of the file at `path`; None where there is no such file."""
        found = self._find(path)
        return found[1] if found and found[0] == "blob" else None

    def is_dir(self, path: str) -> bool:
        found = self._find(path)
        return bool(found and found[0] == "tree")

    def close(self) -> None:
        self._objects.close()

    def _find(self, path: str) -> tuple[str, bytes] | None:
        parts = [part for part in path.split("/") if part]
        # git reads a path that begins with a dot relative to the folder it runs in.
        commit = None if {".", ".."} & {*parts} else self._tip()
        return self._objects.get(f"{commit}:{'/'.join(parts)}") if commit else None

    def _tip(self) -> str | None:
        """As published_commit, without starting a git while neither branch moves."""
        tips = self._objects.id(f"{self._edition.ref}^{{commit}}"), self._objects.id(f"{self._edition.tracked}^{{commit}}")
        known = self._known
        if known[0] != tips:
            # One assignment: another thread sees the old pair with its answer, or the new pair with its own.
            known = self._known = (tips, _furthest(self._repo, *tips))
        return known[1]


@dataclass(frozen=True)
class AtHand:
    """The archive as this clone knows it at one moment: what `commit`, the tip of its branch, holds."""

    repo: Repository
    commit: str
    tagged: frozenset[VersionName] = frozenset()
    """The versions that have a tag, which they keep where the branch lost their folder."""

    @classmethod
    def of(cls, root: Path, edition: Edition) -> AtHand | None:
        """The archive of the handbook in `root`; None where this clone knows none."""
        repo = Repository(root)
        # A handbook that merely lies inside another repository must not be held against that one's branch.
        if not repo.objects.get("HEAD:./mkdocs.yml"):
            return None
        commit = published_commit(repo, edition)
        return cls(repo, commit, versions_of(repo.refs(edition.revisions), edition)) if commit else None

    @cached_property
    def names(self) -> dict[VersionName, str]:
        """Every version with the name of its folder, also where its text was taken off the site."""
        return dated(self.repo.entries(self.commit))

    @cached_property
    def facts(self) -> dict[VersionName, Mapping[str, Any]]:
        """What each version that can be read says of itself, in `revisie.json`."""
        found = {name: _json(self.repo.read(f"{self.commit}:{folder}/{FACTS}")) for name, folder in self.names.items()}
        return {name: facts for name, facts in found.items() if facts}

    def source(self, version: VersionName) -> str | None:
        """The commit from which the version was published."""
        bron = (self._read(version, MANIFEST_JSON) or {}).get("bron")
        return bron if isinstance(bron, str) else None

    def articles(self, version: VersionName) -> frozenset[str]:
        """The ids of all articles that the version was published with, whatever was taken off the site since."""
        listed = (self._read(version, MANIFEST_JSON) or {}).get("artikelen")
        return frozenset(listed if isinstance(listed, dict) else ())

    def record(self, version: VersionName) -> dict[str, Any] | None:
        """What the version holds, in `handboek.json`; None where it was taken off the site or cannot be read."""
        return self._read(version, RECORD)

    def newest_record(self, among: Collection[VersionName] | None = None) -> dict[str, Any] | None:
        """What the newest version holds, or the newest of `among`, of those whose record can be read; None where there is none."""
        names = sorted((name for name in self.names if among is None or name in among), reverse=True)
        return next((found for name in names if (found := self.record(name))), None)

    def lost_note(self, version: VersionName) -> bool:
        """Whether the sentence on what the version changes was taken off the site with the text, or with the page that says it."""
        listed = (self._read(version, TAKEN_OFF) or {}).get("maatregelen")
        measures = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
        return any(one.get("wat") == "alles" or one.get("plek") == f"revisies/{version}/" for one in measures)

    def file(self, version: VersionName, name: str) -> bytes | None:
        """A file of the version by its path in it, None where it is not there."""
        return self.repo.read(f"{self.commit}:{self.names[version]}/{name}")

    def _read(self, version: VersionName, name: str) -> dict[str, Any] | None:
        return _json(self.file(version, name))


def versions_of(tags: Iterable[str], edition: Edition) -> frozenset[VersionName]:
    """The versions to which these tags belong; other refs count for nothing."""
    names = (tag.removeprefix(edition.revisions) for tag in tags if tag.startswith(edition.revisions))
    return frozenset(version for name in names if (version := VersionName.or_none(name)))


def _json(data: bytes | None) -> dict[str, Any] | None:
    try:
        found = json.loads(data or b"")
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def committed(repo: Repository, name: str) -> dict[str, bytes]:
    """The files at the path `name` from an mkdocs.yml, in the last commit of the branch that HEAD names; never as they are being pushed or edited."""
    try:
        files = repo.files_below("HEAD")
    except Failed:
        return {}
    found = {path: entry for path, entry in files.items() if f"/{path}".endswith(f"/{name}") and f"{path[: -len(name)]}mkdocs.yml" in files}
    return {path: repo.read(entry.id) or b"" for path, entry in found.items()}


def dated(entries: Mapping[str, TreeEntry]) -> dict[VersionName, str]:
    """The folders that are versions, by their names."""
    return {version: name for name, entry in entries.items() if entry.folder and (version := VersionName.or_none(name))}


def head_files(root: Path, under: str = "docs", suffix: str = ".md") -> dict[str, str]:
    """The texts in the last commit: path below the project -> text; empty where there is no commit."""
    with Objects(root) as objects:
        return dict(_texts(objects, under, suffix))


def _texts(objects: Objects, folder: str, suffix: str) -> Iterator[tuple[str, str]]:
    tree = objects.get(f"HEAD:./{folder}")
    for name, entry in listing(tree[1]).items() if tree and tree[0] == "tree" else ():
        path = f"{folder}/{name}"
        if entry.folder:
            yield from _texts(objects, path, suffix)
        elif name.endswith(suffix) and entry.mode.startswith("100"):
            found = objects.get(entry.id)
            if found:
                yield path, found[1].decode("utf-8", "replace")
