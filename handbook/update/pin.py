"""The line of programma.txt that pins the program: read, and changed without touching what somebody wrote beside it."""

from __future__ import annotations

import re

from handbook.new.engine import FOLDER, NAME, WHEEL, Engine

LINE = re.compile(rf"(?m)^(?P<pin>(?:\./)?{FOLDER}/(?P<wheel>\S+\.whl)|{NAME}\b)(?:[^\n\\]|\\(?!\n)|\\\n)*$")
FROM = re.compile(r"(?m)^(# macros/.* uit versie )[0-9][0-9a-z.+]*[0-9a-z](?=\.?$)")


def line(text: str) -> str | None:
    """The line itself; None where there is none."""
    found = LINE.search(text)
    return found[0] if found else None


def wheel(text: str) -> str | None:
    """The path of the wheel that the line names, in the repository."""
    found = LINE.search(text)
    return f"{FOLDER}/{found['wheel']}" if found and found["wheel"] else None


def number(text: str) -> str | None:
    """The release that the files of the engine come from, as the note above the line says; else that of the wheel."""
    noted = FROM.search(text)
    if noted:
        return noted[0].rpartition(" ")[2]
    found = LINE.search(text)
    named = WHEEL.fullmatch(found["wheel"]) if found and found["wheel"] else None
    return named["version"] if named else None


def changed(text: str, chosen: Engine, version: str) -> str:
    """The text with the line for another program, and its release in the note."""
    text = FROM.sub(lambda found: f"{found[1]}{version}", text)
    if LINE.search(text):
        return LINE.sub(lambda _: chosen.line, text, count=1)
    return f"{text.rstrip()}\n{chosen.line}\n".lstrip()


def noted(text: str, version: str) -> str:
    """The text with another release in the note, and the same line."""
    return FROM.sub(lambda found: f"{found[1]}{version}", text)
