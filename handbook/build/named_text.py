"""The files of the text that somebody means: a published version, or the draft of what stands here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handbook.archive.acts import Read
from handbook.build.named_version import Archive
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.core.version_name import DRAFT


@dataclass(frozen=True)
class Named:
    """`file` reads a file of the text by its path; `follows` says of a draft that no revision tells of it, and that it follows on the published one whose name it has."""

    file: Read
    follows: bool = False


def files(project: Project, typed: str | None, today: date, command: str = "handbook export pdf") -> Named:
    """The text of that name; without a name that in force, else the newest, else the draft. `command` is what somebody typed, up to the name.

    Raises CannotWork where a version cannot be had or there is no draft, Refused where the draft holds mistakes.
    """
    archive = Archive(project, today)
    entry = None if typed == DRAFT else archive.version(typed) if typed else archive.usual()
    if entry:
        return Named(archive.files(entry))
    # Imported here: who asks for what was published need not wait for all that builds.
    from handbook.build import draft_files

    after = draft_files.follows(project)
    if after and after.same:
        raise CannotWork(after.told("Een document daarvan", command))
    return Named(draft_files.built(project), follows=after is not None)
