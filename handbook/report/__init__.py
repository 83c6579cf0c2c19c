"""What a change does, on one page for who never meets git: made once from the sources at two points, and told in one of three forms."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.report import made, markdown, plain, web


def told_as(project: Project, base: str | None, day: date, form: str, preview: str = "") -> str:
    """The report on the text here against `base` (see points.chosen) as markdown, html or json. Raises CannotWork where there is no such base."""
    report = made.report(project, base, day)
    if form == "json":
        return plain.render_json(report)
    return web.render(report, preview) if form == "html" else markdown.render(report, preview)


def write(file: Path, text: str) -> None:
    """Writes the report. Raises CannotWork where that cannot be."""
    try:
        file.write_text(text, "utf-8")
    except OSError as error:
        raise CannotWork(f"Het verslag kan niet in {file} worden geschreven: {error.strerror}. Kies een andere plek achter -o.") from error
