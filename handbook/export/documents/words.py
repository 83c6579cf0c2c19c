"""Reads the clean HTML of a part as the words and blocks of a document that holds one text."""

from __future__ import annotations

from handbook.redline import blocks, markup
from handbook.redline.changes import SAME, Line, Marked, Piece


def of(html: str) -> tuple[Marked, ...]:
    """The blocks of HTML of `archive.clean_html`, none of them marked; links stay as they were written."""
    return blocks.one_side(markup.parse(html, str), SAME)


def line(text: str) -> Line:
    """Plain text, such as a title."""
    return Line((Piece(SAME, text),))


def plain(line: Line | None) -> str:
    """The words of a line without their marks."""
    return "".join(piece.text for piece in line.pieces) if line else ""
