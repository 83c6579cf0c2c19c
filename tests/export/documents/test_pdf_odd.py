"""What somebody can write that a PDF must take as it is, or refuse with a sentence that helps."""

from __future__ import annotations

import itertools
import subprocess
import sys
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path

import pytest

from handbook.core.errors import CannotWork
from handbook.export.documents import forms
from handbook.export.documents.model import Book, Chapter, Item, Look, Section
from handbook.export.documents.pdf import writer
from handbook.export.documents.words import line, of
from tests.support import pdf_reading as pdf

CODE = r"Jansen & Zn. <Zuid> *Best* #set text(red) #panic() \ $x$ @ref `code` // geen /* ook niet */ ~ _a_ [b] {c} -- ... <plek-0> = kop"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#060"/></svg>'


def png(width: int = 60, height: int = 20) -> bytes:
    """A green picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    rows = zlib.compress((b"\0" + b"\x30\x90\x60" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def book(html: str = "<p>Tekst.</p>", title: str = "Bedrijfsgeheimen", files: Mapping[str, bytes] | None = None) -> Book:
    """A chapter with one article."""
    opening = Section("", 2, "", None, "regels/", (Item("tekst", None, None, of("<p>Zo werkt het.</p>"), "regels/"),))
    parts = (
        Item("lid", 1, None, of(html), "regels/#geheim-lid-1"),
        Item("lid", 2, None, of("<p>Tip: vraag het.</p>"), "regels/#geheim-lid-2", advice=True),
        Item("hulp", None, line("Wie helpt mij?"), of("<p>HR.</p>"), "regels/#geheim"),
    )
    article = Section("geheim", 2, "6.2", line(title), "regels/#geheim", parts)
    return Book(
        title="Protocol sociale media",
        employer="Proefhuis B.V.",
        short_name="Proefhuis",
        reference="PRF-1",
        version="2026-11-01",
        draft=False,
        since=date(2026, 11, 1),
        address="https://proefhuis.test/2026-11-01/",
        adopted="Vastgesteld op 1 oktober 2026 door de directie.",
        look=Look("#ffdd00"),
        chapters=(Chapter("6", line("Geheimen"), "regels/", (opening, article)),),
        whole=frozenset({"regels/", "regels/#geheim"}),
        file=(files or {}).get,
    )


def refused(one: Book) -> str:
    """What somebody reads."""
    with pytest.raises(CannotWork) as raised:
        writer.make(one)
    return str(raised.value)


def test_no_word_is_code() -> None:
    text = of(f"<p>{escape(CODE)}</p>")
    odd = book(
        f"<p>{escape(CODE)}</p><pre>{escape(CODE)}</pre><p><a href='https://proefhuis.test/{escape(CODE)}'>{escape(CODE)}</a></p>", CODE
    )
    chapters = tuple(
        replace(
            one,
            title=line(CODE),
            sections=tuple(
                replace(section, items=tuple(replace(item, blocks=(*item.blocks, *text)) for item in section.items))
                for section in one.sections
            ),
        )
        for one in odd.chapters
    )
    made = writer.make(replace(odd, employer=CODE, title=CODE, reference=CODE, adopted=CODE, chapters=chapters))
    # Cover: organisation, title, reference and adoption; contents and headings: chapter and article; three ways to write it, and four parts.
    assert pdf.signs(pdf.words(made)).count(pdf.signs(CODE)) == 4 + 2 + 2 + 3 + 4
    info = pdf.opened(made).metadata
    assert info
    assert (info.title, info.author) == (CODE, CODE)


@pytest.mark.parametrize(
    "words", ["Zażółć gęślą jaźń", "e\u0301 x\u0308\u0301", "مرحبا بالعالم", "Ελληνικά", "Українська", "☐ ✓ → € ½ “x” ‘y’"]
)
def test_letters_of_other_languages_are_there(words: str) -> None:
    assert "Tekst" in pdf.words(writer.make(book(f"<p>Tekst {words}.</p>", words)))


def test_a_word_that_no_line_holds_stays_on_the_page() -> None:
    made = writer.make(book(f"<p>{'Aansprakelijkheids' * 20}</p>"))
    assert pdf.signs(pdf.words(made)).count("Aansprakelijkheids") == 20
    # A line of ordinary words has about 85 signs.
    assert max(map(len, pdf.words(made).splitlines())) < 130


@pytest.mark.parametrize(
    ("one", "where"),
    [
        (book("<p>Leuk \U0001f600!</p>"), "Het staat in artikel 6.2, Bedrijfsgeheimen."),
        (book(title="Leuk \U0001f600"), "Het staat in artikel 6.2, Leuk \U0001f600."),
        (book("<table><tbody><tr><td>\U0001f600</td></tr></tbody></table>"), "Het staat in artikel 6.2, Bedrijfsgeheimen."),
        (replace(book(), employer="Huis \U0001f600"), "Het staat op het voorblad."),
        (
            replace(book(), chapters=(replace(book().chapters[0], title=line("Leuk \U0001f600")),)),
            "Het staat in de titel van hoofdstuk 6, Leuk \U0001f600.",
        ),
    ],
)
def test_a_sign_without_a_letter_is_told_with_its_place(one: Book, where: str) -> None:
    assert refused(one) == (
        f'Het teken "\U0001f600" (U+1F600) staat niet in de letters van de PDF. {where} Haal het weg, of schrijf in woorden wat het betekent.'
    )


def test_pictures_stand_in_the_text_with_what_they_show() -> None:
    files = {"img/knop.png": png(4000, 2000), "img/lijn.svg": SVG}
    made = writer.make(book('<p>Zo: <img src="img/knop.png" alt="Een knop met een pijl"> <img src="img/lijn.svg" alt=""></p>', files=files))
    assert [node["/Alt"] for name, node in pdf.tags(made) if name == "Figure"] == ["Een knop met een pijl"]
    assert "afbeelding" not in pdf.words(made)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (None, 'De afbeelding "img/x.png" staat niet bij deze tekst. Zet haar terug, of haal haar uit de tekst.'),
        (
            b"GIF89a niet",
            'De afbeelding "img/x.png" kan niet worden gelezen: het bestand is stuk, of de naam past niet bij de soort.',
        ),
        (
            png() + bytes(10_000_000),
            'De afbeelding "img/x.png" is te groot voor een PDF: 10,0 MB, en 4 MB is het hoogste.',
        ),
    ],
    ids=["missing", "broken", "large"],
)
def test_a_picture_that_cannot_be_used_is_named(file: bytes | None, said: str) -> None:
    assert refused(book('<p><img src="img/x.png" alt="Een knop"></p>', files={"img/x.png": file} if file else {})).startswith(said)


@pytest.mark.parametrize(
    ("suffix", "data", "said"),
    [
        (".png", bytes(10_000_000), "Het logo staat niet in het document: het bestand is 10,0 MB. Maak het kleiner dan 2 MB."),
        (".svg", b"<svg", "Het logo staat niet in het document: het bestand is stuk, of van een soort die niet in een PDF past."),
        (".bmp", b"BM", "Het logo staat niet in het document: het bestand is stuk, of van een soort die niet in een PDF past."),
    ],
)
def test_a_logo_that_cannot_be_used_is_told_and_left_out(suffix: str, data: bytes, said: str) -> None:
    one = replace(book(), look=Look("#1f4e79", (suffix, data)))
    form = forms.named("pdf")
    assert form
    assert [sentence[: len(said)] for sentence in form.lacks(one)] == [said]
    assert "Figure" not in {name for name, _ in pdf.tags(form.make(one))}


@pytest.mark.parametrize(
    "logo", [(".svg", SVG), (".PNG", png()), (".svg", SVG.replace(b"0 0 40 20", b"0 0 1 4000"))], ids=["svg", "png", "narrow"]
)
def test_a_logo_stands_on_the_cover(logo: tuple[str, bytes]) -> None:
    made = writer.make(replace(book(), look=Look("#ffdd00", logo)))
    assert [node["/Alt"] for name, node in pdf.tags(made) if name == "Figure"] == ["Logo van Proefhuis B.V."]


def test_the_head_of_a_table_stands_on_each_of_its_pages() -> None:
    rows = "".join(f"<tr><td>Rij {at}</td><td>{'tekst ' * 12}</td></tr>" for at in range(80))
    link = '<a href="https://proefhuis.test/">Uitleg</a>'
    made = writer.make(book(f"<table><thead><tr><th>Naam</th><th>{link}</th></tr></thead><tbody>{rows}</tbody></table>"))
    told = [page.extract_text() for page in pdf.opened(made).pages]
    with_rows = [page for page in told if "Rij " in page]
    assert len(with_rows) > 2
    assert all("Naam" in page and "Uitleg" in page for page in with_rows)


def test_tables_with_cells_that_go_on_and_lists_in_lists_are_taken() -> None:
    html = (
        "<table><caption>Wie wat doet</caption><tbody><tr><th>Naam</th><td rowspan='2'>beide</td></tr><tr><td>Tweede</td></tr>"
        "<tr><td colspan='2'><p>lang</p><ul><li>punt</li></ul></td></tr></tbody></table>"
        "<ol start='3'><li>derde<ul><li>dieper</li></ul></li></ol><dl><dt>Woord</dt><dd>Betekenis</dd></dl><blockquote><p>Citaat</p></blockquote><hr>"
        "<p>a<br>b <sup>2</sup> <sub>i</sub> <s>weg</s> <em>nadruk</em> <q>zeg</q> <small>klein</small> <kbd>Enter</kbd> <mark>naam</mark></p>"
    )
    said = pdf.signs(pdf.words(writer.make(book(html))))
    for words in "Wiewatdoet Naam beide Tweede lang punt derde dieper Woord Betekenis Citaat weg nadruk zeg klein Enter naam".split():
        assert words in said


@pytest.mark.parametrize(
    "link", ['<a href="https://proefhuis.test/">{}</a>', '<a href="regels/#geheim">{}</a>', '<a href="tel:+31">{}</a>', "{}"]
)
def test_every_look_of_words_goes_with_every_other(link: str) -> None:
    """PDF/UA knows one line through or below words, and Typst refuses two."""
    looks = ("strong", "em", "code", "sup", "sub", "s", "ins", "mark", "q", "cite", "small")
    said = [(f"{one}en{other}", f"<{one}><{other}>{one}en{other}</{other}></{one}>") for one in looks for other in looks]
    words = pdf.signs(pdf.words(writer.make(book(f"<p>{' '.join(link.format(html) for _, html in said)}</p>"))))
    assert all(text in words for text, _ in said)


@pytest.mark.parametrize("levels", [(3,), (4,), (2, 4), (3, 2, 4), (2, 3, 4, 2)])
def test_headings_that_skip_a_level_are_put_right_below_the_one_before(levels: tuple[int, ...]) -> None:
    """An author may write a small heading first; PDF/UA knows no heading without the one above it."""
    (chapter,) = book().chapters
    small = Item("kop", None, line("Kleine kop"), (), "regels/#kop")
    sections = [replace(chapter.sections[1], id=f"deel-{at}", number="", level=level, items=(small,)) for at, level in enumerate(levels)]
    made = writer.make(replace(book(), chapters=(replace(chapter, sections=tuple(sections)),)))
    found = [int(name[1]) for name, _ in pdf.tags(made) if name[0] == "H" and name[1:].isdecimal()]
    assert all(after <= before + 1 for before, after in itertools.pairwise(found))
    assert pdf.words(made).count("Kleine kop") == len(levels)


@pytest.mark.parametrize(
    "html",
    [
        "<ul></ul>",
        "<ul><li></li></ul>",
        "<table></table>",
        "<table><thead><tr><th>a</th></tr></thead></table>",
        "<table><tbody><tr><td>a</td></tr><tr><td>b</td><td>c</td><td>d</td></tr></tbody></table>",
        "<table><tbody><tr><td rowspan='5'>a</td></tr></tbody></table>",
        '<table><tbody><tr><td rowspan="5">a</td><td colspan="900">b</td></tr></tbody></table>',
        "<dl><dd>x</dd></dl>",
        "<blockquote></blockquote><pre></pre><p></p>",
        "<h6>kop</h6><aside><p>Let op</p></aside>",
        '<ol start="-3"><li>a</li></ol>',
        '<p><a href="#">x</a> <a href="">y</a> <a href="javascript:x">z</a> <a href="https://">w</a> <a href="/pad">v</a> <a href="HTTPS://X.NL/é ø">u</a></p>',
        "<table><tbody><tr><td><table><tbody><tr><td>in</td></tr></tbody></table></td></tr></tbody></table>",
    ],
)
def test_odd_blocks_are_taken(html: str) -> None:
    assert "Tip: vraag het." in pdf.words(writer.make(book(html)))


def test_lists_in_lists_without_end_are_told() -> None:
    said = "De tekst zit te diep in elkaar: lijsten of tabellen in lijsten of tabellen. Maak het eenvoudiger."
    assert refused(book("<ul><li>" * 40 + "diep" + "</li></ul>" * 40)) == said


def test_a_sign_that_shows_nothing_is_told_by_its_number() -> None:
    assert "(U+0007) staat niet in de letters van de PDF. Het staat in artikel 6.2" in refused(book("<p>a\x07b</p>"))


def test_without_the_optional_part_one_sentence_says_how_to_get_it() -> None:
    script = (
        "import sys; sys.modules['typst'] = None\n"
        "from handbook.core.errors import CannotWork\n"
        "from handbook.export.documents import forms\n"
        # Before anything is read: a draft takes long to build.
        "try: forms.named('pdf').ready()\n"
        "except CannotWork as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == (
        "Voor een PDF is een extra onderdeel nodig dat hier nog niet staat: typst. Installeer het in de map van het handboek met: "
        ".venv/bin/pip install typst==0.15.2 (of met uv: uv pip install typst==0.15.2).\n"
    )
    assert '"typst==0.15.2"' in (Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8")
