"""What stands within a sentence, as parts that every form prints in its own way: Markdown, HTML or bare text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from handbook.core.page_marks import BLANK
from handbook.sources.printed import escape

TIED = "\N{NO-BREAK SPACE}"
"""Between a word and its number, which never stands alone at the start of a line."""

BEGIN, END = "\ufdd0", "\ufdd1"
"""Around a name while a text is taken apart: noncharacters, which Unicode keeps for use within a program and no text holds."""


@dataclass(frozen=True)
class Text:
    """Words as they read, without any escape."""

    text: str


@dataclass(frozen=True)
class Name(Text):
    """Words that are the name of something, such as the title of an article: they stand in a sentence and are none of it."""


@dataclass(frozen=True)
class Blank(Text):
    """What somebody fills in by hand: no words of the handbook yet."""


@dataclass(frozen=True)
class Place:
    """A place in the handbook: a page's path below docs/, and where on it."""

    page: str
    anchor: str


@dataclass(frozen=True)
class Link:
    """Words that lead to a place in the handbook, or to an address outside it."""

    parts: tuple[Text, ...]
    to: Place | str


Part: TypeAlias = Text | Link
Way: TypeAlias = Callable[[Place], str]
"""How a page leads to a place: its relative address."""

OWN_PROGRAM = ("mailto:", "tel:")
"""Addresses that open a program of the reader."""


def plain(parts: Iterable[Part]) -> str:
    """The words alone."""
    return "".join(part.text if isinstance(part, Text) else plain(part.parts) for part in parts)


def marked(parts: Iterable[Part]) -> str:
    """The words alone, each name between marks: `unmarked` takes them away again."""
    return "".join(
        marked(part.parts) if isinstance(part, Link) else f"{BEGIN}{part.text}{END}" if isinstance(part, Name) else part.text
        for part in parts
    )


def unmarked(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text without the marks, and where in it each name begins and ends."""
    if BEGIN not in text:
        return text, ()
    found, bare = [], ""
    for at, piece in enumerate(re.split(f"[{BEGIN}{END}]", text)):
        if at % 2:
            found.append((len(bare), len(bare) + len(piece)))
        bare += piece
    return bare, tuple(found)


def markdown(parts: Iterable[Part], way: Way) -> str:
    """For the running text, a heading or a table of a page."""
    return "".join(_in_markdown(part, way) for part in parts)


def html(parts: Iterable[Part], way: Way) -> str:
    """For HTML, also where that stands inside Markdown."""
    return "".join(_in_html(part, way) for part in parts)


def _in_markdown(part: Part, way: Way) -> str:
    if isinstance(part, Blank):
        return _in_html(part, way)
    if isinstance(part, Text):
        return escape.markdown(part.text).replace(TIED, "&nbsp;")
    shown = markdown(part.parts, way)
    if isinstance(part.to, Place):
        return f"[{shown}]({way(part.to)})"
    # Markdown has no telephone numbers, and some engines scramble its mail addresses.
    return _in_html(part, way) if part.to.startswith(OWN_PROGRAM) else f"[{shown}](<{part.to}>)"


def _in_html(part: Part, way: Way) -> str:
    if isinstance(part, Blank):
        return f'<mark class="{BLANK}">{escape.html(part.text)}</mark>'
    if isinstance(part, Text):
        return escape.html(part.text).replace(TIED, "&nbsp;")
    address = way(part.to) if isinstance(part.to, Place) else _outside(part.to)
    return f'<a href="{address}">{html(part.parts, way)}</a>'


def _outside(address: str) -> str:
    """Its scheme as it is: the sign behind it ends it."""
    scheme, sign, rest = address.partition(":")
    return f"{scheme}{sign}{escape.html(rest)}"
