"""The PDF of a text: standards, words, order, links and look, read back from its bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import typst

from handbook.core.dutch import long_date
from handbook.export.documents import book as books
from handbook.export.documents import forms
from handbook.export.documents.model import Book, Section
from handbook.export.documents.pdf import tables, writer
from handbook.export.documents.pdf.pictures import Pictures
from handbook.export.documents.words import all_of, plain
from handbook.redline.changes import Box, Line, Marked, Piece
from tests.support import pdf_reading as pdf


@pytest.fixture(scope="module")
def book(sample_site: Path) -> Book:
    """A part of the sample that has all kinds of things; what the rest of it says stands on the site alone."""

    def file(path: str) -> bytes | None:
        place = sample_site / path
        return place.read_bytes() if place.is_file() else None

    whole = books.read(file)
    first = [next(one for one in whole.chapters if any(has(section) for section in one.sections)) for has in KINDS]
    return replace(whole, chapters=tuple(one for one in whole.chapters if one in (*whole.chapters[:4], *first)))


PICTURED = re.compile(r"\[afbeelding[^\]]*\]")

KINDS: tuple[Callable[[Section], bool], ...] = (
    lambda section: section.level == 3,
    lambda section: bool(section.number),
    lambda section: any(item.kind == "tabel" for item in section.items),
    lambda section: any(item.kind == "gebeurd" for item in section.items),
)
"""What at least one chapter has."""


@pytest.fixture(scope="module")
def made(book: Book) -> bytes:
    return writer.make(book)


@pytest.fixture(scope="module")
def pages(made: bytes) -> list[str]:
    return [page.extract_text() for page in pdf.opened(made).pages]


def test_it_says_that_everybody_can_read_and_keep_it(book: Book, made: bytes) -> None:
    """Typst refuses to write these marks where the document breaks PDF/UA-1 or PDF/A-2a."""
    root = pdf.root(made)
    told = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in told
    assert ("<pdfaid:part>2</pdfaid:part>" in told, "<pdfaid:conformance>A</pdfaid:conformance>" in told) == (True, True)
    assert root["/Lang"] == "nl-NL"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    info = pdf.opened(made).metadata
    assert info
    assert (info.title, info.author) == (book.title, book.employer)
    assert info.creation_date
    assert info.creation_date.date() == book.since


def test_it_is_the_same_to_the_byte_wherever_it_is_made(book: Book, made: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("TZ", "Pacific/Auckland"), ("LC_ALL", "tr_TR.UTF-8"), ("SOURCE_DATE_EPOCH", "1"), ("TMPDIR", str(tmp_path))):
        monkeypatch.setenv(name, value)
    assert writer.make(book) == made


def test_typst_has_nothing_to_say_of_it(book: Book, tmp_path: Path) -> None:
    """It drops with a mere warning what stands where it may not, and letters that it does not have."""
    template = writer.lay_out(book, Pictures(tmp_path, book.file), tmp_path)
    _, warnings = typst.compile_with_warnings(
        template, root=tmp_path, font_paths=[], ignore_system_fonts=True, pdf_standards=["ua-1", "a-2a"]
    )
    assert not [warning.diagnostic for warning in warnings]


def test_every_word_of_the_text_stands_in_it_in_its_order(book: Book, made: bytes) -> None:
    said, at = pdf.signs(pdf.words(made)), 0
    for chapter in book.chapters:
        at = _after(said, plain(chapter.title), at)
        for section in chapter.sections:
            at = _after(said, f"{section.number} {plain(section.title)}", at)
            for item in section.items:
                for line in all_of(item):
                    # A picture stands there itself.
                    for words in PICTURED.split(line):
                        at = _after(said, words, at)


def _after(said: str, line: str, at: int) -> int:
    found = said.find(pdf.signs(line), at)
    assert found >= 0, f"{line!r} is not behind {said[at - 80 : at]!r}, where is {said[at : at + 200]!r}"
    return found + len(pdf.signs(line))


def test_it_has_a_cover_and_contents_with_pages(book: Book, made: bytes, pages: list[str]) -> None:
    for shown in (book.employer, book.title.split()[0], book.version, long_date(book.since), book.reference, book.adopted, book.address):
        assert pdf.signs(shown) in pdf.signs(pages[0])
    assert "Inhoud" in pages[1]
    contents = pdf.signs("".join(page for page in pages[1:] if "Inhoud" in page))
    for depth, title, page in pdf.bookmarks(made):
        if depth == 1 or title[0].isdecimal():
            assert pdf.signs(f"{title}{page}") in contents, title


def test_every_page_says_which_text_it_is_of_and_where_to_look_for_the_one_in_force(book: Book, made: bytes, pages: list[str]) -> None:
    for number, page in enumerate(pages[1:], 2):
        for said in (
            f"versie {book.version}",
            book.address,
            f"pagina {number} van {len(pages)}",
            f"Kijk op {book.home} welke tekst nu geldt.",
            book.employer,
        ):
            assert said in page
    assert "oncept" not in "".join(pages).replace("als concept", "")
    assert book.home in pdf.web_links(made)


def test_bookmarks_are_the_chapters_with_their_articles_below_them(book: Book, made: bytes) -> None:
    found = pdf.bookmarks(made)
    assert [words for depth, words, _ in found if depth == 1] == [_named(chapter.number, chapter.title) for chapter in book.chapters]
    assert [words for depth, words, _ in found if depth > 1] == [_named(one.number, one.title) for one in book.sections if one.title]


def _named(number: str, title: Line | None) -> str:
    return f"{number} {plain(title)}".strip()


def test_tags_say_what_everything_is(book: Book, made: bytes) -> None:
    found = [name for name, _ in pdf.tags(made)]
    assert found.count("H1") == len(book.chapters) + 1
    numbered = [item for section in book.sections for item in section.items if item.number is not None]
    assert found.count("LI") >= len(numbered) > 10
    assert {"Title", "TOC", "TOCI", "H2", "P", "L", "Lbl", "Link", "Table", "THead", "TH", "TD"} <= set(found)


def test_links_lead_within_the_document_and_to_the_web(book: Book, made: bytes) -> None:
    links = [piece.link for section in book.sections for item in section.items for piece in _pieces(item.blocks) if piece.link]
    here = {address for chapter in book.chapters for address in (chapter.address, *(section.address for section in chapter.sections))}
    inside = [link for link in links if book.target(link)[1] in here]
    assert inside
    assert pdf.inner_links(made) >= len(inside)
    web = pdf.web_links(made)
    # What this document leaves out stands on the site.
    assert {f"{book.address}{book.target(link)[1]}" for link in links if book.target(link)[0] and link not in inside} <= web
    assert all(address.startswith(("https://", "http://", "mailto:", "tel:")) for address in web)


def _pieces(blocks: Iterable[Marked]) -> Iterator[Piece]:
    for block in blocks:
        yield from block.pieces if isinstance(block, Line) else _pieces(block.children)


def test_a_draft_leads_to_the_text_in_force_and_not_to_itself(book: Book) -> None:
    base = book.home
    assert replace(book, draft=True, address=f"{base}concept/").found == base


def test_a_draft_says_so_on_each_page(book: Book) -> None:
    draft = replace(book, draft=True, adopted="", chapters=book.chapters[1:2])
    for page in pdf.opened(writer.make(draft)).pages:
        assert "CONCEPT" in page.extract_text()
        assert "concept van versie" in page.extract_text() or "niet gepubliceerd" in page.extract_text()


def test_a_part_has_no_cover_and_says_what_it_is_of(book: Book) -> None:
    article = next(section for section in book.sections if section.number)
    part = books.only(book, article.number)
    made = writer.make(part)
    text = pdf.words(made)
    assert pdf.signs(article.number + plain(article.title)) in pdf.signs(text)
    for said in (book.employer, book.title, book.version, book.address):
        assert said in text
    info = pdf.opened(made).metadata
    assert info
    assert info.title == part.part
    assert "TOC" not in {name for name, _ in pdf.tags(made)}


def test_a_page_by_itself_is_a_letter(book: Book) -> None:
    """No cover, no contents, no head over its pages: who fills it in sends it as it is."""
    chapter = book.chapters[0]
    made = writer.make(replace(book, chapters=(chapter,), title=plain(chapter.title), alone=True))
    (first, *_) = pages = [page.extract_text() for page in pdf.opened(made).pages]
    assert pdf.signs(plain(chapter.title)) in pdf.signs(first)
    assert f"{book.address}{chapter.address}" in first
    assert "Geldend vanaf" not in first
    assert "welke tekst nu geldt" not in "".join(pages)
    assert "TOC" not in {name for name, _ in pdf.tags(made)}


def test_a_paper_begins_without_how_to_use_it(book: Book) -> None:
    """That is told on its page and in Word, where it can be taken away before the paper is sent."""
    paper = books.page(book.file, "formulieren/ontvangst/")
    how = [item for section in paper.sections for item in section.items if item.kind == "invullen"]
    assert [plain(item.title) for item in how] == ["Zo gebruikt u dit stuk"]
    said = pdf.words(writer.make(paper))
    assert "Ontvangst van het protocol" in said
    assert "Zo gebruikt u dit stuk" not in said


def test_a_field_in_a_table_leaves_room_to_write_it_on_paper(book: Book) -> None:
    page = books.page(book.file, "formulieren/ontvangst/")
    blocks = [block for section in page.sections for item in section.items for block in item.blocks]
    rows = [row for table in blocks if isinstance(table, Box) and table.tag == "table" for row in tables.table(table, lambda _: [])["body"]]
    filled = {cell["filled"] for row in rows for cell in row["cells"][1:]}
    assert filled == {True, False}
    assert not [row for row in rows if row["cells"][0]["filled"]]


def test_it_is_a_form_that_has_a_name(book: Book) -> None:
    form = forms.named("pdf")
    assert form
    assert forms.file_name(book, form) == f"protocol-sociale-media-{book.version}.pdf"
    assert form.make(replace(book, chapters=book.chapters[:1])).startswith(b"%PDF-1.7")
