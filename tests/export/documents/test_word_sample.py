"""The sample as a Word file: its numbers, links, tables and look, and what comes back when it is taken in again."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from handbook import imports
from handbook.core.project import Project
from handbook.export.documents import book as books
from handbook.export.documents import typesetter, words
from handbook.export.documents.model import Book, Chapter, Item, Look, Section
from handbook.export.documents.word import file as word
from handbook.export.documents.word import pictures
from handbook.imports import document, headings, trees
from handbook.imports.notes import Notes
from handbook.imports.numbered_headings import Numbers
from handbook.redline.changes import SAME, Box, Line, Piece
from handbook.redline.tokens import words as tokens
from handbook.sources.documents.package import Package
from tests.support import word_reading
from tests.support.handbooks import draw
from tests.support.word_reading import W

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><rect width="120" height="40" fill="#a00"/></svg>'


@pytest.fixture(scope="module")
def book(sample_site: Path) -> Book:
    def file(path: str) -> bytes | None:
        place = sample_site / path
        return place.read_bytes() if place.is_file() else None

    return books.read(file)


@pytest.fixture(scope="module")
def docx(book: Book) -> bytes:
    return word.make(book)


def labels(docx: bytes, place: Path) -> list[str]:
    """The numbers that Word puts before headings by itself, with the words behind them."""
    place.write_bytes(docx)
    numbers = Numbers.of(Package.open(place), "word/")
    found = ((numbers.label(one), "".join(word_reading._words(one))) for one in word_reading.main(docx).iter(f"{W}p"))
    return [f"{label} {text}" for label, text in found if label]


def expected(book: Book) -> list[str]:
    found = []
    for chapter in book.chapters:
        found += [f"Hoofdstuk {chapter.number}. {words.plain(chapter.title)}"] if chapter.number else []
        found += [f"Artikel {one.number} {words.plain(one.title)}" for one in chapter.sections if one.number]
    return found


def test_a_file_is_whole(book: Book, docx: bytes) -> None:
    article = next(one for one in book.sections if one.number)
    for one in (docx, word.make(books.only(book, article.id)), word.make(books.chapter(book, book.chapters[-1].address))):
        assert word_reading.faults(one) == []


def test_one_document_is_one_file(book: Book, docx: bytes) -> None:
    assert word.make(book) == docx
    with zipfile.ZipFile(io.BytesIO(docx)) as opened:
        # Whatever presses the parts together, it is another program on another machine.
        assert {(one.date_time, one.compress_type, one.create_system) for one in opened.infolist()} == {((1980, 1, 1, 0, 0, 0), 0, 3)}


def test_word_numbers_chapters_and_articles_as_the_site_does(book: Book, docx: bytes, tmp_path: Path) -> None:
    assert labels(docx, tmp_path / "a.docx") == expected(book)
    chapter = next(one for one in reversed(book.chapters) if one.number)
    part = books.chapter(book, chapter.number)
    assert labels(word.make(part), tmp_path / "b.docx") == expected(part)
    last = [one for one in chapter.sections if one.number][-1]
    part = books.only(book, last.number)
    assert labels(word.make(part), tmp_path / "c.docx") == expected(part)


def test_a_chapter_without_an_article_that_was_taken_off_keeps_its_numbers(book: Book, tmp_path: Path) -> None:
    chapter = next(one for one in book.chapters if len([section for section in one.sections if section.number]) > 2)
    second = [one for one in chapter.sections if one.number][1]
    left = replace(book, chapters=(replace(chapter, sections=tuple(one for one in chapter.sections if one is not second)),))
    lists = word_reading.parts(word.make(left))["word/numbering.xml"].decode()
    # A list of its own, that begins where the number was skipped.
    assert '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="3"/></w:lvlOverride>' in lists
    assert (
        '<w:lvlOverride w:ilvl="1">' not in word_reading.parts(word.make(replace(book, chapters=(chapter,))))["word/numbering.xml"].decode()
    )


def test_a_reference_leads_within_the_document_or_to_the_site(book: Book, docx: bytes) -> None:
    chapter = next(one for one in book.chapters if one.number)
    whole, part = (word_reading.parts(one) for one in (docx, word.make(books.chapter(book, chapter.number))))
    outside = f'Target="{book.address}{chapter.address}'
    assert outside not in whole["word/_rels/document.xml.rels"].decode()
    others = re.findall(rf'Target="{re.escape(book.address)}([^"]+)"', part["word/_rels/document.xml.rels"].decode())
    assert others and not [one for one in others if one.startswith(chapter.address)]


def test_the_contents_are_filled_and_lead_somewhere(book: Book, docx: bytes) -> None:
    contents = word_reading.main(docx).find(f".//{W}sdt")
    assert contents is not None
    lines = ["".join(word_reading._words(one)) for one in contents.iter(f"{W}p")]
    chapters = [f"Hoofdstuk {one.number}. {words.plain(one.title)}" if one.number else words.plain(one.title) for one in book.chapters]
    assert lines[0] == "Inhoud" and [one for one in lines[2:] if not one.startswith("Artikel ")] == chapters
    # What asks Word to fill them makes it ask its user; so they say how, in a line that goes when they are filled.
    assert "Nummers van bladzijden" in lines[1]
    first = contents.find(f"{W}sdtContent")
    assert first is not None and [one.get(f"{W}fldCharType") for one in first[1].iter(f"{W}fldChar")] == ["begin", "separate"]
    assert not re.search(rb"w:dirty|updateFields", docx)


def test_a_table_has_a_heading_row_on_each_page_and_a_picture_its_words(book: Book) -> None:
    made = Image.new("RGB", (40, 20), "red")
    made.save(data := io.BytesIO(), "PNG")
    both = replace(book, look=Look("#1f4e79", (".png", data.getvalue())))
    text = word_reading.main(word.make(both))
    tables = [*text.iter(f"{W}tbl")]
    assert tables and all(one.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for one in tables)
    pictures_ = [one.get("descr") for one in text.iter() if one.tag.endswith("}docPr")]
    assert pictures_[0] == f"Logo van {book.employer}" and all(pictures_)


def test_a_file_says_whose_it_is_and_of_which_day(book: Book, docx: bytes) -> None:
    core = word_reading.parts(docx)["docProps/core.xml"].decode()
    for text in (book.employer, f"Versie {book.version}", "nl-NL", f"{book.since.isoformat()}T12:00:00Z"):
        assert text in core
    header = word_reading.parts(docx)["word/header.xml"].decode()
    assert "geldend vanaf" in header and "Concept" not in header
    draft = word_reading.parts(word.make(replace(book, draft=True)))["word/header.xml"].decode()
    assert "Concept van versie" in draft and "niet gepubliceerd" in draft


def test_a_letter_or_form_has_its_own_title_once_and_is_sent_as_it_is(book: Book) -> None:
    paper = word.make(books.page(book.file, "formulieren/ontvangst/"))
    assert word_reading.faults(paper) == []
    said = ["".join(word_reading._words(one)) for one in word_reading.main(paper).iter(f"{W}p")]
    assert said[:2] == [book.employer, "Ontvangst van het protocol"]
    assert said.count("Ontvangst van het protocol") == 1
    assert "Zo gebruikt u dit stuk" in said
    # What the protocol itself begins and ends with.
    assert not [one for one in said if one.startswith(("Kenmerk:", "Vast adres:", "Deze tekst staat op", "Inhoud"))]


def test_a_name_with_signs_of_its_own_is_printed_as_it_is(book: Book) -> None:
    name = 'Jansen & Zn. <Zuid> *Best* "Zorg"'
    made = word.make(replace(book, employer=f"{name}\x0b"))
    assert word_reading.faults(made) == []
    assert name in ["".join(word_reading._words(one)) for one in word_reading.main(made).iter(f"{W}p")]


@pytest.mark.parametrize(("suffix", "data"), [(".svg", SVG), (".SVG", SVG)])
def test_a_logo_in_svg_becomes_a_picture(book: Book, suffix: str, data: bytes) -> None:
    with_logo = replace(book, look=Look("#1f4e79", (suffix, data)))
    assert pictures.lacks(with_logo) == []
    made = word_reading.parts(word.make(with_logo))["word/media/1.png"]
    wide, high = Image.open(io.BytesIO(made)).size
    assert wide > 700 and round(wide / high, 1) == 3.0


def webp() -> bytes:
    Image.new("RGBA", (320, 200), (170, 0, 0, 120)).save(made := io.BytesIO(), "WEBP")
    return made.getvalue()


def with_picture(book: Book, path: str) -> Book:
    """The book with one picture, of a dog, as its whole text."""
    line = Line((Piece(SAME, "[afbeelding: een hond]", (words.PICTURE,), path),))
    section = Section("", 2, "", None, "doel/", (Item("tekst", None, None, (Box(SAME, "p", (), "", (line,)),), "doel/"),))
    return replace(book, chapters=(Chapter("", words.line("Doel"), "doel/", (section,)),), file={path: webp()}.get)


def test_a_picture_that_no_word_processor_need_know_is_drawn_point_for_point(book: Book) -> None:
    shown = with_picture(replace(book, look=Look("#1f4e79", (".webp", webp()))), "img/hond.webp")
    assert pictures.lacks(shown) == []
    made = word.make(shown)
    assert word_reading.faults(made) == []
    assert Image.open(io.BytesIO(word_reading.parts(made)["word/media/1.png"])).size == (320, 200)
    assert 'descr="een hond"' in word_reading.parts(made)["word/document.xml"].decode()


@pytest.mark.parametrize("suffix", [".svg", ".webp"])
def test_without_the_optional_part_it_is_said_how_to_get_it(book: Book, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    typesetter.picture.cache_clear()
    shown = with_picture(replace(book, look=Look("#1f4e79", (suffix, SVG))), f"img/hond{suffix}")
    logo, text = pictures.lacks(shown)
    assert logo.startswith("Het logo staat niet in het document: ") and text.startswith(
        f'De afbeelding "img/hond{suffix}" staat alleen in woorden'
    )
    assert all(".venv/bin/pip install typst==" in told for told in (logo, text))
    assert "[afbeelding: een hond]" in "".join(word_reading._words(word_reading.main(word.make(shown))))


@pytest.mark.parametrize(
    ("logo", "said"),
    [
        ((".png", b"\x89PNG" + b"\0" * 10_400_000), "het bestand is 10,4 MB. Maak het kleiner dan 2 MB."),
        ((".png", b"geen plaatje"), "Word kan dit bestand niet tonen. Kies een logo dat eindigt op .png, .jpg of .svg."),
        ((".webp", b"RIFF"), "Word kan dit bestand niet tonen. Kies een logo dat eindigt op .png, .jpg of .svg."),
        ((".svg", b"<svg"), "Word kan dit bestand niet tonen. Kies een logo dat eindigt op .png, .jpg of .svg."),
    ],
)
def test_a_logo_that_cannot_be_shown_is_left_out_and_told(book: Book, logo: tuple[str, bytes], said: str) -> None:
    with_logo = replace(book, look=Look("#1f4e79", logo))
    assert pictures.lacks(with_logo) == [f"Het logo staat niet in het document: {said}"]
    assert word_reading.faults(made := word.make(with_logo)) == []
    assert "Logo van" not in word_reading.parts(made)["word/document.xml"].decode()


def test_what_is_taken_in_again_has_the_same_articles_numbers_and_words(book: Book, tmp_path: Path) -> None:
    # A page of a decision aid has lines that are one link and end with a number, as those of a table of contents do.
    book = replace(book, chapters=tuple(one for one in book.chapters if one.number))
    place = tmp_path / "protocol.docx"
    place.write_bytes(word.make(book))
    found = headings.sections(document.opened(place, Notes()).blocks)
    articles = [(one.number, one.title) for one in found if one.kind == "article"]
    assert articles == [(one.number, words.plain(one.title)) for one in book.sections if one.number]
    read = [text for one in found for text in (one.title, *_read(one.blocks))]
    assert tokens(" ".join(read)) == tokens(re.sub(r"\[afbeelding: .*?\]", "", " ".join(_said(book))))
    told = imports.take_over(Project.find(draw(tmp_path / "handboek")), place, "docs/over/")
    assert [(number, title) for number, _, title in told.articles] == articles


def _read(node: Any) -> Iterator[str]:
    """The words of pandoc's tree, each block apart."""
    if isinstance(node, list):
        for one in node:
            yield from _read(one)
    elif isinstance(node, dict) and node.get("t") in ("Para", "Plain", "Header", "CodeBlock"):
        yield trees.plain(node["c"]) if isinstance(node["c"][0], dict) else node["c"][-1]
    elif isinstance(node, dict) and "c" in node:
        yield from _read(node["c"])


def _said(book: Book) -> list[str]:
    """The words of a document in their order, without numbers."""
    found = []
    for chapter in book.chapters:
        found.append(words.plain(chapter.title))
        for section in chapter.sections:
            found.append(words.plain(section.title))
            for item in section.items:
                found += words.all_of(item)
    return found
