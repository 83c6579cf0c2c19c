"""Reads the clean HTML of a part as the words and blocks of a document that holds one text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.export.documents.model import Book, Item
from handbook.redline import blocks, markup
from handbook.redline.changes import SAME, Box, Line, Marked, Piece
from handbook.redline.markup import Block, Node, Running
from handbook.redline.tokens import LINE_BREAK, PLAIN, SPACE, Form

GAP = re.compile(f"[{SPACE}]+")
ODD_GAP = re.compile(f"(?! [^{SPACE}])[{SPACE}]+")
"""What is not one common space between words: most are, and need no other in their place."""

PICTURE = "picture"
"""Among the names of a piece: its link is the path of a picture, its words are `[afbeelding: wat erop staat]`.

A redline tells only that a picture is another, and forgets which one it is.
"""


def of(html: str) -> tuple[Marked, ...]:
    """The blocks of HTML of `archive.clean_html`, none of them marked; links stay as they were written."""
    return tuple(map(_marked, markup.unread(html)))


def line(text: str) -> Line:
    """Plain text, such as a title."""
    return Line((Piece(SAME, text),))


def plain(line: Line | None) -> str:
    """The words of a line without their marks."""
    return "".join(piece.text for piece in line.pieces) if line else ""


def all_of(item: Item) -> Iterator[str]:
    """The words of a part, line by line, the title first."""
    if item.title:
        yield plain(item.title)
    yield from map(plain, lines(item))


def lines(item: Item) -> Iterator[Line]:
    """All running text of a part, but for its title."""
    for block in item.blocks:
        yield from _lines(block)


def pictures(book: Book) -> Iterator[str]:
    """The paths of the pictures in the text, of those that are there; one that is shown twice comes twice."""
    for section in book.sections:
        for line in (line for item in section.items for line in lines(item)):
            paths = [piece.link.partition("#")[0] for piece in line.pieces if PICTURE in piece.names]
            yield from (path for path in paths if book.file(path) is not None)


def _lines(block: Marked) -> Iterator[Line]:
    if isinstance(block, Line):
        yield block
    else:
        for child in block.children:
            yield from _lines(child)


def _marked(node: Node) -> Marked:
    if isinstance(node, Running):
        return _line(node)
    assert isinstance(node, Block)
    children = blocks.numbered(node, tuple(map(_marked, node.children)))
    return Box(SAME, node.tag, blocks.attributes(node), "", tuple(children))


def _line(text: Running) -> Line:
    """One piece for each form in a row; a space has the form that the texts on both sides of it share."""
    pieces: list[Piece] = []
    last, gap = PLAIN, ""
    for run in text.runs:
        begins, words, ends = (run.text, "", "") if not run.text.strip() else ("", run.text, "") if text.as_is else _parted(run.text)
        gap += begins
        if not words:
            continue
        form = _named(run.form)
        if gap and (pieces or text.as_is):
            names = tuple(name for name in last.names if name in form.names)
            _add(pieces, gap if text.as_is else _space(gap), Form(names, last.link if last.link == form.link else ""))
        _add(pieces, words if text.as_is else ODD_GAP.sub(lambda found: _space(found[0]), words), form)
        last, gap = form, ends
    return Line(tuple(pieces))


def _named(form: Form) -> Form:
    return form._replace(names=tuple(PICTURE if name == "img" else name for name in form.names)) if "img" in form.names else form


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
