"""Puts one file of the branch in its place, with its packed copies; what more files hold is packed once and stands once, where the disk can."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from handbook.archive import packed
from handbook.archive.digests import digest
from handbook.archive.git import TreeEntry
from handbook.core import atomic

ALGORITHMS = {40: "sha1", 64: "sha256"}
"""How git makes its ids, by their length."""


class Placed(NamedTuple):
    """What was written of one file and its copies, and which of these names belong there."""

    written: tuple[str, ...]
    standing: tuple[str, ...]


@dataclass(frozen=True)
class Placing:
    """Knows all files, and puts them in place one by one: each can be done by another process, those of `first` before all others.

    `often` are the ids of what readers come for every day, and `anew` of what they did not come for until now.
    """

    root: Path
    files: Mapping[str, TreeEntry]
    first: Mapping[str, str]
    """By the id of what a file holds the path where it stands first: the others become a link to it."""
    often: frozenset[str]
    anew: frozenset[str]
    plain: bool
    own: frozenset[str]
    """Where what the organisation put there stays."""
    read: Callable[[str], bytes]

    def put(self, path: str) -> Placed:
        """Puts the file at `path`."""
        if path in self.own:
            return Placed((), (path,))
        there = atomic.read(self.root / path)
        fresh = there is None or digest([there], len(there), ALGORITHMS[len(self.files[path].id)]).blob != self.files[path].id
        data = self._written(path) if fresh or there is None else there
        written, standing = [path] if fresh else [], [path]
        if not self.plain and packed.worth(path, data):
            made = self._copies(path, data, fresh=fresh)
            standing += made
            written += [name for name, changed in made.items() if changed]
        return Placed(tuple(written), tuple(standing))

    def _written(self, path: str) -> bytes:
        """The bytes of the file, now that they stand there."""
        # The copies of before go first: at no moment does one of them say something else than the file.
        for name in (path + ending for ending in packed.ENDINGS):
            if name not in self.files:
                atomic.remove(self.root / name)
        elsewhere = self._elsewhere(path)
        data = atomic.read(elsewhere) if elsewhere else None
        if data is None:
            data = self.read(path)
        self._set(path, data, elsewhere)
        return data

    def _copies(self, path: str, data: bytes, *, fresh: bool) -> dict[str, bool]:
        """By the name of each packed copy that belongs there, and now stands there, whether it was changed."""
        id = self.files[path].id
        often, anew = id in self.often, id in self.anew
        # One that is on the branch itself is a file like any other.
        endings = [ending for ending in packed.ENDINGS if path + ending not in self.files]
        there = {ending: None if fresh else atomic.read(self.root / (path + ending)) for ending in endings}
        found: dict[str, bool] = {}
        made: dict[str, bytes] = {}
        for ending in endings:
            elsewhere = self._elsewhere(path, ending)
            copy = there[ending]
            if ending not in packed.endings(often=often):
                # It was one of a text that readers came for.
                found |= {path + ending: False} if packed.holds(ending, copy, data) else {}
                continue
            if elsewhere:
                copy = atomic.read(elsewhere)
            elif anew or not packed.holds(ending, copy, data):
                made = made or packed.pack(data, often=often)
                copy = made[ending]
            # Of one that was packed anew and came out the same nothing is written.
            found[path + ending] = copy != there[ending]
            if found[path + ending] and copy is not None:
                self._set(path + ending, copy, elsewhere)
        return found

    def _set(self, name: str, data: bytes, elsewhere: Path | None) -> None:
        """Puts the bytes there, as one file with the one that has them already where the disk can."""
        if not elsewhere or not atomic.share(self.root, name, elsewhere):
            atomic.write(self.root, name, data)

    def _elsewhere(self, path: str, ending: str = "") -> Path | None:
        """Where what the file holds, or its packed copy, stands already; None for where it stands first, and where nothing is."""
        first = self.first[self.files[path].id]
        other = self.root / (first + ending)
        # What has another kind of name may have no copies, or its copy may be a file by itself.
        return other if first != path and not (ending and first + ending in self.files) and other.is_file() else None
