"""Leaves out of a redline of a whole page what did not change: a page may be long, and one sentence of it another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handbook.redline import Change, PartChange
from handbook.redline.changes import SAME, Box, Line, Marked, Piece

AROUND = 1
"""How many blocks on each side of a change stay, so that one sees where it is."""

CUT = ("ul", "ol", "tbody", "table")
LEFT_OUT = "…"


def without_equal(change: Change) -> Change:
    """The change without the parts that stayed as they were."""
    return replace(change, parts=tuple(part for part in change.parts if part.how != "gelijk"))


def trimmed(change: Change) -> Change:
    """The change with of each part only the blocks that changed and those beside them; what was left out is a sign of its own."""
    return replace(change, parts=tuple(replace(part, blocks=_shown(part, part.blocks)) for part in change.parts))


def _shown(part: PartChange, blocks: Sequence[Marked]) -> tuple[Marked, ...]:
    return tuple(blocks) if part.how != "gewijzigd" else _cut(blocks, "p")


def _cut(blocks: Sequence[Marked], tag: str) -> tuple[Marked, ...]:
    differing = [at for at, block in enumerate(blocks) if _differs(block)]
    kept = {near for at in differing for near in range(at - AROUND, at + AROUND + 1)}
    found: list[Marked] = []
    for at, block in enumerate(blocks):
        if at in kept:
            found.append(_inside(block) if at in differing else block)
        elif not found or found[-1] is not GAPS[tag]:
            found.append(GAPS[tag])
    return tuple(found)


def _inside(block: Marked) -> Marked:
    """Of a list or table with a change in it only the items beside that change."""
    if isinstance(block, Line) or block.op != SAME or block.tag not in CUT or len(block.children) < 2 * AROUND + 2:
        return block
    return replace(block, children=_cut(block.children, {"tbody": "tr", "table": "tr"}.get(block.tag, "li")))


def _differs(block: Marked) -> bool:
    if isinstance(block, Line):
        return block.changed
    return block.op != SAME or bool(block.label) or any(map(_differs, block.children))


def _gap(tag: str) -> Box:
    line = Line((Piece(SAME, LEFT_OUT),))
    return Box(SAME, tag, (), "", (Box(SAME, "td", (), "", (line,)),) if tag == "tr" else (line,))


GAPS = {tag: _gap(tag) for tag in ("p", "li", "tr")}
