"""Puts the pages and pictures of an imported document in docs/ and the pages in the menu: all of them, or none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from handbook.core import atomic
from handbook.core.errors import CannotWork
from handbook.core.project import Project

NAV = re.compile(r"^\ufeff?nav:[ \t]*(?:#[^\r\n]*)?(?=\r?$)", re.MULTILINE)
PLAIN_TITLE = re.compile(r"[A-Za-zÀ-ž][\wÀ-ž ,.?'()/-]*")


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
    menu, lines = _menu(project, entries)
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
            raise CannotWork(f"De map docs/ kan niet worden beschreven: {error.strerror}. Er is niets overgenomen.") from error
        raise
    return [] if menu is not None else lines


def _menu(project: Project, entries: Sequence[tuple[str, str]]) -> tuple[str | None, list[str]]:
    """mkdocs.yml with the lines at the end of its menu, where articles of other pages keep their numbers; None where the menu is written otherwise."""
    text = project.config.read_bytes().decode("utf-8")
    ending = "\r\n" if "\r\n" in text else "\n"
    start = NAV.search(text)
    found = re.match(r"(?:[ \t]*(?:#.*)?\r?\n)*(?P<indent> *)- ", text[start.end() :].removeprefix(ending)) if start else None
    indent = found["indent"] if found else "  "
    lines = [f"{indent}- {_quoted(title)}: {path}" for title, path in entries]
    if start is None or found is None:
        return None, lines
    at = start.end() + len(ending)
    end = at
    for line in text[at:].splitlines(keepends=True):
        at += len(line)
        if line.strip() and not line.startswith((" ", "-", "#")):
            break
        if line.strip() and not line.lstrip().startswith("#"):
            end = at
    before = text[:end] if text[:end].endswith("\n") else f"{text[:end]}{ending}"
    return before + ending.join(lines) + ending + text[end:], lines


def _quoted(title: str) -> str:
    return (
        title
        if PLAIN_TITLE.fullmatch(title) and not title.endswith((" ", ":"))
        else '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )
