"""What a page needs that begins in /beheer/, besides its own file: its line in the menu."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from handbook.sources import menu_lines

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.md")
"""What a file may be called that begins there: an address that somebody can type."""

KEPT = ("index.md", "readme.md")
"""Names that mean something else than a page of that name."""

TITLE = re.compile(r"""^title:[ \t]*(?:"(?P<quoted>[^"\n]+)"|'(?P<single>[^'\n]+)'|(?P<bare>[^"'\n]+?))[ \t]*$""", re.MULTILINE)


def fits(path: PurePosixPath) -> bool:
    """Whether a page of that name can begin there."""
    return NAME.fullmatch(path.name) is not None and path.name not in KEPT


def title(text: str) -> str | None:
    """What stands at the head of a page as its title."""
    found = TITLE.search(text)
    return next(filter(None, found.groups())) if found else None


def menu(mkdocs_yml: str, path: str, text: str) -> str | None:
    """mkdocs.yml with the page `path` below docs/ in its menu, under the title in its `text`; None where the menu is written otherwise."""
    return menu_lines.beside(mkdocs_yml, title(text) or PurePosixPath(path).stem, path)


def in_menu(config: Path, path: str, text: str) -> None:
    """The same in the file itself; a menu that is written otherwise stays as it is, and the check says that the page is not in it."""
    if found := menu(config.read_bytes().decode("utf-8"), path, text):
        config.write_bytes(found.encode())
