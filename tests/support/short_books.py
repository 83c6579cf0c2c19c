"""Books of one article, written down: what a form makes of one kind of part."""

from __future__ import annotations

from datetime import date

from handbook.export.documents import words
from handbook.export.documents.model import Book, Chapter, Item, Look, Section


def book_of(*items: Item, **more: object) -> Book:
    """A book of one article with these parts."""
    section = Section("proef", 2, "1.1", words.line("Proef"), "regels/#proef", items)
    chapter = Chapter("1", words.line("Regels"), "regels/", (section,))
    facts = {
        "title": "Protocol sociale media",
        "employer": "Proefhuis B.V.",
        "short_name": "Proefhuis",
        "reference": "HR-1",
        "version": "2026-11-01",
        "draft": False,
        "since": date(2026, 11, 1),
        "address": "https://handboek.proefhuis.test/2026-11-01/",
        "adopted": "Vastgesteld op 1 oktober 2026 door de directie.",
        "look": Look("#1f4e79"),
        "chapters": (chapter,),
        "whole": frozenset({"regels/", "regels/#proef"}),
    }
    return Book(**{**facts, **more})  # type: ignore[arg-type]


def part(kind: str, html: str, number: int | None = None, title: str | None = None) -> Item:
    return Item(kind, number, words.line(title) if title else None, words.of(html), "regels/#proef")  # type: ignore[arg-type]
