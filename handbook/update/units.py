"""What a file falls apart into, so that each part is compared and merged by itself: articles, sections, entries of data. Joined they are the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handbook.sources.articles import HEADING

ARTICLE = "artikel:"
HEAD = "voorin:"
ARTICLES = f"{HEAD}artikelen"
BEGIN = "begin"

FENCE = re.compile(r"[ ]{0,3}(```+|~~~+)")
SECTION = re.compile(r"##? +(?P<title>\S.*)$")
OPENS = re.compile(r"\s*(?:\{%-?\s*(?:if|elif|else)\b.*%\}|<!--.*-->)?\s*$")
"""What stands just above a heading and belongs to what follows: a condition, a note of the author, nothing."""

KEY = re.compile(r"(?P<indent>(?:  )?)(?P<key>[^\s#\-\[{&*!|>][^#]*?|\"[^\"]*\"|'[^']*'):(?:\s|$)")
ASIDE = re.compile(r"\s*(?:#.*)?$")


@dataclass(frozen=True)
class Unit:
    """One part of a file: what it is called there, for ever, and its lines."""

    key: str
    text: str

    @property
    def article(self) -> str | None:
        """The article that it is, or that it tells of at the head of a page."""
        for begin in (ARTICLE, f"{ARTICLES}/"):
            if self.key.startswith(begin):
                return self.key.removeprefix(begin).partition("#")[0]
        return None


def of_file(name: str, text: str) -> list[Unit]:
    """The parts of a page, or of a file of data; of any other the whole."""
    if name.endswith(".md"):
        return _numbered(_page(text))
    if name.endswith((".yml", ".yaml")):
        return _numbered(_data(text.splitlines(keepends=True), "", BEGIN))
    return [Unit(BEGIN, text)] if text else []


def joined(units: Sequence[Unit]) -> str:
    return "".join(unit.text for unit in units)


def _numbered(units: Iterator[Unit]) -> list[Unit]:
    """No two of one name: an article that stands in each branch of a condition is there twice."""
    seen: dict[str, int] = {}
    found = []
    for unit in units:
        if unit.text:
            seen[unit.key] = count = seen.get(unit.key, 0) + 1
            found.append(unit if count == 1 else Unit(f"{unit.key}#{count}", unit.text))
    return found


def _page(text: str) -> Iterator[Unit]:
    lines = text.splitlines(keepends=True)
    if lines and lines[0].rstrip() == "---" and (end := _head(lines)):
        yield Unit(HEAD, lines[0])
        yield from _data(lines[1:end], HEAD, f"{HEAD}#")
        yield Unit(f"{HEAD}---", lines[end])
        lines = lines[end + 1 :]
    key, held, fence = BEGIN, list[str](), ""
    for line in lines:
        if found := FENCE.match(line):
            fence = found[1][0] if not fence else "" if found[1][0] == fence else fence
        name = None if fence else _heading(line)
        if name is None:
            held.append(line)
            continue
        above = _above(held)
        yield Unit(key, "".join(held[:above]))
        key, held = name, [*held[above:], line]
    yield Unit(key, "".join(held))


def _head(lines: Sequence[str]) -> int | None:
    return next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)


def _heading(line: str) -> str | None:
    """What a section is called: an article by its id."""
    if match := HEADING.match(line.rstrip("\n")):
        return f"{ARTICLE}{match['id']}"
    match = SECTION.match(line.rstrip("\n"))
    return f"kop:{match['title']}" if match and line.startswith("## ") else None


def _above(held: Sequence[str]) -> int:
    """Where in the lines above a heading its own begin."""
    at = len(held)
    while at and OPENS.match(held[at - 1]):
        at -= 1
    # Empty lines end what stands above; only a condition or a note is taken along.
    while at < len(held) and not held[at].strip():
        at += 1
    return at


def _data(lines: Sequence[str], before: str, key: str) -> Iterator[Unit]:
    """Each key and each key below it, two spaces in; what is told above one is a part by itself, so that a new value never hits it."""
    held: list[str] = []
    aside: list[str] = []
    top = ""
    for line in lines:
        match = KEY.match(line)
        if ASIDE.match(line) and not line.startswith("    "):
            aside.append(line)
            continue
        if match is None or (match["indent"] and not top):
            held += [*aside, line]
            aside = []
            continue
        yield Unit(key, "".join(held))
        name = match["key"].strip("\"'")
        top = top if match["indent"] else name
        key = f"{before}{top}/{name}" if match["indent"] else f"{before}{top}"
        yield Unit(f"{key}#", "".join(aside))
        held, aside = [line], []
    yield Unit(key, "".join(held))
    yield Unit(f"{before}einde#", "".join(aside))
