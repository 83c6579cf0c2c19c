"""A version as one document: every page and article in its place, also of an old version, and of one from which something was taken off the site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.archive import articles_file, manifest, removal
from handbook.archive.acts import Folder, Measure, Read
from handbook.archive.contents_file import INHOUD_JSON
from handbook.archive.git import RECORD
from handbook.archive.manifest import FACTS, Facts
from handbook.core.errors import CannotWork
from handbook.export.documents import book as books
from handbook.export.documents import words
from handbook.export.documents.forms import FORMS, Form
from handbook.export.documents.model import Book, Section
from handbook.redline import blocks, markup
from handbook.redline.changes import SAME, Box, Line, Marked
from tests.support import document_words
from tests.support.handbooks import ROOT
from tests.support.yaml_lists import read

TODAY = "2026-11-22"
CASES = ROOT / "tests/redline/cases.yml"


@pytest.fixture(scope="module")
def file(sample_site: Path) -> Read:
    return reading({path.relative_to(sample_site).as_posix(): path.read_bytes() for path in sample_site.rglob("*") if path.is_file()})


@pytest.fixture(scope="module")
def book(file: Read) -> Book:
    return books.read(file)


def reading(files: dict[str, bytes]) -> Read:
    return files.get


def data(file: Read, name: str) -> dict[str, object]:
    return dict(json.loads(file(name) or b""))


def said(blocks: tuple[Marked, ...]) -> str:
    """The words of blocks, one space between them."""
    return " ".join(" ".join(_texts(blocks)).split())


def _texts(blocks: tuple[Marked, ...]) -> Iterator[str]:
    for one in blocks:
        yield from [words.plain(one)] if isinstance(one, Line) else _texts(one.children)


def articles(book: Book) -> dict[str, Section]:
    return {one.id: one for one in book.sections if one.number}


def test_its_chapters_are_the_pages_of_the_menu_but_for_those_that_stand_apart(book: Book, file: Read) -> None:
    listed = [page["adres"] for page in json.loads(file(INHOUD_JSON) or b"")["bladzijden"]]
    assert [one.address for one in book.chapters] == listed
    # `document: nee`
    assert "downloaden/" not in listed
    assert not [one for one in listed if one.startswith("beheer/")]


def test_every_article_stands_in_it_with_all_its_words_and_numbers(book: Book, file: Read) -> None:
    held = articles_file.read(json.loads(file("artikelen.json") or b""))["artikelen"]
    found = articles(book)
    assert [*found] == [one["id"] for one in held]
    for one in held:
        section = found[one["id"]]
        assert (section.number, words.plain(section.title), section.address) == (one["nummer"], one["titel"], one["adres"])
        for item, part in zip(section.items, one["delen"], strict=True):
            assert (item.kind, item.number, item.address, item.advice) == (part["soort"], part["nummer"], part["adres"], part["raad"])
            assert said(item.blocks).replace(" ", "") == part["tekst"].replace(" ", "")


def test_what_a_script_counts_on_a_page_is_not_in_it(book: Book, file: Read) -> None:
    assert b"dilemma-telling" in (file("dilemmas/index.html") or b"")
    overview = next(one for one in book.chapters if one.address == "dilemmas/")
    assert not [item for one in overview.sections for item in one.items if re.fullmatch(r"\d+ dilemma's", said(item.blocks))]


def test_it_says_whose_it_is_and_where_it_stands_for_ever(book: Book, file: Read) -> None:
    assert (book.title, book.employer, book.version, book.draft) == ("Protocol sociale media", "Proefhuis B.V.", "2026-11-01", False)
    assert book.address == "https://handboek.proefhuis.test/2026-11-01/"
    assert book.adopted.startswith("Vastgesteld op ") and book.adopted.endswith(".")
    assert book.look.colour == "#1f4e79" and book.look.logo is None
    assert book.file("inhoud.json") == file("inhoud.json")


def test_a_link_leads_within_it_or_to_the_web(book: Book) -> None:
    assert book.target("regels/prive/#likes") == (True, "regels/prive/#likes")
    assert book.target("regels/prive/#likes-lid-2") == (True, "regels/prive/#likes")
    assert book.target("https://wetten.overheid.nl/x") == (False, "https://wetten.overheid.nl/x")
    assert book.target("a-z/") == (True, "a-z/") or book.target("a-z/") == (False, f"{book.address}a-z/")
    part = books.only(book, "likes")
    assert part.target("regels/vertrouwelijk/") == (False, f"{book.address}regels/vertrouwelijk/")


def test_words_are_those_of_a_redline_with_nothing_to_compare(file: Read) -> None:
    """They are read without cutting them into tokens, which gives the same; a picture says where it is, too."""
    html = [part["html"] for one in json.loads(file("artikelen.json") or b"")["artikelen"] for part in one["delen"]]
    html += [case[side] for case in read(CASES) for side in ("oud", "nieuw") if isinstance(case[side], str)]
    html += [
        "<p>een <b>vet <i>en</i> schuin</b>, <a href='x/'>a b</a> <a href=\"x/\">c</a>.<br>Regel</p>",
        "<pre>  a\n   b</pre>",
        "<p> </p><p>\u00a0x\u2003y </p>",
        '<ol start="4"><li>a</li><li><p>b</p></li></ol>',
        "los <em>woord</em>",
    ]
    assert len(html) > 50
    for one in html:
        assert tuple(map(_without_places, words.of(one))) == blocks.one_side(markup.parse(one, str), SAME), one
    picture = words.of('<p><img src="img/telefoon.png" alt="Een telefoon"></p>')[0]
    assert isinstance(picture, Box) and isinstance(picture.children[0], Line)
    piece = picture.children[0].pieces[0]
    assert (piece.text, piece.names, piece.link) == ("[afbeelding: Een telefoon]", (words.PICTURE,), "img/telefoon.png")


def _without_places(one: Marked) -> Marked:
    if isinstance(one, Line):
        return Line(tuple(piece._replace(link="", names=("img",)) if words.PICTURE in piece.names else piece for piece in one.pieces))
    return Box(one.op, one.tag, one.attributes, one.label, tuple(map(_without_places, one.children)))


# A version from before


def test_a_version_from_before_the_list_of_its_pages_has_those_with_articles(book: Book, file: Read, sample_site: Path) -> None:
    record = json.loads(file(RECORD) or b"")
    facts = {**record["revisie"], "schema": 2, "volgnummer": 1, "gepubliceerd": TODAY, "vorige": None}
    old = {path.relative_to(sample_site).as_posix(): path.read_bytes() for path in sample_site.rglob("*") if path.is_file()}
    del old[INHOUD_JSON], old["artikelen.json"]
    # In a version that was published the facts stand apart.
    old[FACTS] = manifest.canonical(facts)
    found = books.read(reading(old))
    assert [*articles(found)] == [*articles(book)]
    assert (found.employer, found.version, found.adopted) == (book.employer, book.version, book.adopted)
    assert found.look.colour == books.COLOUR
    numbers = [one.number for one in found.chapters]
    assert numbers == sorted(numbers, key=int) and "" not in numbers


# What was taken off the site


def _left(files: dict[str, bytes], what: str, place: str | None, number: str | None = None) -> dict[str, bytes]:
    record = json.loads(files[RECORD])
    facts = Facts.model_validate({**record["revisie"], "schema": 2, "volgnummer": 1, "gepubliceerd": TODAY, "vorige": None})
    why = {"datum": TODAY, "reden": "Een naam.", "door": "de directie", "vraag": "HR"}
    measure = Measure.model_validate({"wat": what, "plek": place, "nummer": number, **why})
    left = removal.take_off(removal.Text(Folder(facts), files.keys(), files.get, "/"), measure)
    return {name: left.files.get(name, held) for name, held in {**files, **left.files}.items() if name not in left.gone}


def _files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_an_article_that_was_taken_off_the_site_is_in_no_document(book: Book, sample_site: Path) -> None:
    found = books.read(reading(_left(_files(sample_site), "artikel", "likes", articles(book)["likes"].number)))
    assert articles(book).keys() - articles(found).keys() == {"likes"}
    assert [one.address for one in found.chapters] == [one.address for one in book.chapters]


def test_a_page_that_was_taken_off_the_site_is_no_chapter(book: Book, sample_site: Path) -> None:
    left = _left(_files(sample_site), "pagina", "regels/omgang/")
    found = books.read(reading(left))
    assert {one.address for one in book.chapters} - {one.address for one in found.chapters} == {"regels/omgang/"}
    gone = [words.plain(one.title) for one in book.chapters if one.address == "regels/omgang/"]
    assert gone and gone[0] not in left[INHOUD_JSON].decode()


def test_a_text_that_was_taken_off_the_site_is_no_document(sample_site: Path) -> None:
    left = _left(_files(sample_site), "alles", None)
    with pytest.raises(CannotWork, match=r"niet te lezen\. Kijk of er iets mis is met het archief: handbook verify"):
        books.read(reading(left))


# A part


@pytest.mark.parametrize(
    ("part", "wrong", "right"),
    [
        (books.only, "like", "likes"),
        (books.chapter, "regels/priv", "regels/prive"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is(book: Book, part: object, wrong: str, right: str) -> None:
    assert callable(part)
    with pytest.raises(CannotWork) as told:
        part(book, wrong)
    advice = str(told.value).partition("Bedoelt u ")[2].rstrip("?").split(" of ")
    assert right in advice
    for one in advice:
        # What was advised is there.
        assert part(book, one).chapters


@pytest.mark.parametrize("typed", ["#", "99.9", "", "zzzzzzzz"])
def test_a_name_that_looks_like_none_gets_another_advice(book: Book, typed: str) -> None:
    with pytest.raises(CannotWork, match="Noem een nummer, of hoe het artikel in zijn adres heet"):
        books.only(book, typed)
    with pytest.raises(CannotWork, match="Schrijf een nummer, of het adres"):
        books.chapter(book, typed)


def test_an_article_or_a_chapter_is_a_document_by_its_name_and_its_number(book: Book) -> None:
    likes = articles(book)["likes"]
    for name in ("likes", likes.number):
        only = books.only(book, name)
        assert [*only.sections] == [likes]
        assert only.part == f"Artikel {likes.number}, {words.plain(likes.title)}"
    chapter = next(one for one in book.chapters if likes in one.sections)
    for name in (chapter.number, chapter.address, f"/{chapter.address.strip('/')}"):
        assert books.chapter(book, name).chapters == (chapter,)


@pytest.mark.parametrize("typed", ["regels/prive", "regels/prive/", "docs/regels/prive.md", "/regels/prive"])
def test_any_page_is_a_document_by_itself(file: Read, typed: str) -> None:
    found = books.page(file, typed)
    assert (found.alone, found.title, len(found.chapters)) == (True, words.plain(found.chapters[0].title), 1)
    assert found.target("regels/omgang/")[0] is False


def test_a_page_that_stands_apart_from_the_protocol_is_one_too(file: Read) -> None:
    assert books.page(file, "downloaden").title == "Downloaden of afdrukken"


def test_a_page_that_is_not_there_is_answered_with_one_that_is(file: Read) -> None:
    with pytest.raises(CannotWork, match="Bedoelt u regels/prive") as told:
        books.page(file, "regels/priv")
    assert books.page(file, str(told.value).partition("Bedoelt u ")[2].partition(" of ")[0].rstrip("?")).chapters
    with pytest.raises(CannotWork, match="Schrijf haar adres na de versie"):
        books.page(file, "zzz")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
@pytest.mark.parametrize("part", ["whole", "chapter", "page"])
def test_a_draft_says_in_every_form_what_it_is_and_leads_nowhere_that_is_not_there(file: Read, form: Form, part: str) -> None:
    whole = books.read(file)
    kinds = {
        "whole": lambda: whole,
        "chapter": lambda: books.chapter(whole, "1"),
        "page": lambda: books.page(file, "formulieren/ontvangst"),
    }
    draft = replace(kinds[part](), draft=True, adopted="", address=f"{whole.home}concept/")
    made = document_words.of(form.make(draft))
    assert "niet gepubliceerd" in made and f"{whole.home}concept/" not in made
