"""The protocol as plain text: every rule with its number, lines that fit a mail, and blocks that can be told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.export.documents import book as books
from handbook.export.documents import text, words
from handbook.export.documents.model import Item
from tests.support.short_books import book_of, part


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (part("lid", "<p>U vraagt toestemming.</p>", 2), "2. U vraagt toestemming."),
        (part("lid", "U kiest:<ul><li>ja</li><li>nee</li></ul>", 1), "1. U kiest:\n\n   - ja\n   - nee"),
        (part("tekst", '<ol start="3"><li>drie</li><li><p>vier</p><p>en meer</p></li></ol>'), "3. drie\n4. vier\n   en meer"),
        (part("tekst", "<p>Een.</p><p>Twee.</p>"), "Een.\n\nTwee."),
        (part("tekst", "<p>Een<br>regel.</p>"), "Een\nregel."),
        (part("tekst", "<dl><dt>Bericht</dt><dd>Wat u plaatst.</dd></dl>"), "Bericht\n   Wat u plaatst."),
        (part("kop", "", title="Eerst"), "Eerst:"),
        (part("gevolg", "<p>Niets.</p>", title="Wat kan mij gebeuren?"), "| Wat kan mij gebeuren?\n| Niets."),
        (part("toelichting", "<p>Een.</p><p>Twee.</p>", title="Toelichting"), "| Toelichting:\n| Een.\n|\n| Twee."),
        (part("tabel", "<table><tbody><tr><td>a</td><td><p>b</p></td></tr></tbody></table>"), "a | b"),
        (part("tekst", '<p><a href="x/">een link</a> en <strong>vet</strong></p><hr>'), "een link en vet\n---"),
        (part("tekst", '<p><img src="x.png" alt="Een telefoon"></p>'), "[afbeelding: Een telefoon]"),
    ],
)
def test_a_part_reads_as_it_is(item: Item, expected: str) -> None:
    made = text.make(book_of(item)).decode()
    assert made.endswith(f"Artikel 1.1  Proef\n------------------\n\n{expected}\n")


def test_it_begins_with_whose_it_is_and_where_it_can_be_read() -> None:
    made = text.make(book_of(part("lid", "<p>Een.</p>", 1))).decode()
    assert made.startswith(
        "PROTOCOL SOCIALE MEDIA\nProefhuis B.V.\n\nVersie 2026-11-01, geldend vanaf 1 november 2026.\n"
        "Vastgesteld op 1 oktober 2026 door de directie.\nDeze tekst staat op https://handboek.proefhuis.test/2026-11-01/\n"
    )
    draft = text.make(book_of(draft=True, adopted="", part="Artikel 1.1, Proef")).decode()
    assert (
        "Artikel 1.1, Proef\n\nConcept van versie 2026-11-01, geldend vanaf 1 november 2026.\nHet handboek staat op https://handboek.proefhuis.test/\n"
        in draft
    )


def test_the_whole_text_fits_a_mail_and_has_every_article(sample_site: Path) -> None:
    book = books.read(lambda path: (sample_site / path).read_bytes() if (sample_site / path).is_file() else None)
    made = text.make(book).decode()
    assert not [line for line in made.split("\n") if len(line) > text.WIDTH and "://" not in line]
    assert "\n\n\n\n" not in made and made.endswith("\n") and made == made.rstrip() + "\n"
    titles = " ".join(made.split())
    for section in book.sections:
        if section.number:
            assert f"Artikel {section.number} {' '.join(words.plain(section.title).split())}" in titles
    assert text.make(book).decode() == made


def test_a_page_by_itself_begins_with_its_title(sample_site: Path) -> None:
    paper = books.page(lambda path: (sample_site / path).read_bytes() if (sample_site / path).is_file() else None, "doel")
    assert text.make(paper).decode().splitlines()[0].startswith(paper.chapters[0].number)
