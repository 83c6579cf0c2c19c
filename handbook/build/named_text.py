"""The files of the text that somebody means: a published version, or the draft of what stands here."""

from __future__ import annotations

from datetime import date

from handbook.archive.acts import Read
from handbook.build.named_version import DRAFT, Archive
from handbook.core.project import Project


def files(project: Project, typed: str | None, today: date) -> Read:
    """Reads a file of the text by its path; without a name that of the text in force, else the draft.

    Raises CannotWork where a version cannot be had, Refused where the draft holds mistakes.
    """
    archive = Archive(project, today)
    entry = None if typed == DRAFT else archive.version(typed) if typed else archive.usual()
    if entry:
        return archive.files(entry)
    # Imported here: who asks for what was published need not wait for all that builds.
    from handbook.build import draft_files

    return draft_files.built(project)
