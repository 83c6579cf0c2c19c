"""Keeps on this computer's disk what was made of a content, so that the next command need not make it again."""

from __future__ import annotations

import hashlib
import marshal
import os
import sqlite3
import sys
import sysconfig
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, Protocol, TypeVar, cast, runtime_checkable

FOLDER = "HANDBOEK_CACHE"
"""The variable of the environment that names another folder for what is kept, or OFF. One that does not begin at the root lies in the home folder:
in the folder where a command runs, it would come among the sources."""

OFF = "uit"

LIMIT = 256 * 1024 * 1024
"""Bytes of one file; a larger one is begun anew, because most of what it holds is of texts that are no longer there."""

AT_ONCE = 8 * 1024 * 1024
"""Characters that wait to be written."""

BEGUN = time.time()
"""When this process read its program: what is newer than that on the disk is not what it runs."""

UNUSED = 90 * 24 * 3600
"""Seconds after which the file of another engine is cleared away."""

WAIT = 0.2
"""Seconds that is waited for another command that writes; whoever comes too late makes it himself."""

P = ParamSpec("P")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)


class Remembered(Protocol[P, R_co]):
    """A function that remembers its answers, in this process and on disk."""

    def __call__(self, *content: P.args, **named: P.kwargs) -> R_co:
        """As the function itself."""

    def cache_clear(self) -> None:
        """Forgets what this process remembers; the disk keeps it."""


@runtime_checkable
class Followed(Protocol):
    """Something of which all follows from a few parts, such as a page from its text; a key is made of those."""

    @property
    def follows_from(self) -> tuple[Any, ...]:
        """Those parts."""


def by_content(
    kind: str, size: int, *, out: Callable[[Any], str] = str, back: Callable[[str], Any] | None = None
) -> Callable[[Callable[P, R]], Remembered[P, R]]:
    """Marks a function whose answer follows from its arguments and this program alone.

    `kind` names the function among all; a process remembers `size` answers. `out` makes an answer text and `back` makes it of that
    text again, and raises ValueError, LookupError, TypeError or AttributeError for any other text; an answer that is text needs neither.
    The arguments are text, bytes, numbers, days, None, or tuples, frozen sets and dataclasses of those.
    """

    def marked(make: Callable[P, R]) -> Remembered[P, R]:
        @lru_cache(size)
        @wraps(make)
        def remembered(*content: P.args, **named: P.kwargs) -> R:
            store = _store()
            if store is None:
                return make(*content, **named)
            key = _key(kind, (content, *sorted(named.items())))
            text = store.get(key)
            if text is not None:
                with suppress(ValueError, LookupError, TypeError, AttributeError):
                    return cast("R", back(text) if back else text)
            made = make(*content, **named)
            # What cannot be written is made each time.
            with suppress(ValueError, TypeError, RecursionError):
                store.keep(key, out(made))
            return made

        return cast("Remembered[P, R]", remembered)

    return marked


def recalled(kind: str, *content: object) -> str | None:
    """What was kept of this content by `remember`; None for nothing."""
    store = _store()
    return store.get(_key(kind, content)) if store else None


def remember(text: str, kind: str, *content: object) -> None:
    """Keeps what follows from this content; for who can only tell afterwards whether it may be kept."""
    if store := _store():
        store.keep(_key(kind, content), text)


def flush() -> None:
    """Writes what this process made; a disk that cannot take it stops nothing."""
    # A command that asked for nothing has none, and need not look for its place.
    if _opened_here and (store := _store()) and store.new:
        store.write()


def made() -> dict[bytes, str]:
    """What this process made and did not write, for the process that it works for; from here on it is that one's."""
    store = _store()
    if store is None:
        return {}
    new, store.new, store.held = store.new, {}, 0
    return new


def take(new: dict[bytes, str]) -> None:
    """Adds what another process of ours made."""
    if store := _store():
        for key, text in new.items():
            store.keep(key, text)


@dataclass
class _Store:
    """The file of one engine, as one process uses it."""

    file: Path
    process: int
    new: dict[bytes, str] = field(default_factory=dict)
    held: int = 0
    """Characters in `new`."""
    reader: sqlite3.Connection | None = None

    def keep(self, key: bytes, text: str) -> None:
        """Has it written with the next ones, and sees to it that thousands of pages do not fill the memory until then."""
        self.new[key] = text
        self.held += len(text)
        if self.held > AT_ONCE:
            self.write()

    def get(self, key: bytes) -> str | None:
        """What was kept; None for nothing, and for what does not read as it was written."""
        if key in self.new:
            return self.new[key]
        try:
            row = self._reading().execute("SELECT packed, mark FROM kept WHERE key = ?", (key,)).fetchone()
            if row and row[1] == _mark(key, row[0]):
                return zlib.decompress(row[0]).decode("utf-8", "surrogatepass")
        except (sqlite3.Error, zlib.error, OSError, UnicodeDecodeError, TypeError):
            self._anew()
        return None

    def write(self) -> None:
        rows = [
            (key, packed := zlib.compress(text.encode("utf-8", "surrogatepass"), 1), _mark(key, packed)) for key, text in self.new.items()
        ]
        self.new, self.held = {}, 0
        try:
            if self.file.exists() and self.file.stat().st_size > LIMIT:
                self._anew()
            with closing(_opened(self.file)) as writer, writer:
                writer.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
        except (sqlite3.OperationalError, OSError):
            # Somebody else is writing, or the disk is full.
            return
        except sqlite3.Error:
            self._anew()

    def _reading(self) -> sqlite3.Connection:
        if self.reader is None:
            self.reader = _opened(self.file)
        return self.reader

    def _anew(self) -> None:
        """Takes away a file that cannot be used: all of it can be made again."""
        if self.reader:
            with suppress(sqlite3.Error):
                self.reader.close()
        self.reader = None
        with suppress(OSError):
            self.file.unlink()


