"""Writes a table of a document as one of ours: a heading, and one line for each row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from handbook.imports import lists, trees
from handbook.imports.notes import MARK, Notes
from handbook.imports.pandoc import Node

MERGED = ("In deze tabel waren cellen samengevoegd. Hun tekst staat nu in elke cel.", "Kijk of elke rij zo te lezen is.")
SEVERAL = (
    "In een cel stonden alinea's, een lijst of een tabel. Die staan nu achter elkaar.",
    "Maak er korte zinnen van, of zet de tekst onder de tabel.",
)
NO_HEADING = ("Deze tabel had geen kop. De eerste rij is nu de kop.", "Kijk of dat klopt.")
EMPTY_HEADING = ("In de kop van deze tabel is een cel leeg.", "Schrijf erin wat er in de kolom staat.")
WIDE = 60
"""Columns of the widest table that is read."""


@dataclass
class Grid:
    """The cells of a table by row and column, merged ones in each of their places; `heads` says how many rows are heading."""

    rows: list[list[list[Node]]] = field(default_factory=list)
    heads: int = 0
    merged: bool = False


def grid(content: Sequence[Any]) -> Grid:
    """The table that pandoc gives, with every cell in its place."""
    found = Grid()
    _, _, columns, (_, head), bodies, (_, foot) = content
    found.heads = len(head)
    rows = [*head, *(row for _, _, above, body in bodies for row in (*above, *body)), *foot]
    wide = min(len(columns), WIDE)
    taken: dict[tuple[int, int], list[Node]] = {}
    for y, (_, cells) in enumerate(rows):
        x = 0
        for _, _, down, right, blocks in cells:
            while (y, x) in taken:
                x += 1
            found.merged |= down > 1 or right > 1
            for over in range(min(down, len(rows) - y)):
                for on in range(min(right, max(1, wide - x))):
                    taken[y + over, x + on] = blocks
            x += right
        found.rows.append([taken.get((y, at), []) for at in range(wide)])
    return found


def only_a_frame(table: Grid) -> list[Node] | None:
    """What stands in a table of one cell, which is no table but a frame round a text; None for any other."""
    return table.rows[0][0] if len(table.rows) == 1 and len(table.rows[0]) == 1 else None


def lines(table: Grid, write: Callable[[Sequence[Node]], str], notes: Notes) -> list[str]:
    """The rows in Markdown; `write` gives inlines as text."""
    several = False
    rows: list[list[str]] = []
    for row in table.rows:
        cells = []
        for blocks in row:
            flat = list(_flat(blocks))
            several |= len(flat) > 1 or any(one["t"] not in ("Para", "Plain") for one in blocks)
            cells.append(" ".join(" ".join(write(inlines).split()) for inlines in flat if inlines).strip())
        rows.append(cells)
    if not rows:
        return []
    marks = notes.here(*MERGED) if table.merged else ""
    marks += notes.here(*SEVERAL) if several else ""
    marks += "" if table.heads else notes.here(*NO_HEADING)
    marks += "" if all(MARK.sub("", cell) for cell in rows[0]) else notes.here(*EMPTY_HEADING)
    head, *rest = [f"| {' | '.join(cell or ' ' for cell in row)} |".replace("|   |", "|  |") for row in rows]
    return [head + marks, f"|{' --- |' * len(rows[0])}", *rest]


def _flat(blocks: Sequence[Node]) -> list[list[Node]]:
    """The paragraphs in a cell, those of lists with their number before them."""
    found: list[list[Node]] = []
    for block in blocks:
        kind, content = block["t"], trees.held_by(block)
        if kind in ("Para", "Plain"):
            found.append(content)
        elif kind == "Header":
            found.append(content[2])
        elif kind in ("BlockQuote", "Div"):
            found += _flat(content if kind == "BlockQuote" else content[1])
        elif lists.is_list(block):
            for at, item in enumerate(lists.items(block)):
                first, *rest = _flat(item) or [[]]
                sign = trees.words(lists.label(block, at)) if kind == "OrderedList" else trees.words("-")
                found += [[*sign, trees.SPACE, *first], *rest]
        elif kind == "Table":
            found += [inlines for row in grid(content).rows for cell in row for inlines in _flat(cell)]
        elif kind == "Figure":
            found += _flat(content[2])
        elif kind == "LineBlock":
            found += content
        elif kind == "CodeBlock":
            found.append(trees.words(content[1]))
    return [one for one in found if trees.plain(one).strip() or any(True for _ in trees.held(one, "Image"))]
