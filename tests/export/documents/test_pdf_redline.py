"""The PDF of a redline: what changed on one page, and both texts in the chapters where it did."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from handbook.export.documents import redlined
from handbook.export.documents.model import Book
from handbook.export.documents.pdf import changed, writer
from handbook.export.documents.words import all_of, line, plain
from tests.support import documents
from tests.support import pdf_reading as pdf
from tests.support.soaking import SOAK
from tests.support.text_strategies import pairs
from tests.support.word_files import png
from tests.support.yaml_lists import read

CASES: list[dict[str, Any]] = read(Path(__file__).parents[2] / "redline/cases.yml")
PICTURED = re.compile(r"\[afbeelding[^\]]*\]")


def compared(case: dict[str, Any]) -> Book:
    both = redlined.of(documents.of("oud", case["oud"]), documents.of("nieuw", case["nieuw"]), case.get("opvolgers"))
    return replace(both, file=lambda _: png())


@pytest.mark.parametrize("case", CASES if SOAK else CASES[::15], ids=lambda case: case["naam"])
def test_what_went_and_what_came_both_stand_in_it(case: dict[str, Any]) -> None:
    both = compared(case)
    said, at = pdf.signs(pdf.words(writer.make(both))), 0
    for section in changed.only(both).sections:
        for item in section.items:
            # A picture stands there itself.
            for words in (words for one in all_of(item) for words in PICTURED.split(one)):
                at = said.find(pdf.signs(words), at)
                assert at >= 0, words


@pytest.fixture(scope="module")
def both() -> Book:
    """Four chapters: one stays, one has another word, one goes, one comes."""
    base = documents.of("oud", CASES[0]["oud"])
    chapter = base.chapters[0]

    def named(name: str, text: str) -> Any:
        section = chapter.sections[0]
        item = replace(section.items[0], kind="lid", number=1, blocks=(line(text),), address=f"{name}/#{name}-lid-1")
        own = replace(section, id=name, number="1.1", title=line(f"Artikel over {name}"), address=f"{name}/#{name}", items=(item,))
        return replace(chapter, title=line(f"Hoofdstuk {name}"), address=f"{name}/", sections=(own,))

    old = [named("gelijk", "Dit blijft zo."), named("ander", "U mag dit niet delen."), named("weg", "Dit verdwijnt nu.")]
    new = [named("gelijk", "Dit blijft zo."), named("ander", "U mag dit altijd delen."), named("erbij", "Dat verschijnt straks.")]
    return redlined.of(replace(base, version="2026-01-01", chapters=tuple(old)), replace(base, version="2026-11-01", chapters=tuple(new)))


def test_the_list_says_what_became_of_each_article(both: Book) -> None:
    assert changed.told(both) == "1 artikel gewijzigd, 1 nieuw, 1 vervallen."
    found = {row["title"]: row["how"] for row in changed.rows(changed.only(both))}
    assert found == {"Artikel over ander": "Gewijzigd", "Artikel over weg": "Vervallen", "Artikel over erbij": "Nieuw"}


def test_an_article_with_only_another_fact_is_counted_apart(both: Book) -> None:
    assert both.redlined
    found = replace(both, redlined=replace(both.redlined, facts=frozenset({"ander"})))
    assert changed.told(found) == "1 artikel nieuw, 1 vervallen. In 1 artikel veranderde alleen een gegeven."
    assert [row["how"] for row in changed.rows(found) if row["title"] == "Artikel over ander"] == ["Ander gegeven"]


def test_only_chapters_that_changed_are_in_it(both: Book) -> None:
    text = pdf.words(writer.make(both))
    assert "Hoofdstuk gelijk" not in text
    for said in (
        "Wijzigingen van versie 2026-01-01 naar versie 2026-11-01",
        "Wat er is veranderd",
        "1 artikel gewijzigd, 1 nieuw, 1 vervallen.",
        "Hoofdstuk ander",
        "Dit verdwijnt nu.",
        "Dat verschijnt straks.",
    ):
        assert pdf.signs(said) in pdf.signs(text), said


def test_one_fact_in_many_articles_is_told_once(both: Book) -> None:
    """Of a new telephone number thirty rows say nothing that one line does not."""
    chapter = next(one for one in both.chapters if plain(one.title) == "Hoofdstuk gelijk")

    def calling(number: str) -> Book:
        base = chapter.sections[0]
        said = [
            f"Bel {number} als het haast heeft.",
            f"Wie twijfelt, belt {number}.",
            f"Of mail. U belt {number} ook.",
            f"Bel {number} dus.",
        ]
        items = [(replace(base.items[0], blocks=(line(text),), op="="),) for text in said]
        own = [
            replace(base, id=f"bel-{at}", number=f"1.{at}", title=line(f"Bellen {at}"), items=one, op="=") for at, one in enumerate(items)
        ]
        if number.endswith("9"):
            own[3] = replace(own[3], items=(replace(own[3].items[0], blocks=(line(f"Mail of bel {number} dus."),)),))
        return replace(both, redlined=None, chapters=(replace(chapter, sections=tuple(own)),))

    found = redlined.of(calling("020 111"), calling("020 999"))
    assert [row["title"] for row in changed.rows(found)] == ["Bellen 3"]
    assert [(one["old"], one["new"], [place["name"] for place in one["places"]]) for one in changed.swaps(found)] == [
        ("111", "999", ["1.0", "1.1", "1.2"])
    ]
    assert changed.told(found) == "4 artikelen gewijzigd."
    assert "Alleen 111 werd 999 in 3 onderdelen:\n1.0, 1.1, 1.2\n" in pdf.words(writer.make(found))


def test_the_list_leads_to_the_page_of_each_article(both: Book) -> None:
    made = writer.make(both)
    listed = next(page for page in pdf.opened(made).pages if "Onderwerp" in page.extract_text())
    for depth, title, page in pdf.bookmarks(made):
        if depth > 1:
            row = next(row for row in listed.extract_text().splitlines() if row.startswith(title))
            assert row.endswith(str(page)), row
    assert pdf.inner_links(made) >= 3


def test_marks_need_no_colour_and_are_told_to_who_cannot_see_them(both: Book) -> None:
    """What came is underlined, what went is struck out, in the tags too; what is whole is named once, where it begins."""
    made = writer.make(both)
    decorations = [one["/TextDecorationType"] for _, node in pdf.tags(made) for one in node.get("/A", []) if "/TextDecorationType" in one]
    assert {decorations.count("/Underline"), decorations.count("/LineThrough")} == {5}
    text = pdf.words(made).partition("Pagina")[2]
    assert (text.count("Nieuw "), text.count("Vervallen ")) == (2, 2), "once in the list, once in the text"
    assert [words for depth, words, _ in pdf.bookmarks(made) if depth == 1][1:] == [
        "1 Hoofdstuk ander",
        "1 Vervallen Hoofdstuk weg",
        "1 Nieuw Hoofdstuk erbij",
    ]


@settings(max_examples=200 if SOAK else 5)
@given(pairs())
def test_any_two_texts_can_be_set(both: tuple[Any, Any]) -> None:
    """Typst holds every one against PDF/UA-1 and PDF/A-2a, and refuses what breaks them."""
    made = compared({"oud": both[0], "nieuw": both[1]})
    assert writer.make(made).startswith(b"%PDF")


def test_nothing_changed_is_told() -> None:
    same = documents.of("oud", CASES[0]["oud"])
    assert "Er is niets veranderd." in pdf.words(writer.make(redlined.of(same, same)))


def test_what_is_outside_articles_is_told_apart() -> None:
    old = documents.of("oud", CASES[0]["oud"])
    new = replace(old, chapters=tuple(replace(one, title=line(f"{plain(one.title)} erbij")) for one in old.chapters))
    assert changed.told(redlined.of(old, new)) == "Er veranderde alleen tekst buiten de artikelen."
