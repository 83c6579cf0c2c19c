"""A number before an item is what is printed: the handbook counts every list from 1, whatever was typed."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.markdown.blocks import ITEM
from handbook.checks.preview.pieces import Piece
from handbook.checks.preview.readings import Readings
from handbook.core.findings import Finding
from handbook.sources.pages import Page


def check(page: Page, both: Readings) -> Iterator[Finding]:
    """One finding for each list that comes out with other numbers than were typed."""
    before: dict[int, list[Piece]] = {}
    for items in _lists(both.other):
        wrong = next((item for item in items if int(item.typed) != item.place), None)
        depth = len(items[0].within)
        if wrong and not _conditional(page, both.line(wrong.at)):
            yield _finding(page, both, items, wrong, before.get(depth, []))
        before[depth] = items


def _conditional(page: Page, line: int) -> bool:
    """Whether the list that goes on at `line` has items that only some facts print: no typed number fits them all."""
    for text in reversed(page.lines[page.body_start - 1 : line - 1]):
        if "{%" in text:
            return True
        if text.strip() and not text.startswith(" ") and not ITEM.match(text):
            return False
    return False


def _lists(pieces: list[Piece]) -> list[list[Piece]]:
    """The numbered lists, each as the pieces with which its items begin."""
    found: list[list[Piece]] = []
    within: dict[int, list[Piece]] = {}
    for piece in pieces:
        if not piece.typed:
            continue
        if piece.place == 1:
            within[len(piece.within)] = []
            found.append(within[len(piece.within)])
        within[len(piece.within)].append(piece)
    return found


def _finding(page: Page, both: Readings, items: list[Piece], wrong: Piece, before: list[Piece]) -> Finding:
    line, typed = both.line(wrong.at), int(wrong.typed)
    message = f"Hier staat {typed}., maar in het handboek krijgt dit punt nummer {wrong.place}."
    if wrong.place == 1 and before and typed == int(before[-1].typed) + 1:
        mend = "Laat wat tussen dit punt en het vorige staat met vier spaties inspringen: dan loopt de lijst door."
    elif len(items) == 1:
        mend = f"Begin bij 1, of schrijf {typed}\\. als het een getal in de tekst is."
    else:
        mend = f"Nummer deze lijst van 1 tot en met {len(items)}."
    if len(items) > 1 and {int(item.typed) for item in items} == {1}:
        return page.warning(line, "TYP002", message, mend)
    return page.finding(line, "TYP002", message, mend)
