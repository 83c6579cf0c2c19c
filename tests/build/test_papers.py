"""A paper to fill in stands in the list of papers, shows what is left to fill in, and is in no menu, search or list of an employee."""

from __future__ import annotations

import json
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from handbook.archive import clean_html
from handbook.core.page_marks import set_apart

LIST, PAPER = "formulieren/index.html", "formulieren/ontvangst/index.html"


def page(site: Path, name: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / name).read_text("utf-8"))


def test_the_list_names_it_with_what_for_and_for_whom(sample_site: Path) -> None:
    found = page(sample_site, LIST).css_first("a[href='ontvangst/']")
    assert found.text() == "Ontvangst van het protocol"
    item = " ".join(found.parent.text().split())
    assert item == "Ontvangst van het protocol Wie hier komt werken, zegt dat het protocol is ontvangen. Voor: HR."


def test_a_blank_says_what_it_is_wherever_the_text_goes(sample_site: Path) -> None:
    blanks = page(sample_site, PAPER).css("mark.invullen")
    assert [one.text() for one in blanks] == ["[naam van de medewerker]", "[dag, maand en jaar]"]
    assert clean_html.inline(blanks[:1], "") == "<mark>[naam van de medewerker]</mark>"


def test_it_begins_with_how_to_use_it(sample_site: Path) -> None:
    first = page(sample_site, PAPER).css_first("h1 ~ .admonition.invullen")
    assert first.css_first(".admonition-title").text() == "Zo gebruikt u dit stuk"


def test_only_the_list_is_in_the_menu_the_search_and_the_list_of_pages(sample_site: Path) -> None:
    found = [json.loads((sample_site / "search/search_index.json").read_text("utf-8")), (sample_site / "sitemap.xml").read_text("utf-8")]
    for whole in (*map(json.dumps, found), (sample_site / "a-z/index.html").read_text("utf-8")):
        assert "formulieren/" in whole and "formulieren/ontvangst" not in whole
    for name in (LIST, PAPER):
        menu = [one.text(strip=True) for one in page(sample_site, name).css("nav.menu a")]
        assert "Formulieren en brieven" in menu and "Ontvangst van het protocol" not in menu, name


def test_what_is_set_apart_is_so_by_path_and_by_address() -> None:
    assert [set_apart(one) for one in ("formulieren/", "formulieren/index.md", "doel.md")] == [False] * 3
    assert [set_apart(one) for one in ("formulieren/brief.md", "formulieren/brief/", "beheer/", "beheer/index.md")] == [True] * 4
