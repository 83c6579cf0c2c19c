"""What a refusal of Typst means for who wrote the text: which sign has no letter, and in which article, or which picture is broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from handbook.core.errors import CannotWork
from handbook.core.findings import quote
from handbook.export.documents.model import Book, Chapter, Section
from handbook.export.documents.pdf.logo import readable
from handbook.export.documents.pdf.pictures import Pictures
from handbook.export.documents.typesetter import NotSet
from handbook.export.documents.words import all_of, plain

NO_LETTER = re.compile(r"the text `\"(?P<sign>.+?)\"` could not be displayed", re.DOTALL)
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
"""A sign that shows nothing, as Typst writes it."""

DEEP = ("recursion limit exceeded", "maximum")
"""What Typst says of lists in lists without end."""


def tell(error: NotSet, book: Book, pictures: Pictures) -> None:
    """Raises CannotWork where the text is the cause; anything else is a mistake of ours, and keeps its own words."""
    found = NO_LETTER.search(error.words)
    if found:
        sign = ESCAPED.sub(lambda one: chr(int(one[1], 16)), found["sign"])
        code = " ".join(f"U+{ord(one):04X}" for one in sign)
        raise CannotWork(
            f"Het teken {quote(sign)} ({code}) staat niet in de letters van de PDF. {_where(book, sign)} "
            "Haal het weg, of schrijf in woorden wat het betekent."
        ) from error
    if any(words in error.words for words in DEEP):
        raise CannotWork("De tekst zit te diep in elkaar: lijsten of tabellen in lijsten of tabellen. Maak het eenvoudiger.") from error
    for path, data in pictures.shown.items():
        if not readable(PurePosixPath(path).suffix.lower(), data):
            raise CannotWork(
                f"De afbeelding {quote(path)} kan niet worden gelezen: het bestand is stuk, of de naam past niet bij de soort. "
                "Open het beeld in een tekenprogramma en bewaar het opnieuw, als svg, png of jpg."
            ) from error


def _where(book: Book, sign: str) -> str:
    for chapter in book.chapters:
        if sign in plain(chapter.title):
            return f"Het staat in de titel van {_chapter(chapter)}."
        for section in chapter.sections:
            if any(sign in text for text in _texts(section)):
                return f"Het staat in {_named(chapter, section)}."
    return "Het staat op het voorblad."


def _named(chapter: Chapter, section: Section) -> str:
    if section.number:
        return f"artikel {section.number}, {plain(section.title)}"
    return f"{_chapter(chapter)}, bij {quote(plain(section.title))}" if section.title else _chapter(chapter)


def _chapter(chapter: Chapter) -> str:
    return f"hoofdstuk {chapter.number}, {plain(chapter.title)}" if chapter.number else plain(chapter.title)


def _texts(section: Section) -> Iterator[str]:
    yield plain(section.title)
    for item in section.items:
        yield from all_of(item)
