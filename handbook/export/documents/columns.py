"""How a table of a document is laid out: what share of its width each column gets, and where somebody writes by hand."""

from __future__ import annotations

from collections.abc import Sequence

from handbook.redline.changes import Box, Line, Marked

NARROW, WIDE = 8, 160
"""Signs: no column gets less room than the first, or more than the second."""

FILLED_IN = "mark"
"""The element around a field that somebody fills in."""


def shares(rows: Sequence[Box]) -> list[float]:
    """A share for each column: the root of its longest cell, so that a column with much text is wide and no other is pressed."""
    longest: dict[int, int] = {}
    columns = 1
    for row in rows:
        at = 0
        for cell in (one for one in row.children if isinstance(one, Box)):
            wide = span(cell, "colspan")
            if wide == 1:
                longest[at] = max(longest.get(at, 0), length(cell))
            at += wide
        columns = max(columns, at)
    return [round(min(WIDE, max(NARROW, longest.get(at, 0))) ** 0.5, 3) for at in range(columns)]


def span(cell: Box, name: str) -> int:
    """How many columns or rows a cell takes; 1 of what is no number."""
    typed = dict(cell.attributes).get(name, "")
    return max(1, int(typed)) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 1


def length(part: Marked) -> int:
    """How many signs it has."""
    if isinstance(part, Line):
        return sum(len(piece.text) for piece in part.pieces)
    return sum(map(length, part.children))


def filled_in(part: Marked) -> bool:
    """Whether somebody fills something in there: on paper that takes room."""
    if isinstance(part, Line):
        return any(FILLED_IN in piece.names for piece in part.pieces)
    return any(map(filled_in, part.children))
