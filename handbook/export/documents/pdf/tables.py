"""Writes a table as the data that the template sets: rows of cells, and how wide each column is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from handbook.export.documents import columns
from handbook.export.documents.words import PICTURE
from handbook.redline.changes import SAME, Box, Line, Marked

Data = dict[str, Any]
Blocks = Callable[[Sequence[Marked]], list[Data]]


def table(block: Box, blocks: Blocks) -> Data:
    """The table with its heading rows, which are those of `thead`; `widths` are shares of the width."""
    heads = [*_rows(block, "thead")]
    body = [*_rows(block, "")]
    caption = [child for part in block.children if isinstance(part, Box) and part.tag == "caption" for child in part.children]
    return {
        "kind": "table",
        "widths": columns.shares([*heads, *body]),
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
    spans = {name: columns.span(cell, name) for name in ("colspan", "rowspan")}
    changed = {"op": cell.op} if cell.op != SAME else {}
    return {
        "blocks": blocks(cell.children),
        "head": cell.tag == "th",
        "filled": columns.filled_in(cell),
        "label": cell.label,
        **spans,
        **changed,
    }
