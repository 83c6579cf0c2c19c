"""Keeps data of people away from the handbook: which paths may be read or written, and how a file of them is written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from handbook.archive.git import Failed, Repository
from handbook.core.errors import CannotWork
from handbook.core.project import Project

SITE_MARKS = ("handboek.json", "versies.json", "versies/regime.json")
"""Of a folder that is a site, or the archive of one."""

WHY = "Gegevens van mensen horen niet in het handboek, want wat daar staat, blijft bewaard en kan op de website komen."


def refuse(project: Project, paths: Iterable[Path]) -> None:
    """Raises CannotWork for the first path that leads into the repository, a work tree of it, or a site; links are followed."""
    holders = _holders(project)
    for path in paths:
        real = path.resolve()
        for folder in (real, *real.parents):
            if any(_same(folder, holder) for holder in holders):
                raise CannotWork(f"{path} staat in de map van het handboek. {WHY} Kies een plek daarbuiten, en probeer het opnieuw.")
            if any((folder / mark).is_file() for mark in SITE_MARKS):
                raise CannotWork(
                    f"{path} staat in de map van een website: {folder}. {WHY} Kies een plek daarbuiten, en probeer het opnieuw."
                )


def _holders(project: Project) -> list[Path]:
    """Every folder that belongs to the repository: all its work trees, and where git keeps its own files."""
    found = [project.root]
    with suppress(Failed):
        found += Repository(project.root).folders()
    return found


def _same(one: Path, other: Path) -> bool:
    """Whether both are one folder, by whatever name a disk lets it be called."""
    try:
        return one.samefile(other)
    except OSError:
        return one == other


def read(path: Path) -> bytes:
    """The bytes of a file that somebody named. Raises CannotWork where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise CannotWork(f"Het bestand {path} bestaat niet. Kijk de naam na.") from error
    except OSError as error:
        raise CannotWork(f"Het bestand {path} is niet te lezen: {error.strerror}.") from error


def write(path: Path, data: bytes) -> None:
    """Puts a file in its place in one step, for its owner alone. Raises CannotWork where that cannot be done."""
    try:
        handle, name = tempfile.mkstemp(prefix=".handboek-", dir=path.resolve().parent)
        passing = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            # A name that leads elsewhere was looked at: what it leads to is replaced, and not the name.
            passing.replace(path.resolve())
        finally:
            passing.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWork(f"Het bestand {path} is niet te schrijven: {error.strerror}. Kies een map die bestaat.") from error
