"""The release that the `macros/`, `overrides/` and `docs/stijl/` of a handbook come from, as the note in programma.txt says, and the one that runs."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

NAME = "social-media-handbook"
LINE = "programma.txt"
"""The file of a handbook that pins the program."""

NOTE = re.compile(r"(?m)^(# macros/.* uit versie )([0-9][0-9a-z.+]*[0-9a-z])(?=\.?\r?$)")


def noted(text: str) -> str | None:
    """The release that the note in the text of LINE names."""
    found = NOTE.search(text)
    return found[2] if found else None


def version() -> str:
    """The version of the program that runs now."""
    return metadata.version(NAME)


def other(root: Path) -> str | None:
    """The release of the words and looks of the handbook `root`, where that is not the one that runs; None where it is, or nothing says."""
    try:
        told = noted((root / LINE).read_text("utf-8"))
    except (OSError, UnicodeError):
        return None
    return told if told != version() else None
