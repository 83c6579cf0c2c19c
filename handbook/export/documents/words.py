"""Reads the clean HTML of a part as the words and blocks of a document that holds one text."""

from __future__ import annotations

import re

from handbook.redline import blocks, markup
from handbook.redline.changes import SAME, Line, Marked, Piece
from handbook.redline.markup import Node, Running
from handbook.redline.tokens import LINE_BREAK, PLAIN, SPACE, Form

GAP = re.compile(f"[{SPACE}]+")
PICTURE = "img"
"""Among the elements around a piece: its words stand for a picture, and its link says where that is."""


def of(html: str) -> tuple[Marked, ...]:
    """The blocks of HTML of `archive.clean_html`, none of them marked; links stay as they were written."""
    return tuple(map(_marked, markup.unread(html)))


def line(text: str) -> Line:
    """Plain text, such as a title."""
    return Line((Piece(SAME, text),))


def plain(line: Line | None) -> str:
    """The words of a line without their marks."""
    return "".join(piece.text for piece in line.pieces) if line else ""


def _marked(node: Node) -> Marked:
    if isinstance(node, Running):
        return _line(node)
    assert isinstance(node, markup.Block)
    return blocks.boxed(node, tuple(map(_marked, node.children)), SAME)


def _line(text: Running) -> Line:
    """One piece for each form in a row; a space has the form that the texts on both sides of it share."""
    pieces: list[Piece] = []
    last, gap = PLAIN, ""
    for run in text.runs:
        begins, words, ends = (run.text, "", "") if not run.text.strip() else ("", run.text, "") if text.as_is else _parted(run.text)
        gap += begins
        if not words:
            continue
        if gap and (pieces or text.as_is):
            names = tuple(name for name in last.names if name in run.form.names)
            _add(pieces, gap if text.as_is else _space(gap), Form(names, last.link if last.link == run.form.link else ""))
        _add(pieces, words if text.as_is else GAP.sub(lambda found: _space(found[0]), words), run.form)
        last, gap = run.form, ends
    return Line(tuple(pieces))


def _parted(text: str) -> tuple[str, str, str]:
    """The space at the beginning, the words, and the space at the end."""
    begin, end = GAP.match(text), None
    start = begin.end() if begin else 0
    stop = len(text)
    while stop > start and GAP.fullmatch(text[stop - 1]):
        stop -= 1
    end = text[stop:]
    return text[:start], text[start:stop], end


def _space(gap: str) -> str:
    return "\n" if LINE_BREAK in gap else " "


def _add(pieces: list[Piece], text: str, form: Form) -> None:
    if pieces and (pieces[-1].names, pieces[-1].link) == (form.names, form.link):
        pieces[-1] = pieces[-1]._replace(text=pieces[-1].text + text)
    else:
        pieces.append(Piece(SAME, text, form.names, form.link))
