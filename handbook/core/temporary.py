"""Private working folders that disappear afterwards, even when the previous process was killed."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handbook.core import system_errors
from handbook.core.errors import CannotWork


@contextmanager
def workspace(prefix: str, place: Path | None = None) -> Iterator[Path]:
    """A folder of our own in `place`, the system's by default.

    Folders of the same `prefix` whose process was killed are cleared away: nobody holds their lock any more.
    Raises CannotWork where no folder can be made.
    """
    try:
        place = place or Path(tempfile.gettempdir())
        place.mkdir(parents=True, exist_ok=True)
        _clear(place, prefix)
        folder, lock = _made(prefix, place)
    except OSError as error:
        where = place or "voor tijdelijke bestanden"
        raise CannotWork(
            f"In de map {where} kan niet worden geschreven: {system_errors.said(error)}. Maak ruimte, of kies een andere map."
        ) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _clear(place: Path, prefix: str) -> None:
    for old in place.glob(f"{prefix}*"):
        lock = _lock(old)
        if lock is not None:
            shutil.rmtree(old, ignore_errors=True)
            os.close(lock)


def _made(prefix: str, place: Path) -> tuple[Path, int]:
    """A new folder and our lock on it. Another process may clear it away before the lock is there: then one more is made."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=place))
        lock = _lock(folder)
        if lock is not None and folder.exists():
            return folder, lock
        if lock is not None:
            os.close(lock)


def _lock(folder: Path) -> int | None:
    """A handle that holds the lock on `folder`, which a process that dies lets go; None where somebody else has it."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle
