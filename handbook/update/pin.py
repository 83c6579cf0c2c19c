"""The line of programma.txt that pins the program: read, and changed without touching what somebody wrote beside it."""

from __future__ import annotations

import re

from handbook.core import handed_out
from handbook.new.engine import FOLDER, NAME, WHEEL, Engine

LINE = re.compile(rf"(?m)^(?P<pin>(?:\./)?{FOLDER}/(?P<wheel>\S+\.whl)|{NAME}\b)(?:[^\n\\]|\\(?!\n)|\\\n)*$")


def line(text: str) -> str | None:
    """The line itself; None where there is none."""
    found = LINE.search(_plain(text))
    return found[0] if found else None


def wheel(text: str) -> str | None:
    """The path of the wheel that the line names, in the repository."""
    found = LINE.search(_plain(text))
    return f"{FOLDER}/{found['wheel']}" if found and found["wheel"] else None


def number(text: str) -> str | None:
    """The release that the files of the engine come from, as the note above the line says; else that of the wheel."""
    text = _plain(text)
    if told := handed_out.noted(text):
        return told
    found = LINE.search(text)
    named = WHEEL.fullmatch(found["wheel"]) if found and found["wheel"] else None
    return named["version"] if named else None


def changed(text: str, chosen: Engine, version: str) -> str:
    """The text with the line for another program, and its release in the note."""
    now = _noted(_plain(text), version)
    now = LINE.sub(lambda _: chosen.line, now, count=1) if LINE.search(now) else f"{now.rstrip()}\n{chosen.line}\n".lstrip()
    return _like(text, now)


def noted(text: str, version: str) -> str:
    """The text with another release in the note, and the same line."""
    return _like(text, _noted(_plain(text), version))


def _noted(text: str, version: str) -> str:
    return handed_out.NOTE.sub(lambda found: f"{found[1]}{version}", text)


def _plain(text: str) -> str:
    """With the ends of lines by which it is read, whatever an editor on Windows made of them."""
    return text.replace("\r\n", "\n")


def _like(text: str, changed: str) -> str:
    """With the ends of lines that `text` has."""
    return changed.replace("\n", "\r\n") if "\r\n" in text else changed
