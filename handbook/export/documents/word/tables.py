"""Tables of a Word file: heading rows that come back on each page, cells that go across or down, and rows that went or came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.export.documents import columns
from handbook.export.documents.word.runs import Runs
from handbook.export.documents.word.tracking import Tracking
from handbook.export.documents.word.xml import val, within
from handbook.redline.changes import SAME, Box, Line, Marked

LOOK = (
    f"{val('tblStyle', 'Tabel')}"
    '<w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="autofit"/>'
    '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
)
TEXT_WIDTH = 9070
"""Of a page, in twentieths of a point: 16 cm."""
ROOM_TO_WRITE = '<w:trHeight w:val="567" w:hRule="atLeast"/>'
"""A row in which somebody fills something in by hand is a centimetre high."""


@dataclass(frozen=True)
class _Cell:
    box: Box
    across: int
    merged: str = ""
    """`restart` where cells are merged from, `continue` below."""


@dataclass(frozen=True)
class Tables:
    """Writes the tables of one document."""

    runs: Runs
    tracking: Tracking

    def table(self, table: Box) -> Iterator[str]:
        """The caption, the table, and nothing behind it: what follows in the text is a paragraph."""
        for caption in _of(table, "caption"):
            for line in _lines(caption):
                yield self._paragraph("Caption", line, caption.op)
        rows = [*_rows(table)]
        laid = [*_laid([row for row, _ in rows])]
        width = max((sum(cell.across for cell in cells) for cells in laid), default=1)
        grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in _widths([row for row, _ in rows], width))
        inner = "".join(self._row(row, heading, cells) for (row, heading), cells in zip(rows, laid, strict=True))
        yield f"<w:tbl>{within('tblPr', LOOK)}<w:tblGrid>{grid}</w:tblGrid>{inner}</w:tbl>"

    def _row(self, row: Box, heading: bool, cells: list[_Cell]) -> str:
        room = ROOM_TO_WRITE if columns.filled_in(row) else ""
        properties = val("cantSplit") + room + (val("tblHeader") if heading else "") + self.tracking.row(row.op)
        return f"<w:tr>{within('trPr', properties)}{''.join(self._cell(cell, row.op) for cell in cells)}</w:tr>"

    def _cell(self, cell: _Cell, op: str) -> str:
        span = val("gridSpan", cell.across) if cell.across > 1 else ""
        properties = within("tcPr", span + (val("vMerge", cell.merged) if cell.merged else ""))
        style = "Celkop" if cell.box.tag == "th" else "Cel"
        lines = [] if cell.merged == "continue" else [*_lines(cell.box)]
        inner = "".join(self._paragraph(style, line, op) for line in lines)
        return f"<w:tc>{properties}{inner or self._paragraph(style, None, op)}</w:tc>"

    def _paragraph(self, style: str, line: Line | None, op: str) -> str:
        inner = self.runs.line(line) if line else ""
        return f"<w:p>{within('pPr', val('pStyle', style) + self.tracking.end(op))}{inner}</w:p>"


def _of(box: Box, tag: str) -> Iterator[Box]:
    return (child for child in box.children if isinstance(child, Box) and child.tag == tag)


def _rows(box: Box, heading: bool = False) -> Iterator[tuple[Box, bool]]:
    """The rows with whether they head the table."""
    for child in box.children:
        if isinstance(child, Box) and child.tag == "tr":
            yield child, heading
        elif isinstance(child, Box) and child.tag != "caption":
            yield from _rows(child, child.tag == "thead")


def _laid(rows: list[Box]) -> Iterator[list[_Cell]]:
    """The cells of each row, with those that go on from the row above."""
    down: dict[int, tuple[int, int]] = {}
    """By column: how many rows a cell goes on, and how wide it is."""
    for row in rows:
        cells: list[_Cell] = []
        at = 0
        own = [child for child in row.children if isinstance(child, Box)]
        while own or any(column >= at for column in down):
            if at in down:
                left, across = down.pop(at)
                if left > 1:
                    down[-1 - at] = (left - 1, across)
                cells.append(_Cell(Box(row.op, "td", (), "", ()), across, "continue"))
            elif own:
                cell = own.pop(0)
                across, deep = columns.span(cell, "colspan"), columns.span(cell, "rowspan")
                if deep > 1:
                    down[-1 - at] = (deep - 1, across)
                cells.append(_Cell(cell, across, "restart" if deep > 1 else ""))
            else:
                at += 1
                continue
            at += cells[-1].across
        # What this row began goes on in the next one.
        down = {-1 - column: kept for column, kept in down.items() if column < 0}
        yield cells or [_Cell(Box(SAME, "td", (), "", ()), 1)]


def _widths(rows: list[Box], number: int) -> list[int]:
    """How wide each of so many columns is; a cell that goes on from the row above makes one that no row counts."""
    shares = columns.shares(rows)[:number]
    shares += [columns.NARROW**0.5] * (number - len(shares))
    return [int(TEXT_WIDTH * one / sum(shares)) for one in shares]


def _lines(block: Marked) -> Iterator[Line]:
    """Every line of a block as a paragraph of its own, however deep it stands."""
    if isinstance(block, Line):
        yield block
    else:
        for child in block.children:
            yield from _lines(child)
