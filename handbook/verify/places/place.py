"""The interface of every place that holds an archive: its names, its files and their fingerprints."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal, Protocol

from handbook.archive.digests import Digest
from handbook.core.atomic import PASSING

FILE_LIMIT = 100 * 1024 * 1024
"""Bytes of one published file; GitHub takes no larger ones either."""

DATA_LIMIT = 32 * 1024 * 1024
"""Bytes of a file that is read as data. regime.json of 1,000 versions takes less than one million."""

Kind = Literal["bestand", "map", "koppeling", "iets anders dan een bestand"]


class Unreadable(Exception):
    """Something stands there that cannot be read; the message is a Dutch clause that follows the name of the file."""


Answer = Digest | Unreadable | None
"""None: there is nothing."""


@dataclass(frozen=True)
class Shape:
    """What a manifest does not tell of. `executable` are files that may be run, None where the disk does not keep that."""

    executable: frozenset[str] | None = frozenset()
    empty: frozenset[str] = frozenset()
    """Folders below the root in which there is no file, the outermost only."""
    closed: frozenset[str] = frozenset()
    """What a web server may not read that runs as another user, the outermost only; `.` is the whole place."""
    passing: frozenset[str] = frozenset()
    """What an export that was killed had not put in place yet."""

    @classmethod
    def of(cls, files: Collection[str], folders: Collection[str], executable: frozenset[str] | None, closed: Collection[str] = ()) -> Shape:
        """From the paths of all files and folders."""
        full = {str(parent) for file in files for parent in PurePosixPath(file).parents}
        empty = {folder for folder in folders if folder not in full and "/" in folder}
        outermost = frozenset(folder for folder in empty if not {*map(str, PurePosixPath(folder).parents)} & empty)
        passing = frozenset(file for file in files if PurePosixPath(file).name.startswith(PASSING))
        shut = frozenset(path for path in closed if not {*map(str, PurePosixPath(path).parents)} & {*closed})
        return cls(executable, outermost, shut, passing)


class Place(Protocol):
    """An archive somewhere. Paths are relative to its root, with forward slashes."""

    @property
    def name(self) -> str:
        """How it is called in a sentence."""

    @property
    def path(self) -> str | None:
        """The path at which readers meet it, with a slash at both ends; None where it is no running site."""

    @property
    def lists(self) -> bool:
        """Whether it can say which files it holds; a web server cannot."""

    def top(self) -> Mapping[str, Kind]:
        """What stands at the root; nothing where it cannot say."""

    def inside(self, folder: str) -> Mapping[str, Kind]:
        """Every file below `folder`, relative to it; nothing where it cannot say."""

    @property
    def shape(self) -> Shape:
        """What it holds beside the bytes of files."""

    @property
    def aside(self) -> Mapping[str, Kind]:
        """What stands in the folder that an export keeps for the web server, relative to it."""

    def read(self, path: str, limit: int = DATA_LIMIT) -> bytes | None:
        """The bytes of a file, None where it is not there. Raises Unreadable."""

    def digests(self, paths: Collection[str]) -> dict[str, Answer]:
        """The fingerprints of many files."""

    @property
    def trees(self) -> Mapping[str, str]:
        """The ids that the folders at the root have in git, where git is what holds them."""

    @property
    def algorithm(self) -> str:
        """Elsewhere: how git would make those ids."""


def is_plain(path: str) -> bool:
    """Whether a path leads to a file below the folder that it is relative to, and nowhere else."""
    return not re.search(r"[\0-\x1f\\]", path) and not {"", ".", ".."} & {*path.split("/")}
