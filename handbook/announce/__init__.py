"""What staff are told of a revision: one message, made from what the version says itself of its changes, in the form of a mail, a post in Teams or an item on the intranet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import ModuleType

from handbook.announce import draft, intranet, made, mail, published, teams
from handbook.announce.model import Told
from handbook.archive import named_files
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.core.version_name import DRAFT, VersionName, no_name

FORMS: Mapping[str, ModuleType] = {"mail": mail, "teams": teams, "intranet": intranet}
"""Each has a LENGTH, `shown` for a screen, and `files` by their endings."""

ENDINGS = (".eml", ".html", ".txt")
"""Of the files that any of them makes."""

WHY = "Een bericht hoort daar niet: het zou met het handboek worden bewaard."


def announce(project: Project, typed: str, today: date, form: str) -> Told:
    """The message on the version `typed`, or on DRAFT, in one of FORMS. Raises CannotWork where there is nothing to tell, or nobody can."""
    name = VersionName.or_none(typed)
    if name is None and typed != DRAFT:
        raise CannotWork(no_name(typed, DRAFT))
    found = published.seen(project, name, today) if name else None
    found = found or draft.seen(project, name, today)
    return Told(made.message(found, FORMS[form].LENGTH), found.notes)


def shown(told: Told, form: str) -> str:
    """The message as it is printed on a screen."""
    text: str = FORMS[form].shown(told.message)
    return text.rstrip("\n")


def check(project: Project, output: Path) -> None:
    """Raises CannotWork where no message may come by the name `output`."""
    named_files.refuse_inside(project, [output], WHY, ignored=True)
    named_files.fit(output, *ENDINGS)


def write(told: Told, form: str, output: Path) -> list[Path]:
    """Writes the files of the form beside each other, by the name `output` with or without an ending; gives their paths. Raises CannotWork where that cannot be."""
    files: Mapping[str, bytes] = FORMS[form].files(told.message)
    stem = output.with_suffix("") if output.suffix.lower() in ENDINGS else output
    made = {stem.with_name(f"{stem.name}{ending}"): data for ending, data in files.items()}
    for path in made:
        named_files.fit(path)
    for path, data in made.items():
        named_files.write(path, data)
    return [*made]
