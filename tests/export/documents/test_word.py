"""A document as a Word file: whole, numbered by Word itself, the same to the byte, and with changes that can be accepted or refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from handbook.export.documents import redlined
from handbook.export.documents.model import Book
from handbook.export.documents.word import file as word
from tests.support import documents, word_reading
from tests.support.short_books import book_of, part
from tests.support.soaking import SOAK
from tests.support.text_strategies import pairs
from tests.support.word_reading import W
from tests.support.yaml_lists import read

CASES: list[dict[str, Any]] = read(Path(__file__).parents[2] / "redline/cases.yml")
EXAMPLES = 200 if SOAK else 15


def of_both(case: dict[str, Any]) -> tuple[Book, Book, Book]:
    """Both texts of a case, and the two as one."""
    old, new = (documents.of(side, case[side]) for side in ("oud", "nieuw"))
    return old, new, redlined.of(old, new, case.get("opvolgers"))


def holds(old: Book, new: Book, both: Book) -> None:
    """All changes accepted make the new text, all refused the old one; and no word processor has anything to mend."""
    made = word.make(both)
    assert word_reading.faults(made) == []
    assert word_reading.said(made, "accept") == word_reading.said(word.make(new))
    assert word_reading.said(made, "reject") == word_reading.said(word.make(old))


@pytest.mark.parametrize("case", CASES, ids=[case["naam"] for case in CASES])
def test_the_changes_of_a_golden_redline_can_be_accepted_and_refused(case: dict[str, Any]) -> None:
    holds(*of_both(case))


@settings(max_examples=EXAMPLES)
@given(pairs())
def test_the_changes_of_any_two_texts_can_be_accepted_and_refused(drawn: tuple[Any, Any]) -> None:
    holds(*of_both({"oud": drawn[0], "nieuw": drawn[1]}))


def of_html(html: str, kind: str = "lid") -> bytes:
    return word.make(
        documents.of(
            "nieuw",
            {"artikelen": [{"id": "a", "delen": [{"soort": kind, "titel": None if kind in ("lid", "tekst") else "Titel", "html": html}]}]},
        )
    )


def test_a_row_to_fill_in_has_room_to_write_and_a_column_with_much_text_is_wide() -> None:
    field = '<tr><td>Naam</td><td><mark class="invullen">[naam]</mark></td></tr>'
    table = f"<table><tbody><tr><td>Wat</td><td>{'Een lang antwoord. ' * 9}</td></tr>{field}</tbody></table>"
    main = word_reading.main(of_html(table))
    heights = [[one.get(f"{W}val") for one in row.iter(f"{W}trHeight")] for row in main.iter(f"{W}tr")]
    assert heights == [[], ["567"]]
    narrow, wide = (int(str(one.get(f"{W}w"))) for one in main.iter(f"{W}gridCol"))
    assert narrow * 3 < wide and narrow + wide <= 9070


BLOCKS = (
    "<p>Naam: <mark>naam</mark>, <strong>let <em>op</em></strong>, H<sub>2</sub>O, <code>a</code><br>en verder.</p>"
    "<ol start='3'><li>een<ol><li>diep<ul><li>dieper</li></ul></li></ol></li><li><p>twee</p><p>vervolg</p></li></ol>".replace("'", '"')
    + "<pre>a  b\n  c</pre><blockquote><p>citaat</p></blockquote><hr><dl><dt>begrip</dt><dd>uitleg</dd></dl><h4>kop</h4>"
    '<table><caption>bijschrift</caption><thead><tr><th>a</th><th colspan="2">b</th></tr></thead><tbody>'
    '<tr><td rowspan="2">x</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody></table>'
    "<table><tbody><tr><td><p>nog</p><p>een</p></td></tr></tbody></table>"
)


@pytest.mark.parametrize("kind", ["lid", "tekst", "kader", "tabel"])
def test_every_kind_of_block_has_a_place_and_a_style(kind: str) -> None:
    made = of_html(BLOCKS, kind)
    assert word_reading.faults(made) == []
    said = [words for style, words in word_reading.said(made) if not style.startswith("rij")][2:]
    assert said[kind not in ("lid", "tekst") :] == [
        *(
            "Naam: naam, let op, H2O, a\nen verder.",
            "een",
            "diep",
            "dieper",
            "twee",
            "vervolg",
            "a  b\n  c",
            "citaat",
            "",
            "begrip",
            "uitleg",
            "kop",
        ),
        *("bijschrift", "a", "b", "x", "1", "2", "", "3", "4", "", "nog", "een"),
    ]
    styles = {one.get(f"{W}val") for one in word_reading.main(made).iter(f"{W}rStyle")}
    assert {"Invullen", "Code"} <= styles


def test_a_list_begins_where_its_author_says_and_a_number_needs_no_words() -> None:
    lists = word_reading.parts(of_html('<ol start="3"><li>drie</li><li>vier</li></ol>'))["word/numbering.xml"].decode()
    assert '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride>' in lists
    # Before a list of which a paragraph consists stands its own number.
    assert word_reading.said(of_html("<ul><li>een</li></ul>"))[2:] == [("Lid", ""), ("ListParagraph 0", "een")]
    assert word_reading.said(of_html("<ul><li><ul><li>een</li></ul></li><li></li></ul>", "tekst"))[2:] == [
        ("ListParagraph 0", ""),
        ("ListParagraph 1", "een"),
        ("ListParagraph 0", ""),
    ]


def test_an_address_that_word_would_call_broken_is_written_as_it_must_be() -> None:
    made = of_html('<p><a href="https://a.test/een twee?q=&quot;é&quot;|x">hier</a> en <a href="mailto:hr@proefhuis.test">daar</a></p>')
    assert word_reading.faults(made) == []
    assert b'Target="https://a.test/een%20twee?q=%22%C3%A9%22%7Cx"' in word_reading.parts(made)["word/_rels/document.xml.rels"]


OLDER: dict[str, object] = {
    "version": "2026-01-01",
    "since": date(2026, 1, 1),
    "address": "https://handboek.proefhuis.test/2026-01-01/",
    "adopted": "Vastgesteld op 1 december 2025 door het bestuur.",
    "reference": "HR-0",
    "employer": "Proefhuis oud",
    "title": "Protocol sociale media en AI",
}
DRAFT: dict[str, object] = {"draft": True, "adopted": "", "reference": "", "address": "https://handboek.proefhuis.test/concept/"}


@pytest.mark.parametrize("more", [{}, DRAFT])
def test_what_stands_around_the_text_is_that_of_the_old_one_where_all_is_refused(more: dict[str, object]) -> None:
    old, new = book_of(part("lid", "<p>Een.</p>", 1), **OLDER), book_of(part("lid", "<p>Twee.</p>", 1), **more)
    made = word.make(redlined.of(old, new))
    assert word_reading.faults(made) == []
    assert word_reading.around(made, "reject") == word_reading.around(word.make(old), "reject")
    accepted = word_reading.around(made, "accept").replace(". Met de wijzigingen sinds 2026-01-01", "")
    assert accepted == word_reading.around(word.make(new), "accept")
