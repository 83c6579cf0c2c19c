"""Writes a document as the data that the template sets: what its front says, and its chapters, sections and groups of parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from handbook.core.dutch import long_date
from handbook.export.documents.columns import length
from handbook.export.documents.model import BOXES, Book, Chapter, Item, Section
from handbook.export.documents.pdf import changed
from handbook.export.documents.pdf.logo import lacks
from handbook.export.documents.pdf.pictures import Pictures
from handbook.export.documents.pdf.words import SHORT, Writer
from handbook.export.documents.words import plain
from handbook.redline.blocks import GONE, NEW
from handbook.redline.changes import IN, OUT, SAME

AROUND = frozenset({"gebeurd", "gevolg", "leiding", "hulp"})
"""The kinds that stand around a rule, four below each other; together they are one block."""

LABELS = {SAME: "", IN: NEW, OUT: GONE}

Data = dict[str, Any]


def content(book: Book, pictures: Pictures) -> Data:
    """All that the template needs."""
    book = changed.only(book) if book.redlined else book
    writer = Writer(book, pictures, _places(book), frozenset(section.address for section in book.sections if section.number))
    logo = pictures.logo(*book.look.logo) if book.look.logo and not lacks(book) else ""
    return {
        "title": book.title,
        "part": book.part,
        "alone": book.alone,
        "employer": book.employer,
        "colour": book.look.colour,
        "logo": logo,
        "draft": book.draft,
        "warnings": [*book.warnings],
        "named": f"{book.kind} {book.version}",
        "version": book.version,
        "reference": book.reference,
        # A page by itself is found at its own address.
        "address": f"{book.address}{book.chapters[0].address}" if book.alone and not book.draft else book.found,
        "adopted": book.adopted,
        "inforce": book.home,
        "facts": [*_facts(book)],
        "redlined": _redlined(book),
        "chapters": [_chapter(chapter, str(at), writer) for at, chapter in enumerate(book.chapters)],
    }


def _places(book: Book) -> dict[str, str]:
    """A name for every chapter and section, by address; where two share one, that of the first that still is."""
    found: dict[str, str] = {}
    for gone in (False, True):
        for at, chapter in enumerate(book.chapters):
            if (chapter.op == OUT) == gone:
                found.setdefault(chapter.address, f"{at}")
            for index, section in enumerate(chapter.sections):
                if (section.op == OUT) == gone:
                    found.setdefault(section.address, f"{at}-{index}")
    return found


def _facts(book: Book) -> Iterator[tuple[str, str]]:
    """What stands on the front, a name and a value each."""
    yield (book.kind, book.version)
    if not book.follows:
        yield ("Geldend vanaf", long_date(book.since))
    if book.reference:
        yield ("Kenmerk", book.reference)
    if book.contacts:
        yield ("Contactgegevens van nu", book.contacts)


def _redlined(book: Book) -> Data | None:
    """What the list of changes says; None of a document of one text."""
    if not book.redlined:
        return None
    told, rows, swaps = changed.told(book), changed.rows(book), changed.swaps(book)
    new = f"het concept na versie {book.version}" if book.follows else f"versie {book.redlined.new}"
    return {"old": book.redlined.old, "new": new, "told": told, "rows": rows, "swaps": swaps}


def _chapter(chapter: Chapter, place: str, writer: Writer) -> Data:
    sections = [
        _section(section, f"{place}-{at}", level, chapter.op, writer)
        for at, (section, level) in enumerate(zip(chapter.sections, _levels(chapter.sections), strict=True))
    ]
    return {
        "place": place,
        "number": chapter.number,
        "title": writer.line(chapter.title) or [chapter.address],
        "name": changed.now(chapter.title) or plain(chapter.title),
        "label": LABELS[chapter.op],
        "sections": sections,
    }


def _levels(sections: Sequence[Section]) -> Iterator[int]:
    """The level of each heading; none is more than one below that before it, which PDF/UA forbids."""
    before = 1
    for section in sections:
        level = min(section.level, before + 1)
        if section.title:
            before = level
        yield level


def _section(section: Section, place: str, level: int, around: str, writer: Writer) -> Data:
    """`around` is what became of its chapter: what was told there is not told again."""
    return {
        "place": place,
        "level": level,
        "number": section.number,
        "was": section.was,
        "title": writer.line(section.title),
        "label": _label(section.op, around),
        "groups": [*_groups(section.items, section.op if section.op != SAME else around, writer)],
    }


def _groups(items: Sequence[Item], around: str, writer: Writer) -> Iterator[Data]:
    """The parts, those that make one list or block together."""
    # How a paper is used is told on its page and in Word, where it can be taken away before the paper is sent.
    for name, group in groupby((item for item in items if item.kind != "invullen"), key=_group):
        yield {"group": name, "items": [_item(item, around, writer) for item in group]}


def _group(item: Item) -> str:
    if item.kind == "lid" and item.number is not None:
        return "leden"
    if item.kind in AROUND:
        return "around"
    return "box" if item.kind in BOXES else "heading" if item.kind == "kop" else "text"


def _item(item: Item, around: str, writer: Writer) -> Data:
    label, blocks = _label(item.op, around), writer.blocks(item.blocks)
    if label and blocks and not item.title:
        # Within the first line, not above it.
        blocks[0].setdefault("label", label)
    return {
        "kind": item.kind,
        "number": item.number,
        "title": writer.line(item.title),
        "label": label,
        "advice": item.advice,
        "blocks": blocks,
        "long": sum(map(length, item.blocks)) > SHORT,
    }


def _label(op: str, around: str) -> str:
    return LABELS[op] if op != around else ""
