"""Puts the pages and pictures of an imported document in docs/ and the pages in the menu: all of them, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handbook.core import atomic, system_errors
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.sources import menu_lines


def require_free(project: Project, files: Sequence[str]) -> None:
    """Raises CannotWork where a file is there already: somebody may have worked on it."""
    there = [name for name in files if (project.root / name).exists() or (project.root / name).is_symlink()]
    if there:
        raise CannotWork(
            f"Er is niets overgenomen, want dit staat er al: {', '.join(there)}. Haal het eerst weg, of kies een andere plek met --naar."
        )


def place(project: Project, files: Mapping[str, bytes], entries: Sequence[tuple[str, str]]) -> list[str]:
    """Writes the files, by their names from the root, and adds the pages (title, path below docs/) at the end of the menu.

    Gives the menu's lines that could not be added, and are to be pasted. What was written goes again where one file fails. Raises CannotWork.
    """
    menu, lines = menu_lines.at_the_end(project.config.read_bytes().decode("utf-8"), entries)
    made: list[str] = []
    try:
        for name, data in files.items():
            made.append(name)
            atomic.write(project.root, name, data)
        if menu is not None:
            atomic.write(project.root, "mkdocs.yml", menu.encode())
    except BaseException as error:
        for name in made:
            atomic.remove(project.root / name)
        if isinstance(error, OSError):
            raise CannotWork(f"De map docs/ kan niet worden beschreven: {system_errors.said(error)}. Er is niets overgenomen.") from error
        raise
    return [] if menu is not None else lines
