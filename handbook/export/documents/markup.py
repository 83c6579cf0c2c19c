"""Writes the words of a document as HTML that is XML as well: for the one page of a version, and for a reader of books."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from handbook.export.documents.model import BOXES, Item, Section
from handbook.export.documents.words import PICTURE
from handbook.redline.changes import IN, OUT, Box, Line, Marked, Piece
from handbook.redline.markup import escape

NAMELESS = frozenset({PICTURE, "img", "time"})
"""Elements around a piece that are written otherwise, or say nothing without their attributes."""

PICTURED = "[afbeelding: "
"""Begins the words that stand for a picture, with what it shows behind it."""

MARKS = {IN: "ins", OUT: "del"}
CLASSES = {"toelichting": "note", "voorbeeld": "example"}
"""What a page calls the box of a kind, where that is another name."""

SMALL_HEADINGS = frozenset({"h3", "h4", "h5", "h6"})


@dataclass(frozen=True)
class Ways:
    """Where things are from the page that is written: `link` gives the place of a link of the text, `picture` that of a picture; "" leaves it out."""

    link: Callable[[str], str]
    picture: Callable[[str], str]


def section(one: Section, id_: str, rank: int, ways: Ways, own: str = "") -> str:
    """A section with its heading, of which `rank` is that of a heading of level 2; the number of an article leads to `own`."""
    attributes = f' id="{escape(id_)}"' if id_ else ""
    return f"<section{attributes}>{_heading(one, rank, ways, own)}{''.join(_items(one.items, ways))}</section>"


def line(one: Line, ways: Ways) -> str:
    """Running text."""
    return "".join(_linked(link, [*pieces], ways) for link, pieces in groupby(one.pieces, key=_link_of))


def _heading(one: Section, rank: int, ways: Ways, own: str) -> str:
    if one.title is None:
        return ""
    tag = f"h{min(6, rank + one.level - 2)}"
    mark = f'a class="artikel" href="{escape(own)}"' if own else 'span class="artikel"'
    number = f"<{mark}>Artikel {escape(one.number)}</{mark.partition(' ')[0]}> " if one.number else ""
    return f"<{tag}>{number}{line(one.title, ways)}</{tag}>"


def _items(items: Sequence[Item], ways: Ways) -> Iterator[str]:
    """Numbered paragraphs that follow each other are one list."""
    for numbered, group in groupby(items, key=lambda item: item.number is not None):
        found = [*group]
        if numbered:
            yield _numbered(found, ways)
        else:
            yield from (_item(item, ways) for item in found)


def _numbered(items: Sequence[Item], ways: Ways) -> str:
    first = items[0].number or 1
    start = f' start="{first}"' if first != 1 else ""
    rows = []
    for at, item in enumerate(items, first):
        value = f' value="{item.number}"' if item.number != at else ""
        rows.append(f"<li{value}>{_blocks(_one_paragraph(item.blocks), ways)}</li>")
    return f"<ol{start}>{''.join(rows)}</ol>"


def _one_paragraph(blocks: Sequence[Marked]) -> Sequence[Marked]:
    """What stands in a paragraph that is all there is: nothing keeps it apart."""
    only = blocks[0] if len(blocks) == 1 else None
    return only.children if isinstance(only, Box) and only.tag == "p" else blocks


def _item(item: Item, ways: Ways) -> str:
    title = line(item.title, ways) if item.title else ""
    inner = _blocks(item.blocks, ways, paragraphs=True)
    if item.kind in BOXES:
        named = f'<p class="admonition-title">{title}</p>' if title else ""
        return f'<div class="admonition {CLASSES.get(item.kind, item.kind)}">{named}{inner}</div>'
    named = f'<p class="tussenkop">{title or _bare(item.blocks, ways)}</p>' if item.kind == "kop" or title else ""
    return named if item.kind == "kop" and not title else named + inner


def _bare(blocks: Sequence[Marked], ways: Ways) -> str:
    """The running text of blocks, without the blocks."""
    return " ".join(line(one, ways) if isinstance(one, Line) else _bare(one.children, ways) for one in blocks)


def _blocks(blocks: Sequence[Marked], ways: Ways, *, paragraphs: bool = False) -> str:
    """The blocks in a row; with `paragraphs` running text among them becomes one."""
    return "".join(_block(one, ways, paragraphs=paragraphs) for one in blocks)


def _block(one: Marked, ways: Ways, *, paragraphs: bool = False) -> str:
    if isinstance(one, Line):
        return f"<p>{line(one, ways)}</p>" if paragraphs else line(one, ways)
    inner = _blocks(one.children, ways, paragraphs=one.tag in ("aside", "blockquote"))
    if one.tag == "hr":
        return "<hr/>"
    if one.tag == "aside":
        return f'<div class="admonition">{inner}</div>'
    if one.tag in SMALL_HEADINGS:
        return f'<p class="tussenkop">{inner}</p>'
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in one.attributes)
    return f"<{one.tag}{attributes}>{inner}</{one.tag}>"


def _link_of(piece: Piece) -> str:
    return "" if PICTURE in piece.names else piece.link


def _linked(link: str, pieces: Sequence[Piece], ways: Ways) -> str:
    inner = "".join(_piece(piece, ways) for piece in pieces)
    href = ways.link(link) if link else ""
    return f'<a href="{escape(href)}">{inner}</a>' if href else inner


def _piece(piece: Piece, ways: Ways) -> str:
    if PICTURE in piece.names and (source := ways.picture(piece.link)):
        shown = piece.text.strip()
        alt = shown.removeprefix(PICTURED).removesuffix("]") if shown.startswith(PICTURED) else ""
        return f'<img src="{escape(source)}" alt="{escape(alt)}"/>'
    text = escape(piece.text).replace("\n", "<br/>")
    for name in reversed(piece.names):
        text = text if name in NAMELESS else f"<{name}>{text}</{name}>"
    return f"<{MARKS[piece.op]}>{text}</{MARKS[piece.op]}>" if piece.op in MARKS else text
