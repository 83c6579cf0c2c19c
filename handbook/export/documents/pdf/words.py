"""Writes words and blocks as the data that the template sets: strings, which Typst never reads as code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urljoin

from handbook.export.documents.columns import length
from handbook.export.documents.model import Book
from handbook.export.documents.pdf.pictures import Pictures
from handbook.export.documents.pdf.tables import table
from handbook.export.documents.words import PICTURE
from handbook.redline.changes import OUT, SAME, Box, Line, Marked, Piece

REACHED, ONE_LINE = ("mailto:", "tel:"), 60
"""A telephone number or a mail address stays on one line, unless it is as long as one."""

SAFE = ("http://", "https://", *REACHED)

NUMBER = re.compile("[0-9]{1,9}")
"""What an item of a list may have that Typst can count on from."""

LISTS = {"ul": "list", "ol": "enum"}
HEADINGS = frozenset({"h3", "h4", "h5", "h6"})
Data = dict[str, Any]

LONG, MAY_BREAK = re.compile(r"([^\s/]{30})(?=[^\s/]{20})"), "\u200b"
"""The begin of a word so long that no line holds it, and what lets it break; in an address Typst itself finds places, at each slash."""
HOLDS_LONG = 50
"""Signs of the shortest text that holds one."""

SHORT, SHORT_LIST = 900, 5
"""Signs, and items of a list: what is no longer stands on one page whole."""


@dataclass(frozen=True)
class Writer:
    """Knows where links lead: `places` are the names that chapters and sections have in the PDF, by address; `numbered` those an article has."""

    book: Book
    pictures: Pictures
    places: dict[str, str]
    numbered: frozenset[str]

    def line(self, line: Line | None) -> list[Any]:
        """Running text: strings, and objects where there is more to say of a stretch."""
        found: list[Any] = []
        for (link, shown), group in groupby(line.pieces if line else (), key=lambda piece: (piece.link, _is_shown(piece))):
            pieces = [*group]
            text = "".join(piece.text for piece in pieces)
            if shown:
                found.append({"picture": self.pictures.placed(link), "alt": alt(text)})
                continue
            runs = [run for piece in pieces for run in self._piece(piece)]
            leads = self._leads(link, text) if link else None
            found += [{**leads, "runs": runs}] if leads else runs
        return found

    def blocks(self, blocks: Sequence[Marked]) -> list[Data]:
        """Blocks, one object each."""
        return [self._block(block) for block in blocks]

    def _piece(self, piece: Piece) -> Iterator[Any]:
        marks = {"names": [*piece.names]} if piece.names else {}
        changed = {"op": piece.op} if piece.op != SAME else {}
        for at, text in enumerate(piece.text.split("\n")):
            if at:
                yield {"break": True}
            words = LONG.sub(rf"\1{MAY_BREAK}", text) if len(text) >= HOLDS_LONG else text
            if words:
                yield {"text": words, **marks, **changed} if marks or changed else words

    def _leads(self, link: str, text: str) -> Data | None:
        """Where a link leads; `page` asks for the number of the page, which helps on paper where the words do not name an article."""
        inside, address = self.book.target(link)
        if inside and address in self.places:
            return {"place": self.places[address], "page": address not in self.numbered and any(sign.isalpha() for sign in text)}
        if not address:
            return None
        # What this document leaves out stands on the site.
        whole = urljoin(self.book.address, address)
        if not whole.lower().startswith(SAFE):
            return None
        return {"contact" if whole.startswith(REACHED) and len(whole) < ONE_LINE else "web": whole}

    def _block(self, block: Marked) -> Data:
        if isinstance(block, Line):
            return {"kind": "p", "runs": self.line(block)}
        return self._filled(block) | ({"op": block.op} if block.op != SAME else {}) | ({"label": block.label} if block.label else {})

    def _filled(self, block: Box) -> Data:
        tag, inner = block.tag, block.children
        if tag in LISTS:
            return {
                "kind": LISTS[tag],
                "long": len(inner) > SHORT_LIST or length(block) > SHORT,
                "items": [self._item(child) for child in inner if isinstance(child, Box)],
            }
        if tag == "table":
            return table(block, self.blocks)
        if tag == "dl":
            return {
                "kind": "terms",
                "items": [{"head": isinstance(child, Box) and child.tag == "dt", **self._part(child)} for child in inner],
            }
        if tag == "pre":
            return {"kind": "pre", "text": "".join(piece.text for child in inner if isinstance(child, Line) for piece in child.pieces)}
        if tag == "p" or tag in HEADINGS:
            lines = [run for child in inner if isinstance(child, Line) for run in self.line(child)]
            return {"kind": "p" if tag == "p" else "head", "runs": lines}
        return {"kind": "rule" if tag == "hr" else "quote" if tag in ("blockquote", "aside") else "blocks", "blocks": self.blocks(inner)}

    def _item(self, item: Box) -> Data:
        number = dict(item.attributes).get("value", "")
        return {"number": int(number) if NUMBER.fullmatch(number) else None, **self._part(item)}

    def _part(self, part: Marked) -> Data:
        """The blocks of an item of a list, with what became of it."""
        if isinstance(part, Line):
            return {"blocks": [self._block(part)]}
        changed = {"op": part.op} if part.op != SAME else {}
        return {"blocks": self.blocks(part.children), **changed, **({"label": part.label} if part.label else {})}


def _is_shown(piece: Piece) -> bool:
    """Whether a picture stands for the piece; one that went is told in words."""
    return PICTURE in piece.names and piece.link != "" and piece.op != OUT


def alt(text: str) -> str:
    """What a picture shows, from the words that stand for it: `[afbeelding: ...]`; "" of one that only adorns."""
    return text.removeprefix("[afbeelding").removesuffix("]").removeprefix(":").strip()
