"""What a change does, on one page for who never meets git: made once from the sources at two points, and told in one of three forms."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from handbook.archive import named_files
from handbook.core.project import Project
from handbook.report import made, markdown, plain, web


def told_as(project: Project, base: str | None, day: date, form: str, preview: str = "") -> str:
    """The report on the text here against `base` (see points.chosen) as markdown, html or json. Raises CannotWork where there is no such base."""
    report = made.report(project, base, day)
    if form == "json":
        return plain.render_json(report)
    return web.render(report, preview) if form == "html" else markdown.render(report, preview)


def check(project: Project, file: Path) -> None:
    """Raises CannotWork where no report or list may come in the file."""
    named_files.refuse_sources(project, file, "Een verslag zou daar de tekst raken, of op de website komen.")
    named_files.fit(file, ".md", ".html", ".json", ".txt")


def write(file: Path, text: str) -> None:
    """Writes the report. Raises CannotWork where that cannot be."""
    named_files.write(file, text.encode())
