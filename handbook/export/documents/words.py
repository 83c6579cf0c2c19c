"""Reads the clean HTML of a part as the words and blocks of a document that holds one text."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.export.documents.model import Item
from handbook.redline import blocks, markup
from handbook.redline.changes import SAME, Line, Marked, Piece
from handbook.redline.markup import Block, Leaf, Node

PICTURE = "picture"
"""Among the names of a piece: its link is the path of a picture, its words are `[afbeelding: wat erop staat]`."""


def of(html: str) -> tuple[Marked, ...]:
    """The blocks of HTML of `archive.clean_html`, none of them marked; links stay as they were written."""
    nodes = markup.parse(html, str)
    return blocks.one_side(tuple(map(_with_pictures, nodes)) if "<img" in html else nodes, SAME)


def _with_pictures(node: Node) -> Node:
    """A redline tells only that a picture is another, and forgets which one it is."""
    if isinstance(node, Block):
        return Block(node.tag, node.attributes, tuple(map(_with_pictures, node.children)))
    tokens = []
    for token in node.tokens:
        runs = tuple(
            run._replace(form=run.form._replace(names=tuple(PICTURE if name == "img" else name for name in run.form.names)))
            for run in token.runs
        )
        tokens.append(token._replace(runs=runs))
    return Leaf(tuple(tokens))


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
    for block in item.blocks:
        yield from _lines(block)


def _lines(block: Marked) -> Iterator[str]:
    if isinstance(block, Line):
        yield plain(block)
    else:
        for child in block.children:
            yield from _lines(child)
