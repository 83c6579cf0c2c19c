"""Running text of a Word file: its words with their look, their links, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from handbook.export.documents.model import Book
from handbook.export.documents.word.parts import Parts
from handbook.export.documents.word.pictures import Pictures
from handbook.export.documents.word.tracking import Tracking
from handbook.export.documents.word.xml import escaped, val, within
from handbook.export.documents.words import PICTURE
from handbook.redline.changes import IN, OUT, SAME, Line, Piece

STYLES = {"mark": "Invullen", "code": "Code", "kbd": "Code", "samp": "Code"}
"""The style of characters of an element; a link has its own before all."""

Words = Sequence[tuple[str, str]]
"""Words around the text itself, each with where it leads or ""."""

LOOKS = (
    ({"strong"}, val("b") + val("bCs")),
    ({"em", "cite"}, val("i") + val("iCs")),
    ({"s"}, val("strike")),
    ({"u"}, val("u", "single")),
    ({"sup"}, val("vertAlign", "superscript")),
    ({"sub"}, val("vertAlign", "subscript")),
)
"""In the order in which Word wants them."""


def plain(text: str, look: str = "", *, gone: bool = False) -> str:
    """A run of text with properties; a line end is one within the paragraph."""
    name = "delText" if gone else "t"
    lines = [_text(name, line) for line in text.split("\n")]
    return f"<w:r>{within('rPr', look)}{'<w:br/>'.join(lines)}</w:r>"


def _text(name: str, text: str) -> str:
    if not text:
        return ""
    space = ' xml:space="preserve"' if text != " ".join(text.split()) else ""
    return f"<w:{name}{space}>{escaped(text)}</w:{name}>"


@dataclass(frozen=True)
class Runs:
    """Writes lines of one document."""

    book: Book
    parts: Parts
    tracking: Tracking
    pictures: Pictures

    def line(self, line: Line) -> str:
        """All its pieces."""
        return "".join(self._linked(link, [*pieces]) for link, pieces in groupby(line.pieces, key=_link))

    def both(self, old: Words, new: Words) -> str:
        """Words in the place of others, piece by piece: once where both texts have them, else those that went before those that came."""
        found = []
        for one, other in zip_longest(old, new, fillvalue=("", "")):
            pieces = [Piece(SAME, *_piece_of(other))] if one == other else [Piece(OUT, *_piece_of(one)), Piece(IN, *_piece_of(other))]
            found += [piece for piece in pieces if piece.text]
        return self.line(Line(tuple(found)))

    def _linked(self, link: str, pieces: list[Piece]) -> str:
        inner = "".join(self._run(op, [*of_one], linked=bool(link)) for op, of_one in groupby(pieces, key=lambda one: one.op))
        return self.to(link, inner) if link else inner

    def to(self, link: str, inner: str) -> str:
        """Runs that lead somewhere: within the document, or on the web."""
        inside, address = self.book.target(link)
        if not address and not inside:
            return inner
        where = f'w:anchor="{self.parts.bookmark(address)}"' if inside else f'r:id="{self.parts.link(address)}"'
        return f'<w:hyperlink {where} w:history="1">{inner}</w:hyperlink>'

    def _run(self, op: str, pieces: list[Piece], *, linked: bool) -> str:
        return self.tracking.runs(op, "".join(self._piece(piece, linked=linked) for piece in pieces))

    def _piece(self, piece: Piece, *, linked: bool) -> str:
        if PICTURE in piece.names and (drawn := self.pictures.drawn(piece.link, _shown(piece.text))):
            return drawn
        names = {*piece.names}
        style = "Hyperlink" if linked else next((style for name, style in STYLES.items() if name in names), "")
        look = (val("rStyle", style) if style else "") + "".join(look for wanted, look in LOOKS if wanted & names)
        return plain(piece.text, look, gone=piece.op == OUT)


def _piece_of(words: tuple[str, str]) -> tuple[str, tuple[str, ...], str]:
    text, link = words
    return text, (), link


def _link(piece: Piece) -> str:
    return "" if PICTURE in piece.names else piece.link


def _shown(words: str) -> str:
    """What a picture shows: `[afbeelding: een hond]`."""
    return words.strip().removeprefix("[afbeelding").removesuffix("]").lstrip(":").strip()
