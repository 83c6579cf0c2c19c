"""Writes a table as the data that the template sets: rows of cells, and how wide each column is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from handbook.export.documents.words import PICTURE
from handbook.redline.changes import SAME, Box, Line, Marked

NARROW, WIDE = 8, 160
"""Signs: no column gets less room than the first, or more than the second."""

Data = dict[str, Any]
Blocks = Callable[[Sequence[Marked]], list[Data]]


def table(block: Box, blocks: Blocks) -> Data:
    """The table with its heading rows, which are those of `thead`; `widths` are shares of the width."""
    heads = [*_rows(block, "thead")]
    body = [*_rows(block, "")]
    caption = [child for part in block.children if isinstance(part, Box) and part.tag == "caption" for child in part.children]
    return {
        "kind": "table",
        "widths": _widths([*heads, *body]),
        "caption": blocks(caption),
        "head": [_row(_without_links(row), blocks) for row in heads],
        "body": [_row(row, blocks) for row in body],
    }


def _rows(block: Box, within: str) -> Iterator[Box]:
    """The rows of the head of a table, or all others."""
    for part in block.children:
        if isinstance(part, Box) and part.tag == "tr":
            yield from (part,) if not within else ()
        elif isinstance(part, Box) and part.tag != "caption" and (part.tag == "thead") == (within == "thead"):
            yield from (row for row in part.children if isinstance(row, Box) and row.tag == "tr")


def _without_links(part: Box) -> Box:
    """A heading row as it can stand on every page: what is repeated there is no text, and PDF/UA lets it lead nowhere."""
    return replace(part, children=tuple(_bare(child) if isinstance(child, Line) else _without_links(child) for child in part.children))


def _bare(line: Line) -> Line:
    return Line(tuple(piece if PICTURE in piece.names else piece._replace(link="") for piece in line.pieces))


def _row(row: Box, blocks: Blocks) -> Data:
    changed = {"op": row.op} if row.op != SAME else {}
    return {"cells": [_cell(cell, blocks) for cell in row.children if isinstance(cell, Box)], "label": row.label, **changed}


def _cell(cell: Box, blocks: Blocks) -> Data:
    spans = {name: span(cell, name) for name in ("colspan", "rowspan")}
    changed = {"op": cell.op} if cell.op != SAME else {}
    return {"blocks": blocks(cell.children), "head": cell.tag == "th", "label": cell.label, **spans, **changed}


def span(cell: Box, name: str) -> int:
    """How many columns or rows a cell takes; 1 of what is no number."""
    typed = dict(cell.attributes).get(name, "")
    return max(1, int(typed)) if typed.isascii() and typed.isdecimal() else 1


def _widths(rows: Sequence[Box]) -> list[float]:
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


def length(part: Marked) -> int:
    """How many signs it has."""
    if isinstance(part, Line):
        return sum(len(piece.text) for piece in part.pieces)
    return sum(map(length, part.children))
