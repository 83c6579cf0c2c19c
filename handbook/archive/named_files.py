"""What a path that a person typed may be: where a command may put what it makes, and from where it reads nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from handbook.archive.git import Failed, Repository
from handbook.core import atomic, system_errors
from handbook.core.dutch import enumeration
from handbook.core.errors import CannotWork
from handbook.core.project import Project

SITE_MARKS = ("handboek.json", "versies.json", "versies/nu.json")
"""Of a folder that is a site, or the archive of one."""

SOURCES = ("docs", "macros", "overrides")
"""Folders of a handbook of which the site is made."""

KIND = re.compile(r"\.[a-z][a-z0-9]{1,4}", re.IGNORECASE)
"""An ending that says what a file holds; `.2` behind a version is none."""


DOCUMENTS = "documenten"
"""The folder of a handbook in which documents come that nobody named a place for; git passes it by."""

PASSED_BY = "*\n"
"""What stands in .gitignore of a folder of which nothing comes into a commit, that file itself neither."""


def own_place(project: Project, name: str) -> Path:
    """Where a document of this name comes in the handbook, as seen from here: in a folder that git passes by. Raises CannotWork where that is not to be had."""
    folder = project.root / DOCUMENTS
    try:
        folder.mkdir(exist_ok=True)
        with suppress(FileExistsError), (folder / ".gitignore").open("x", encoding="utf-8") as ignored:
            ignored.write(PASSED_BY)
    except OSError as error:
        raise CannotWork(f"De map {folder} is niet te maken: {system_errors.said(error)}. Kies een andere plek achter -o.") from error
    place = Path(os.path.relpath(folder / name))
    if (folder / ".gitignore").read_text("utf-8") != PASSED_BY:
        refuse_inside(project, [place], KEPT_BY_GIT, ignored=True)
    return place


def make_folder(folder: Path) -> None:
    """Makes a folder that somebody named, where it is not there. Raises CannotWork where it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWork(f"De map {folder} is niet te maken: {system_errors.said(error)}. Kies een andere plek achter -o.") from error


KEPT_BY_GIT = "Daar ziet git het als een nieuw bestand, en dat houdt het publiceren tegen."


def seen_by_git(root: Path, path: Path) -> str:
    """What to do about something that was made at the path, where git sees it as new; "" where it does not."""
    if not (path.resolve().is_relative_to(root.resolve()) and Repository(root).sees(path.resolve())):
        return ""
    return f"{path} staat in het handboek, en git ziet het als nieuw. Haal het weg voordat u publiceert, of zet het in .gitignore."


def refuse_inside(project: Project, paths: Iterable[Path], why: str, *, ignored: bool = False) -> None:
    """Raises CannotWork with `why` for the first path that leads into a handbook, a work tree of it or a site; links are followed.

    With `ignored` what git ignores in a handbook may be there: it comes neither into a commit nor on the site.
    """
    holders = _holders(project)
    for path in paths:
        real = path.resolve()
        for folder in (real, *real.parents):
            if _is_handbook(folder, holders) and not (ignored and Repository(folder).ignores(real)):
                raise CannotWork(f"{path} staat in de map van het handboek. {why} {_elsewhere(project, path)}")
            _refuse_site(path, folder, why)


def refuse_sources(project: Project, path: Path, why: str) -> None:
    """Raises CannotWork with `why` where the path leads to a file that git keeps, into what the site is made of, or into a site."""
    real, root = path.resolve(), project.root.resolve()
    below = real.relative_to(root).parts if real.is_relative_to(root) else ()
    if below[:1] and (below[0] in (*SOURCES, ".git") or Repository(project.root).keeps(real)):
        raise CannotWork(f"{path} hoort bij het handboek zelf. {why} {_elsewhere(project, path)}")
    for folder in (real, *real.parents):
        _refuse_site(path, folder, why)


def _refuse_site(path: Path, folder: Path, why: str) -> None:
    if any((folder / mark).is_file() for mark in SITE_MARKS):
        raise CannotWork(f"{path} staat in de map van een website: {folder}. {why} Kies een plek daarbuiten, en probeer het opnieuw.")


def _elsewhere(project: Project, path: Path) -> str:
    return f"Kies een plek daarbuiten, zoals {os.path.relpath(project.root.parent / path.name)}, en probeer het opnieuw."


def _holders(project: Project) -> list[Path]:
    """Every folder that belongs to the repository: all its work trees, and where git keeps its own files."""
    found = [project.root]
    with suppress(Failed):
        found += Repository(project.root).folders()
    return found


def _is_handbook(folder: Path, holders: Iterable[Path]) -> bool:
    """Whether it is one of ours, by whatever name a disk lets it be called, or looks like that of somebody else."""
    return any(_same(folder, holder) for holder in holders) or ((folder / "mkdocs.yml").is_file() and (folder / "docs").is_dir())


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one == other


def fit(path: Path, *endings: str) -> None:
    """Raises CannotWork where no file can come at the path, or one that ends otherwise than what it holds; an ending may be left out."""
    for told in _unfit(path, endings):
        raise CannotWork(told)


def _unfit(path: Path, endings: tuple[str, ...]) -> Iterator[str]:
    if path.is_dir():
        yield f"{path} is een map. Schrijf de naam van het bestand erbij."
    if path.exists() and not path.is_file():
        yield f"{path} is geen gewoon bestand. Kies een andere naam."
    if endings and KIND.fullmatch(path.suffix) and path.suffix.lower() not in endings:
        meant = path.with_suffix(endings[0])
        yield f"{path} eindigt op {path.suffix}, en hier komt een bestand dat eindigt op {enumeration(endings, ' of ')}. Schrijf bijvoorbeeld {meant}."
    if not path.resolve().parent.is_dir():
        yield f"{path} kan niet worden geschreven: de map {path.parent} bestaat niet. Kies een map die bestaat."


def read(path: Path) -> bytes:
    """The bytes of a file that somebody named. Raises CannotWork where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise CannotWork(f"Het bestand {path} bestaat niet. Kijk de naam na.") from error
    except IsADirectoryError as error:
        raise CannotWork(f"{path} is een map. Schrijf de naam van het bestand erbij.") from error
    except OSError as error:
        raise CannotWork(f"Het bestand {path} is niet te lezen: {system_errors.said(error)}. Kijk de naam na.") from error


def write(path: Path, data: bytes, *, private: bool = False) -> None:
    """Puts a file in its place in one step, readable for everybody or, `private`, for its owner alone. Raises CannotWork where that cannot be."""
    try:
        # A name that leads elsewhere was looked at: what it leads to is replaced, and not the name.
        atomic.put(path, data, atomic.FOR_OWNER if private else atomic.FOR_ALL)
    except OSError as error:
        raise CannotWork(f"{path} kan niet worden geschreven: {system_errors.said(error)}. Kies een andere plek.") from error