_opened_here: list[Any] = []
"""That of this process, and the folder that was asked for when it was opened."""


def _store() -> _Store | None:
    """That of this process; None where nothing can be kept."""
    here, wanted = os.getpid(), os.environ.get(FOLDER) or ""
    known, asked = _opened_here or (None, None)
    if asked != wanted:
        _opened_here[:] = [_of_this_engine(here), wanted]
    elif known and known.process != here:
        # A connection does not survive a fork.
        _opened_here[:] = [_Store(known.file, here), wanted]
    return cast("_Store | None", _opened_here[0])


def _of_this_engine(process: int) -> _Store | None:
    wanted = os.environ.get(FOLDER) or ""
    if wanted == OFF:
        return None
    try:
        named = Path(wanted).expanduser() if wanted else Path(os.environ.get("XDG_CACHE_HOME") or ".cache", "handboek")
        folder = named if named.is_absolute() else Path.home() / named
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        facts = folder.stat()
        if facts.st_uid != os.getuid() or facts.st_mode & 0o022:
            # Who can write here, can say that a text is right.
            return None
        _clear(folder)
        engine = _engine()
        if engine is None:
            return None
    except (OSError, RuntimeError):
        return None
    return _Store(folder / f"{engine}.sqlite3", process)


def _clear(folder: Path) -> None:
    """Takes away the files of engines that nobody used for a long time."""
    for old in folder.glob("*.sqlite3*"):
        with suppress(OSError):
            if old.stat().st_mtime < time.time() - UNUSED:
                old.unlink()


def _opened(file: Path) -> sqlite3.Connection:
    # Ours alone, also when it is begun anew.
    file.touch(mode=0o600)
    connection = sqlite3.connect(file, timeout=WAIT)
    # What is lost with the power is made again.
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, packed BLOB, mark BLOB) WITHOUT ROWID")
    return connection


def _mark(key: bytes, packed: bytes) -> bytes:
    return hashlib.blake2b(key + packed, digest_size=16).digest()


def _engine() -> str | None:
    """Tells this program, its Python and its libraries from all others; None where it was changed while it ran."""
    package = str(Path(__file__).resolve().parent.parent)
    mark = hashlib.blake2b(repr((sys.version, sys.platform, sorted(_installed()))).encode(), digest_size=16)
    for path in sorted(_files(package)):
        # Not through pathlib, which takes longer for this than reading it.
        with open(path, "rb") as file:  # noqa: PTH123
            if os.fstat(file.fileno()).st_mtime > BEGUN:
                return None
            content = file.read()
        mark.update(f"{path[len(package) :]} {len(content)}\0".encode())
        mark.update(content)
    return mark.hexdigest()


def _installed() -> Iterator[str]:
    """The libraries with their versions, as pip names their folders."""
    for place in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        with suppress(OSError):
            yield from (name for name in os.listdir(place) if name.endswith(".dist-info"))  # noqa: PTH208 - ten times as quick


def _files(package: str) -> Iterator[str]:
    for folder, inner, files in os.walk(package):
        inner[:] = [name for name in inner if name != "__pycache__"]
        yield from (f"{folder}{os.sep}{name}" for name in files)


def _key(kind: str, content: tuple[Any, ...]) -> bytes:
    mark = hashlib.sha256(kind.encode())
    for piece in _pieces(content):
        mark.update(len(piece).to_bytes(8, "big"))
        mark.update(piece)
    return mark.digest()


def _pieces(value: object) -> Iterator[bytes]:
    """The same pieces for the same content only, in every process: a set has no order of its own."""
    match value:
        case str():
            yield from (b"s", value.encode("utf-8", "surrogatepass"))
        case bytes():
            yield from (b"b", value)
        case None | bool() | int() | float() | date():
            yield f"{type(value).__name__} {value}".encode()
        case tuple():
            # Thousands of lines at once, where they are plain; this version of marshal writes the same content in one way.
            with suppress(ValueError):
                yield b"tuple " + marshal.dumps(value, 2)
                return
            yield f"tuple {len(value)}".encode()
            for one in value:
                yield from _pieces(one)
        case frozenset():
            yield f"set {len(value)}".encode()
            yield from sorted(b"".join(len(piece).to_bytes(8, "big") + piece for piece in _pieces(one)) for one in value)
        case Followed():
            yield from _pieces((type(value).__qualname__, value.follows_from))
        case _ if is_dataclass(value) and not isinstance(value, type):
            yield f"{type(value).__qualname__}".encode()
            for one in fields(value):
                yield from _pieces(getattr(value, one.name))
        case _:
            raise TypeError(f"no key can be made of {type(value).__name__}")
