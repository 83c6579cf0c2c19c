"""Reads an archive from a commit in git, with one process for all its files."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import NamedTuple

from handbook.archive.digests import Digest
from handbook.archive.git import Failed, Repository
from handbook.verify.places.place import DATA_LIMIT, FILE_LIMIT, Answer, Kind, Shape, Unreadable

ODD: Kind = "iets anders dan een bestand"
KINDS: dict[str, Kind] = {"100644": "bestand", "100755": "bestand", "120000": "koppeling", "040000": "map"}

PORTION = 8 * 1024 * 1024
"""Bytes of files that are held at once to be looked at; a larger file is read alone."""


class _File(NamedTuple):
    kind: Kind
    id: str
    size: int | None


class Commit:
    """What a commit holds. Files that stand in many versions are read once; `fetched` is one that git brought here for us, just now."""

    path = None
    lists = True
    algorithm = ""
    aside: Mapping[str, Kind] = {}

    def __init__(self, repo: Repository, commit: str, name: str, *, fetched: bool = False) -> None:
        self.name, self.commit, self.repo, self.fetched = name, commit, repo, fetched
        self.objects = repo.objects
        self._known: dict[str, str] = {}
        self._top: dict[str, _File] = {}
        self._inside: dict[str, dict[str, _File]] = defaultdict(dict)
        paths: dict[str, str] = {}
        for row in filter(None, repo.run("ls-tree", "-r", "-t", "-l", "-z", commit).split(b"\0")):
            facts, _, path = row.partition(b"\t")
            mode, _, id, size = facts.decode().split()
            name = os.fsdecode(path)
            # A tree made by hand may hold a name twice, and readers differ in which one they see.
            kind = KINDS.get(mode, ODD) if name not in paths else ODD
            paths[name] = mode
            self._put(name, _File(kind, id, int(size) if size.isdigit() else None))
        folders = {path for path, mode in paths.items() if mode == "040000"}
        run = frozenset(path for path, mode in paths.items() if mode == "100755")
        self.shape = Shape.of(paths.keys() - folders, folders, run)

    def _put(self, path: str, file: _File) -> None:
        top, slash, rest = path.partition("/")
        if not slash:
            self._top[top] = file
        elif file.kind != "map":
            self._inside[top][rest] = file

    def top(self) -> Mapping[str, Kind]:
        return {name: file.kind for name, file in self._top.items()}

    def inside(self, folder: str) -> Mapping[str, Kind]:
        return {path: file.kind for path, file in self._inside.get(folder, {}).items()}

    def read(self, path: str, limit: int = DATA_LIMIT) -> bytes | None:
        file = self._find(path)
        return self._bytes(file, limit) if file else None

    def digests(self, paths: Collection[str]) -> dict[str, Answer]:
        found: dict[str, Answer] = {}
        for some in self._portions(paths):
            with self.ahead(some):
                found |= {path: self._digest(path) for path in some}
        return found

    def ahead(self, paths: Iterable[str]) -> AbstractContextManager[None]:
        """Within it, these files are read sooner: git is asked for all of them in one go."""
        files = filter(None, map(self._find, paths))
        wanted = (file.id for file in files if file.kind == "bestand" and file.id not in self._known and (file.size or 0) <= PORTION)
        return self.objects.ahead(wanted)

    def _portions(self, paths: Collection[str]) -> Iterator[list[str]]:
        """The paths in portions of which all bytes can be held at once."""
        some: list[str] = []
        size = 0
        for path in paths:
            file = self._find(path)
            weight = 0 if file is None or file.id in self._known else file.size or 0
            if some and size + weight > PORTION:
                yield some
                some, size = [], 0
            some.append(path)
            size += weight
        if some:
            yield some

    @property
    def trees(self) -> Mapping[str, str]:
        return {name: file.id for name, file in self._top.items() if file.kind == "map"}

    def id(self, path: str) -> str | None:
        """What stands at the path, and how, as git tells it; None where there is nothing."""
        file = self._find(path)
        return f"{file.kind} {file.id}" if file else None

    def close(self) -> None:
        self.objects.close()

    def _find(self, path: str) -> _File | None:
        top, slash, rest = path.partition("/")
        return self._inside.get(top, {}).get(rest) if slash else self._top.get(top)

    def _digest(self, path: str) -> Answer:
        file = self._find(path)
        if file is None:
            return None
        try:
            # Before the bytes are known: a link may hold those of a file.
            _ordinary(file)
            if file.id not in self._known:
                self._known[file.id] = hashlib.sha256(self._bytes(file, FILE_LIMIT)).hexdigest()
            return Digest(self._known[file.id], file.id)
        except Unreadable as reason:
            return reason

    def _bytes(self, file: _File, limit: int) -> bytes:
        _ordinary(file)
        if file.size is not None and file.size > limit:
            raise Unreadable(f"is te groot om te controleren: {file.size / 1e6:.0f} MB")
        found = self.objects.get(file.id) if file.size is not None else None
        if found is None:
            # Whatever a tree names came with it: only a copy of the repository that is not whole lacks it.
            raise Failed(f"het bestand {file.id} ontbreekt of is beschadigd")
        return found[1]


def _ordinary(file: _File) -> None:
    """Raises Unreadable where it is no file."""
    if file.kind != "bestand":
        raise Unreadable(f"is een {file.kind}" if file.kind != ODD else f"is {file.kind}")
