"""What of a redline a PDF shows: the chapters in which something differs, and the list of what differs in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from handbook.export.documents.model import Book, Chapter, Item, Section
from handbook.export.documents.words import plain
from handbook.redline import summary
from handbook.redline.changes import IN, OUT, SAME, Line, Marked

WORDS = {
    "nieuw": "Nieuw",
    "vervallen": "Vervallen",
    "gewijzigd": "Gewijzigd",
    "gegeven": "Ander gegeven",
    "verplaatst": "Verplaatst",
    "vernummerd": "Ander nummer",
}
OUTSIDE = "Ook veranderde tekst buiten de artikelen."

FEW = 3
"""In so many sections the same words went and came, for them to be told once."""

Data = dict[str, Any]
Swap = tuple[str, str]


def only(book: Book) -> Book:
    """The chapters in which anything differs, whole, so that a change is read with what stands around it; a text of one part keeps it."""
    return book if book.part else replace(book, chapters=tuple(one for one in book.chapters if _differs(one)))


def told(book: Book) -> str:
    """How much changed, counted in articles."""
    sections = [(section, how) for _, _, section, how in _listed(book)]
    counts = Counter(how for section, how in sections if section.number)
    # What was put elsewhere went from one place and came to another.
    counts["verplaatst"] //= 2
    outside = any(not section.number for section, _ in sections) or any(_renamed(one) for one in book.chapters)
    if not sum(counts.values()):
        return OUTSIDE.replace("Ook veranderde", "Er veranderde alleen") if outside else summary.NOTHING
    return summary.told(counts, (), False) + (f" {OUTSIDE}" if outside else "")


def rows(book: Book) -> list[Data]:
    """Each section that differs: the name of its place, its number and title, and what became of it; none of those that `swaps` gives."""
    shared = _shared(book)
    return [
        {
            "place": f"{at}-{index}",
            "number": section.number,
            "title": _title(book.chapters[at], section),
            "was": section.was,
            "how": WORDS[how],
        }
        for at, index, section, how in _listed(book)
        if _swap(section) not in shared
    ]


def swaps(book: Book) -> list[Data]:
    """What is all that differs in FEW sections or more, such as a telephone number: the words that went, those that came, and each place with its name."""
    return [
        {
            "old": old,
            "new": new,
            "places": [{"place": f"{at}-{index}", "name": one.number or _title(book.chapters[at], one)} for at, index, one in found],
        }
        for (old, new), found in _shared(book).items()
    ]


def _title(chapter: Chapter, section: Section) -> str:
    return (now(section.title) or plain(section.title)) if section.title else now(chapter.title)


def _shared(book: Book) -> dict[Swap, list[tuple[int, int, Section]]]:
    found: dict[Swap, list[tuple[int, int, Section]]] = {}
    for at, index, section, _ in _listed(book):
        swap = _swap(section)
        if swap:
            found.setdefault(swap, []).append((at, index, section))
    return {swap: places for swap, places in found.items() if len(places) >= FEW}


def _swap(section: Section) -> Swap | None:
    """The words that went and those that came in their place, where that is all that differs in a section, however often."""
    if section.op != SAME or section.was or not all(item.op == SAME for item in section.items):
        return None
    marked = [
        *([section.title] if section.title else []),
        *(one for item in section.items for one in [*([item.title] if item.title else []), *item.blocks]),
    ]
    found = {swap for one in marked for swap in _swaps(one)}
    old, new = found.pop() if len(found) == 1 else ("", "")
    return (old, new) if old and new else None


def _swaps(marked: Marked) -> Iterator[Swap]:
    """Each stretch that differs, as it was and as it is; of a whole block nothing came in the place of anything."""
    if isinstance(marked, Line):
        for differs, pieces in groupby(marked.pieces, lambda piece: piece.op != SAME):
            if differs:
                stretch = [*pieces]
                old, new = ("".join(piece.text for piece in stretch if piece.op == op).strip() for op in (OUT, IN))
                yield old, new
    elif marked.op != SAME:
        yield "", ""
    else:
        for child in marked.children:
            yield from _swaps(child)


def now(line: Line | None) -> str:
    """The words of a line as they are now."""
    return "".join(piece.text for piece in line.pieces if piece.op != OUT) if line else ""


def _listed(book: Book) -> Iterator[tuple[int, int, Section, str]]:
    ids = {op: {one.id for chapter in book.chapters for one in chapter.sections if one.op == op and one.number} for op in (IN, OUT)}
    moved = ids[IN] & ids[OUT]
    facts = book.redlined.facts if book.redlined else frozenset()
    for at, chapter in enumerate(book.chapters):
        for index, section in enumerate(chapter.sections):
            how = _how(section, moved)
            if how:
                yield at, index, section, "gegeven" if how == "gewijzigd" and section.number and section.id in facts else how


def _how(section: Section, moved: set[str]) -> str:
    if section.op != SAME:
        return "verplaatst" if section.number and section.id in moved else "nieuw" if section.op == IN else "vervallen"
    if _line_differs(section.title) or any(map(_item_differs, section.items)):
        return "gewijzigd"
    return "vernummerd" if section.was else ""


def _differs(chapter: Chapter) -> bool:
    return chapter.op != SAME or _renamed(chapter) or any(_how(one, set()) for one in chapter.sections)


def _renamed(chapter: Chapter) -> bool:
    """Whether a chapter of both texts has another title."""
    return chapter.op == SAME and chapter.title.changed


def _line_differs(line: Line | None) -> bool:
    return line is not None and line.changed


def _item_differs(item: Item) -> bool:
    return item.op != SAME or _line_differs(item.title) or any(map(_block_differs, item.blocks))


def _block_differs(block: Marked) -> bool:
    return block.changed if isinstance(block, Line) else block.op != SAME or any(map(_block_differs, block.children))
