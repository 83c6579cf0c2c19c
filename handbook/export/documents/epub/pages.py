"""Writes the pages of a book for a reader of books: the title, the contents, and one page for each chapter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, urljoin

from handbook.export.documents import markup, words
from handbook.export.documents.epub.pictures import Pictures
from handbook.export.documents.markup import Ways
from handbook.export.documents.model import Book, Chapter, Section
from handbook.redline.markup import escape

TITLE, CONTENTS, STYLE = "titel.xhtml", "inhoud.xhtml", "stijl.css"
LEADS = frozenset({"http", "https", "mailto", "tel"})
SIGNS = "%/:?#@!$&'()*+,;=~"
"""What stands in an address as it is (RFC 3986); a browser is not so strict."""

PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="nl" xml:lang="nl">
<head><title>{title}</title><link rel="stylesheet" type="text/css" href="{style}"/></head>
<body>
{body}
</body>
</html>
"""


@dataclass(frozen=True)
class Pages:
    """The pages of `book`; what it shows is gathered in `pictures`."""

    book: Book
    pictures: Pictures

    def written(self) -> dict[str, str]:
        """Every page by the name of its file, in the order in which they are read; the contents stand behind the title."""
        pages = {TITLE: self._page(self.book.title, self._title())}
        chapters = {
            file: self._page(_named(chapter), self._chapter(chapter)) for file, chapter in zip(self.files, self.book.chapters, strict=True)
        }
        return {**pages, CONTENTS: self._page("Inhoud", self._contents()), **chapters}

    @property
    def files(self) -> tuple[str, ...]:
        """The name of the file of each chapter."""
        return tuple(f"h{at:03}.xhtml" for at, _ in enumerate(self.book.chapters, 1))

    @cached_property
    def _places(self) -> dict[str, str]:
        """Where each address of the text is in this book."""
        found: dict[str, str] = {}
        for file, chapter in zip(self.files, self.book.chapters, strict=True):
            found[chapter.address] = file
            found.update({one.address: f"{file}#{_id(one)}" for one in chapter.sections if one.id})
        return found

    @cached_property
    def _ways(self) -> Ways:
        return Ways(self._lead, self.pictures.place)

    def _lead(self, link: str) -> str:
        inside, address = self.book.target(link)
        if inside:
            return self._places[address]
        if not address:
            return ""
        whole = urljoin(self.book.address, address)
        # A reader of books follows no other.
        return quote(whole, SIGNS) if whole.partition(":")[0].lower() in LEADS else ""

    def _page(self, title: str, body: str) -> str:
        return PAGE.format(title=escape(title), style=STYLE, body=body)

    def _title(self) -> str:
        book = self.book
        lines = [
            *book.warnings,
            book.part,
            f"{book.named}.",
            book.adopted,
            f"Kenmerk: {book.reference}." if book.reference else "",
        ]
        said = "".join(f"<p>{escape(one)}</p>" for one in lines if one)
        what = "Het handboek" if book.draft else "Deze tekst"
        where = f'<p>{what} staat op <a href="{escape(book.found)}">{escape(book.found)}</a>. Kijk daar welke tekst nu geldt.</p>'
        now = (
            f'<p>De contactgegevens van nu staan op <a href="{escape(book.contacts)}">{escape(book.contacts)}</a>.</p>'
            if book.contacts
            else ""
        )
        logo = self.pictures.logo()
        shown = f'<p><img class="logo" src="{escape(logo)}" alt=""/></p>' if logo else ""
        return f'<section epub:type="titlepage">{shown}<h1>{escape(book.title)}</h1><p class="van">{escape(book.employer)}</p>{said}{where}{now}</section>'

    def _contents(self) -> str:
        rows = "".join(self._entry(file, chapter) for file, chapter in zip(self.files, self.book.chapters, strict=True))
        return f'<nav epub:type="toc" id="inhoud"><h1>Inhoud</h1><ol>{rows}</ol></nav>'

    def _entry(self, file: str, chapter: Chapter) -> str:
        within = [one for one in chapter.sections if one.number and one.id]
        below = "".join(f'<li><a href="{file}#{_id(one)}">{escape(f"{one.number} {words.plain(one.title)}")}</a></li>' for one in within)
        return f'<li><a href="{file}">{escape(_named(chapter))}</a>{f"<ol>{below}</ol>" if below else ""}</li>'

    def _chapter(self, chapter: Chapter) -> str:
        number = f"{escape(chapter.number)}. " if chapter.number else ""
        title = f"<h1>{number}{markup.line(chapter.title, self._ways)}</h1>"
        return "\n".join([title, *self._sections(chapter)])

    def _sections(self, chapter: Chapter) -> Iterator[str]:
        for one in chapter.sections:
            yield markup.section(one, _id(one) if one.id else "", 2, self._ways)


def _named(chapter: Chapter) -> str:
    title = words.plain(chapter.title)
    return f"{chapter.number}. {title}" if chapter.number else title


def _id(section: Section) -> str:
    """The id of a section in its file: XML has none that begins with a figure."""
    return f"s-{section.id}"
