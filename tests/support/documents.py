"""Documents out of small texts, and what each side of a redline of two documents says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from handbook.export.documents import book as books
from handbook.export.documents.model import Book, Chapter, Item, Look, Section
from handbook.export.documents.words import line
from handbook.redline.changes import SAME, Line, Marked, Piece
from tests.support import redlines


def of(side: str, given: Any) -> Book:
    """A side of a case of `tests/redline/cases.yml` as a document: a chapter for each page."""
    data = redlines.data(side, given)
    chapters = []
    for number, (page, articles) in enumerate(groupby(data["artikelen"], key=lambda one: one["pagina"]), 1):
        sections = tuple(
            Section(one["id"], 2, f"{number}.{at}", line(one["titel"]), one["adres"], tuple(books._item(part) for part in one["delen"]))
            for at, one in enumerate(articles, 1)
        )
        chapters.append(Chapter(str(number), line(f"Pagina {page}"), f"{page.removesuffix('.md')}/", sections))
    return Book(
        title="Protocol sociale media",
        employer=data["werkgever"],
        short_name="Proefhuis",
        reference="PRF-1",
        version=data["versie"],
        draft=False,
        since=date.fromisoformat(data["ingangsdatum"]),
        address=data["adres"],
        adopted="",
        look=Look("#1f4e79"),
        chapters=tuple(chapters),
        whole=books._addresses(tuple(chapters)),
    )


def side(book: Book, op: str) -> tuple[Chapter, ...]:
    """The chapters with what is SAME and what is `op`, all of it as SAME."""
    return tuple(
        replace(
            chapter, op=SAME, title=_line(chapter.title, op), sections=tuple(_section(one, op) for one in chapter.sections if kept(one, op))
        )
        for chapter in book.chapters
        if kept(chapter, op)
    )


def kept(one: Any, op: str) -> bool:
    """Whether it is on that side."""
    return one.op in (SAME, op)


def _section(section: Section, op: str) -> Section:
    title = _line(section.title, op) if section.title else None
    return replace(section, op=SAME, was="", title=title, items=tuple(_item(one, op) for one in section.items if kept(one, op)))


def _item(item: Item, op: str) -> Item:
    title = _line(item.title, op) if item.title else None
    return replace(item, op=SAME, title=title, blocks=_blocks(item.blocks, op))


def _blocks(blocks: tuple[Marked, ...], op: str) -> tuple[Marked, ...]:
    found: list[Marked] = []
    for block in blocks:
        if isinstance(block, Line):
            found += [_line(block, op)] if any(kept(piece, op) for piece in block.pieces) else []
        elif kept(block, op):
            found.append(replace(block, op=SAME, children=_blocks(block.children, op)))
    return tuple(found)


def _line(line: Line, op: str) -> Line:
    """Its words; of a space it is all the same what it stands in."""
    signs = [(sign, () if sign.isspace() else one.names) for one in line.pieces if kept(one, op) for sign in one.text]
    return Line(tuple(Piece(SAME, "".join(sign for sign, _ in group), names) for names, group in groupby(signs, key=lambda one: one[1])))


def said(chapters: tuple[Chapter, ...]) -> list[Any]:
    """All that a document holds but its numbers and addresses, which the new text gives to what both have."""
    return [
        [
            _line(chapter.title, SAME),
            [
                [section.level, section.title and _line(section.title, SAME), [_told(item) for item in section.items]]
                for section in chapter.sections
            ],
        ]
        for chapter in chapters
    ]


def _told(item: Item) -> Any:
    return item.kind, item.advice, item.title and _line(item.title, SAME), [_bare(block) for block in item.blocks]


def _bare(block: Marked) -> Any:
    if isinstance(block, Line):
        return _line(block, SAME)
    return block.tag, [one for one in block.attributes if one[0] != "value"], [_bare(child) for child in block.children]
