"""What people type for an article or a page."""

from __future__ import annotations

import pytest

from handbook.core import meant

NUMBERS = {"doel": "1.1", "likes": "34.1", "groepen": "34.2", "rust": "34.10"}
PAGES = {"", "doel", "formulieren", "formulieren/incident"}


@pytest.mark.parametrize(
    "typed", ["likes", "Likes", "34.1", "artikel 34.1", "Art. 34.1.", "#likes", "https://h.test/2026-11-01/regels/#likes"]
)
def test_an_article_is_known_however_it_is_called(typed: str) -> None:
    assert meant.article_id(typed, NUMBERS) == "likes"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "34",
            "Hoofdstuk 34 heeft 3 artikelen: 34.1 tot en met 34.10. Noem er daar een van. Wilt u het hele hoofdstuk? Schrijf dan: --hoofdstuk 34",
        ),
        ("hoofdstuk 1", "Hoofdstuk 1 heeft één artikel: 1.1. Noem er daar een van. Wilt u het hele hoofdstuk? Schrijf dan: --hoofdstuk 1"),
        ("34.9", "Hoofdstuk 34 heeft 3 artikelen: 34.1 tot en met 34.10."),
        ("99.9", "De tekst heeft 4 artikelen: 1.1 tot en met 34.10."),
        ("like", "Bedoelt u likes?"),
        ("zzz", "De tekst heeft 4 artikelen: 1.1 tot en met 34.10."),
    ],
)
def test_an_article_that_is_not_there_tells_of_those_that_are(typed: str, said: str) -> None:
    assert meant.article_id(typed, NUMBERS) is None
    assert meant.article(typed, NUMBERS, chapters=True).startswith(said)
    assert "--hoofdstuk" not in meant.article(typed, NUMBERS)


def test_an_address_is_known_in_the_words_of_which_it_is_made() -> None:
    assert meant.article_id(" Eigen telefoon ", {"eigen-telefoon": "3.2"}) == "eigen-telefoon"


def test_a_text_without_articles_says_so() -> None:
    assert meant.article("1.1", {}) == "Deze tekst heeft geen artikelen."


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("formulieren/incident", "formulieren/incident"),
        ("/formulieren/incident/", "formulieren/incident"),
        ("docs/formulieren/incident.md", "formulieren/incident"),
        ("./docs/formulieren/incident.md", "formulieren/incident"),
        ("docs\\formulieren\\incident.md", "formulieren/incident"),
        ("formulieren/incident/index.html", "formulieren/incident"),
        ("https://h.test/handboek/2026-11-01/formulieren/incident/#kop", "formulieren/incident"),
        ("docs/formulieren/index.md", "formulieren"),
        ("doel.md#doel", "doel"),
        ("/", ""),
        ("docs/index.md", ""),
        ("https://h.test/2026-11-01/", ""),
        ("https://h.test/2026-11-01/zzz/", None),
        ("zzz/doel", None),
    ],
)
def test_a_page_is_known_wherever_its_name_was_copied_from(typed: str, page: str | None) -> None:
    assert meant.page(typed, PAGES.__contains__) == page


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ontvangst", ["formulieren/ontvangst"]),
        ("regels/vertrouwlijk", ["regels/vertrouwelijk"]),
        ("waarschuwingsbrief", ["formulieren/waarschuwing"]),
        ("formulieren/index.md", []),
        # Of two that are called so, that of the folder comes first.
        ("dilemmas/beeld", ["dilemmas/beeld", "regels/beeld"]),
        ("beelt", ["dilemmas/beeld", "regels/beeld"]),
        ("xyz", []),
    ],
)
def test_a_page_is_known_by_its_own_name_whatever_its_folder_is(typed: str, found: list[str]) -> None:
    pages = "formulieren/ontvangst formulieren/waarschuwing regels/vertrouwelijk regels/vertrek regels/zakelijk regels/beeld dilemmas/beeld"
    assert meant.near_pages(typed, pages.split()) == found
