"""Replaces a file while others may be reading it: always whole, and never through a symbolic link."""

from __future__ import annotations

import errno
import os
import pwd
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from handbook.core import system_errors
from handbook.core.errors import CannotWork

RUN = stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH | stat.S_ISUID | stat.S_ISGID
"""Rights that no published file has."""

OWN = ".handboek"
"""The one folder in an export that is not the branch's. deploy/nginx.conf hands out no name with a dot."""

IN_FORCE = "geldend"
"""The folder in OWN that tells the web server which version is in force."""

PASSING = ".handboek-"
"""How the name of a file begins until it is whole."""

FOR_ALL, FOR_OWNER = 0o644, 0o600
"""The rights of a file that everybody may read, and of one that is its owner's alone."""


def read(file: Path) -> bytes | None:
    """The bytes of a file, None where none stands there."""
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def tame(file: Path) -> bool:
    """Takes the right to be run from a file, and whether that was needed; a disk that gives it to all files is let be."""
    mode = file.stat().st_mode
    if not mode & RUN:
        return False
    with suppress(OSError):
        file.chmod(stat.S_IMODE(mode) & ~RUN)
    return not file.stat().st_mode & RUN


READ = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH
ENTER = stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH


def closed(path: Path, wanted: int | None = None) -> bool:
    """Whether a web server that runs as another user lacks the rights `wanted`: to read the file, or to read and enter the folder.

    A server may get in by the folder's group, if that is another one than that of the owner himself.
    """
    facts = path.stat()
    wanted = wanted or (READ | ENTER if stat.S_ISDIR(facts.st_mode) else READ)
    if facts.st_mode & wanted & 0o007 == wanted & 0o007:
        return False
    return facts.st_mode & wanted & 0o070 != wanted & 0o070 or facts.st_gid == _own_group(facts.st_uid)


def _own_group(user: int) -> int | None:
    try:
        return pwd.getpwuid(user).pw_gid
    except KeyError:
        return user


def open_up(path: Path) -> bool:
    """Lets everybody read what a web server could not, and whether that was needed; a disk that keeps no rights is let be."""
    if not closed(path):
        return False
    with suppress(OSError):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return not closed(path)


def remove(file: Path) -> None:
    """Takes a file away, where it is there."""
    with suppress(FileNotFoundError, NotADirectoryError):
        file.unlink()


def write(root: Path, path: str, data: bytes) -> None:
    """Puts the file at `path` below `root` in one step, readable for a web server no matter which user writes it."""
    target = root / path
    make(root, target.parent)
    with _passing(target.parent, data) as passing:
        _replace(passing, target)


def _replace(passing: Path, target: Path) -> None:
    """Puts the file at the target, whatever stands there."""
    try:
        passing.replace(target)
    except IsADirectoryError:
        shutil.rmtree(target)
        passing.replace(target)


def share(root: Path, path: str, standing: Path) -> bool:
    """Puts the file `standing` at `path` below `root` too, as one file with two names; says whether the disk can do that."""
    target = root / path
    make(root, target.parent)
    passing = target.with_name(f"{PASSING}{secrets.token_hex(8)}")
    try:
        os.link(standing, passing)
    except OSError:
        return False
    try:
        _replace(passing, target)
    finally:
        # Where the target was this very file already, a rename leaves both names (POSIX).
        passing.unlink(missing_ok=True)
    return True


def create(root: Path, path: str, data: bytes) -> None:
    """Puts a new file at `path` below `root`, whole or not at all. Raises FileExistsError where there is one: that stays as it is."""
    target = root / path
    make(root, target.parent)
    with _passing(target.parent, data) as passing:
        # Unlike a rename, a link never takes the place of what is there.
        os.link(passing, target)


@contextmanager
def _passing(folder: Path, data: bytes, rights: int = FOR_ALL) -> Iterator[Path]:
    """A whole file with these bytes and rights under a passing name in the folder, for a moment."""
    # tempfile does the same and takes longer, and an export does this tens of thousands of times.
    passing = folder / f"{PASSING}{secrets.token_hex(8)}"
    handle = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), FOR_OWNER)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            os.fchmod(handle, rights)
        yield passing
    finally:
        passing.unlink(missing_ok=True)


def rewrite(file: Path, data: bytes) -> None:
    """Gives a file that is there other bytes in one step, with the rights that it has; a symbolic link stays one. Raises OSError."""
    put(file, data, stat.S_IMODE(file.stat().st_mode))


def put(file: Path, data: bytes, rights: int = FOR_ALL) -> None:
    """Gives a file that may be there these bytes and rights in one step; a symbolic link stays one. Raises OSError."""
    target = file.resolve()
    with _passing(target.parent, data, rights) as passing:
        passing.replace(target)


def make(root: Path, folder: Path) -> None:
    """The folder and those above it below `root`, open to a web server; others may be making the same ones."""
    if folder.is_dir():
        return
    make(root, folder.parent)
    if folder.is_file():
        folder.unlink()
    with suppress(FileExistsError):
        folder.mkdir()
        folder.chmod(0o755)


PLACING = 5
"""How often a build tries to put its site in place while others do the same."""


def put_in_place(built: Path, site: Path) -> None:
    """Makes `built` the folder `site` by a rename; what stood there goes only when the new one stands.

    Raises CannotWork where another build keeps getting in between.
    """
    for attempt in range(PLACING):
        old = built.with_name(f"oud-{attempt}")
        with suppress(FileNotFoundError):
            site.rename(old)
        try:
            built.rename(site)
            return
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                if old.exists():
                    old.rename(site)
                raise CannotWork(f"De map {site} kan niet worden vervangen: {system_errors.said(error)}. Er is niets veranderd.") from error
    raise CannotWork(f"Een andere bouw schrijft ook in {site}. Wacht tot die klaar is en probeer het opnieuw.")
