"""Leaves out of a redline what did not change: a page may be long, and one sentence of it another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from handbook.redline import Change, PartChange
from handbook.redline.changes import SAME, Box, Line, Marked, Piece

AROUND = 1
"""How many blocks on each side of a change stay, so that one sees where it is."""

CUT = ("ul", "ol", "tbody", "table")
LEFT_OUT = "…"
SENTENCE_END = re.compile(r"(?<!\b[A-Za-z])[.!?:;] ")
"""Not behind an initial."""


def without_equal(change: Change) -> Change:
    """The change without the parts that stayed as they were."""
    return replace(change, parts=tuple(part for part in change.parts if part.how != "gelijk"))


def trimmed(change: Change) -> Change:
    """The change with of each part only the blocks that changed and those beside them; what was left out is a sign of its own."""
    return replace(change, parts=tuple(replace(part, blocks=_shown(part, part.blocks)) for part in change.parts))


def brief(change: Change) -> Change:
    """The change with only the sentences in which something differs, for a row of a list."""
    parts = without_equal(change).parts
    return replace(change, parts=tuple(replace(part, blocks=_brief(part.blocks)) for part in parts))


def _brief(blocks: Sequence[Marked]) -> tuple[Marked, ...]:
    differing = (block for block in blocks if _differs(block))
    return tuple(
        sentences(one) if isinstance(one, Line) else replace(one, children=_brief(one.children) or one.children) for one in differing
    )


def sentences(line: Line) -> Line:
    """Of what stayed as it was between two changes only the end of the one sentence and the begin of the other."""
    kept: list[Piece] = []
    for same, run in groupby(line.pieces, lambda piece: piece.op == SAME):
        pieces = [*run]
        if not same:
            kept += pieces
            continue
        whole = "".join(piece.text for piece in pieces)
        ends = [match.end() for match in SENTENCE_END.finditer(whole)]
        until = 0 if pieces[0] is line.pieces[0] else ends[0] if ends else len(whole)
        since = len(whole) if pieces[-1] is line.pieces[-1] else ends[-1] if ends else 0
        if until >= since:
            kept += pieces
        else:
            kept += [
                *_slice(pieces, 0, until),
                Piece(SAME, f"{LEFT_OUT} " if since < len(whole) else LEFT_OUT),
                *_slice(pieces, since, len(whole)),
            ]
    return Line(tuple(kept))


def _slice(pieces: Sequence[Piece], start: int, end: int) -> list[Piece]:
    """What of the pieces stands from one place in their joined text to another."""
    found, at = [], 0
    for piece in pieces:
        text = piece.text[max(0, start - at) : max(0, end - at)]
        found += [piece._replace(text=text)] if text else []
        at += len(piece.text)
    return found


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
