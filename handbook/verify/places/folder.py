"""Reads an archive from a web server's folder, with the packed copies that `handbook export` puts beside the files."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from handbook.archive import packed
from handbook.archive.digests import algorithm_of, digest
from handbook.core import system_errors
from handbook.core.atomic import ENTER, OWN, RUN, closed
from handbook.core.errors import CannotWork
from handbook.core.proposal import FOLDER
from handbook.verify.places.place import DATA_LIMIT, FILE_LIMIT, Answer, Kind, Shape, Unreadable

PIECE = 1024 * 1024


class Folder:
    """The files below a folder; links are named, and never followed.

    A packed copy that gives the very bytes of its file is no file of its own. Whatever else is packed is named like any file
    that nobody published. The folder in which export tells the web server what is in force is `aside`; previews of proposals are no part of it.
    """

    path = None
    lists = True
    trees: Mapping[str, str] = {}

    def __init__(self, folder: Path) -> None:
        self.name = f"de map {folder}"
        try:
            # The folder itself may be a link: some put a new site in place that way.
            self._root = folder.resolve(strict=True)
            self._names = {entry.name: _kind(entry.stat(follow_symlinks=False).st_mode) for entry in os.scandir(self._root)}
        except (OSError, RuntimeError, ValueError) as error:
            reason = system_errors.said(error) if isinstance(error, OSError) else "de naam klopt niet"
            raise CannotWork(f"De map {folder} is niet te lezen: {reason}. Kijk de naam na die u achter --site zette.") from error
        self._names = self._without_copies(self._names, "")
        self.aside: Mapping[str, Kind] = {}
        if self._names.get(OWN) == "map":
            self.aside = self._below(OWN)
            del self._names[OWN]
        self.previews = self._names.get(FOLDER) == "map"
        if self.previews:
            del self._names[FOLDER]
        try:
            self.algorithm = algorithm_of(self.read("regime.json"))
        except Unreadable:
            self.algorithm = "sha1"

    def top(self) -> Mapping[str, Kind]:
        return self._names

    def inside(self, folder: str) -> Mapping[str, Kind]:
        return self._without_copies(self._below(folder) if self._names.get(folder) == "map" else {}, f"{folder}/")

    def _below(self, folder: str) -> dict[str, Kind]:
        """Every file below a folder, relative to it."""
        found: dict[str, Kind] = {}
        waiting = [""]
        while waiting:
            prefix = waiting.pop()
            try:
                entries = list(os.scandir(self._root / folder / prefix))
            except OSError:
                # What cannot be opened is named, so that it is found to be no file that was published.
                found[prefix.rstrip("/") or "."] = "iets anders dan een bestand"
                continue
            for entry in entries:
                kind = _kind(entry.stat(follow_symlinks=False).st_mode)
                if kind == "map":
                    waiting.append(f"{prefix}{entry.name}/")
                else:
                    found[prefix + entry.name] = kind
        return found

    @cached_property
    def shape(self) -> Shape:
        files, folders, run = set(), set(), set()
        for place, inner, names in os.walk(self._root):
            here = Path(place).relative_to(self._root)
            if here == Path():
                inner[:] = [name for name in inner if name not in {OWN, FOLDER}]
            folders |= {(here / name).as_posix() for name in inner if not (self._root / here / name).is_symlink()}
            for name in names:
                path = (here / name).as_posix()
                files.add(path)
                with suppress(OSError):
                    mode = (self._root / path).lstat().st_mode
                    if stat.S_ISREG(mode) and mode & RUN:
                        run.add(path)
        own = [path.relative_to(self._root).as_posix() for path in (self._root / OWN).rglob("*")]
        mine = [".", *sorted(files | folders), OWN, *own]
        shut = [path for path in mine if _is_closed(self._root / path)] if self._for_a_server else []
        # A share of Windows, or a disk like it, says of every file that it may be run.
        return Shape.of(files, folders, None if run and run == files else frozenset(run), shut)

    @cached_property
    def above(self) -> list[str]:
        """Folders above this one that a web server may not enter, where an export filled it for one."""
        return [str(folder) for folder in self._root.parents if _is_closed(folder, ENTER)] if self._for_a_server else []

    @property
    def _for_a_server(self) -> bool:
        return (self._root / OWN).is_dir()

    def _without_copies(self, names: Mapping[str, Kind], prefix: str) -> dict[str, Kind]:
        return {name: kind for name, kind in names.items() if not (kind == "bestand" and self._is_copy(names, prefix, name))}

    def _is_copy(self, names: Mapping[str, Kind], prefix: str, name: str) -> bool:
        file = packed.original(name)
        if file is None or names.get(file) != "bestand":
            return False
        try:
            data = self.read(prefix + file, FILE_LIMIT)
            return data is not None and packed.holds(name, self.read(prefix + name, FILE_LIMIT), data)
        except Unreadable:
            return False

    def read(self, path: str, limit: int = DATA_LIMIT) -> bytes | None:
        try:
            opened = self._open(path, limit)
            if opened is None:
                return None
            with os.fdopen(opened[0], "rb") as file:
                return file.read(limit)
        except OSError as error:
            raise Unreadable(f"is niet te lezen: {system_errors.said(error)}") from error

    def digests(self, paths: Collection[str]) -> dict[str, Answer]:
        return {path: self._digest(path) for path in paths}

    def _digest(self, path: str) -> Answer:
        try:
            opened = self._open(path, FILE_LIMIT)
            if opened is None:
                return None
            handle, size = opened
            with os.fdopen(handle, "rb") as file:
                return digest(_pieces(file.fileno(), size), size, self.algorithm)
        except Unreadable as reason:
            return reason
        except OSError as error:
            return Unreadable(f"is niet te lezen: {system_errors.said(error)}")

    def _open(self, path: str, limit: int) -> tuple[int, int] | None:
        """A handle and the size, None where nothing stands there; no folder on the way may be a link."""
        handle = os.open(self._root, os.O_RDONLY | os.O_DIRECTORY)
        try:
            *folders, name = path.split("/")
            for folder in folders:
                inner = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=handle)
                os.close(handle)
                handle = inner
            facts = os.stat(name, dir_fd=handle, follow_symlinks=False)
            if not stat.S_ISREG(facts.st_mode):
                raise Unreadable(f"is geen gewoon bestand maar een {_kind(facts.st_mode)}".replace("een iets", "iets"))
            if facts.st_size > limit:
                raise Unreadable(f"is te groot om te controleren: {facts.st_size / 1e6:.0f} MB")
            # Not blocking: a pipe may have come in its place since.
            return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=handle), facts.st_size
        except (FileNotFoundError, NotADirectoryError):
            return None
        finally:
            os.close(handle)


def _is_closed(path: Path, wanted: int | None = None) -> bool:
    try:
        return not path.is_symlink() and closed(path, wanted)
    except OSError:
        return True


def _kind(mode: int) -> Kind:
    if stat.S_ISREG(mode):
        return "bestand"
    if stat.S_ISDIR(mode):
        return "map"
    return "koppeling" if stat.S_ISLNK(mode) else "iets anders dan een bestand"


def _pieces(handle: int, size: int) -> Iterator[bytes]:
    """The bytes of the file, and never more than it had when it was opened: it may grow meanwhile."""
    left = size
    while left > 0 and (piece := os.read(handle, min(PIECE, left))):
        left -= len(piece)
        yield piece
