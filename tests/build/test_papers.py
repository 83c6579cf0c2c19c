"""A paper to fill in stands in the list of papers, shows what is left to fill in, and is in no menu, search or list of an employee."""

from __future__ import annotations

import json
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.archive import clean_html
from handbook.core.page_marks import set_apart

LIST, PAPER, CLAUSE = (f"formulieren/{name}" for name in ("index.html", "ontvangst/index.html", "bepaling/index.html"))


def page(site: Path, name: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / name).read_text("utf-8"))


def only(tree: LexborHTMLParser, selector: str) -> LexborNode:
    (found,) = tree.css(selector)
    return found


def test_the_list_names_it_with_what_for_and_for_whom(sample_site: Path) -> None:
    item = only(page(sample_site, LIST), "li:has(> a[href='ontvangst/']), li:has(> p > a[href='ontvangst/'])")
    assert " ".join(item.text().split()) == "Ontvangst van het protocol Wie hier komt werken, zegt dat het protocol is ontvangen. Voor: HR."


def test_a_blank_says_what_it_is_wherever_the_text_goes(sample_site: Path) -> None:
    blanks = page(sample_site, PAPER).css("mark.invullen")
    assert [one.text() for one in blanks] == ["[naam van de medewerker]", "[dag, maand en jaar]"]
    assert clean_html.inline(blanks[:1], "") == "<mark>[naam van de medewerker]</mark>"


def test_it_begins_with_how_to_use_it(sample_site: Path) -> None:
    title = only(page(sample_site, PAPER), "h1 ~ .admonition.invullen > .admonition-title")
    assert title.text() == "Zo gebruikt u dit stuk"


def test_only_the_list_is_in_the_menu_the_search_and_the_list_of_pages(sample_site: Path) -> None:
    found = [json.loads((sample_site / "search/search_index.json").read_text("utf-8")), (sample_site / "sitemap.xml").read_text("utf-8")]
    for whole in (*map(json.dumps, found), (sample_site / "a-z/index.html").read_text("utf-8")):
        assert "formulieren/" in whole and not [one for one in ("ontvangst", "bepaling") if f"formulieren/{one}" in whole]
    for name in (LIST, PAPER):
        menu = [one.text(strip=True) for one in page(sample_site, name).css("nav.menu a")]
        assert "Formulieren en brieven" in menu and "Ontvangst van het protocol" not in menu, name


def test_what_is_set_apart_is_so_by_path_and_by_address() -> None:
    assert [set_apart(one) for one in ("formulieren/", "formulieren/index.md", "doel.md")] == [False] * 3
    assert [set_apart(one) for one in ("formulieren/brief.md", "formulieren/brief/", "beheer/", "beheer/index.md")] == [True] * 4


def test_the_clause_is_a_quotation_with_where_the_protocol_is(sample_site: Path) -> None:
    said = [" ".join(one.text().split()) for one in only(page(sample_site, CLAUSE), "blockquote").css("p, li")]
    assert said[:3] == [
        "Sociale media",
        "Op het werk gebruikt u sociale media in de pauze. Een klant gaat voor.",
        "Voor al het andere geldt ons protocol sociale media.",
    ]
    assert said[-1] == "Kenmerk van het protocol: HR-2026.1. Adres: https://handboek.proefhuis.test/"
    assert "blijft vrij: zie artikel" in page(sample_site, CLAUSE).css("h2#grenzen ~ ul")[0].text().replace("\xa0", " ")


def test_on_what_the_council_decides_stands_with_the_law_and_the_articles(sample_site: Path) -> None:
    rows = [[" ".join(cell.text().split()) for cell in row.css("td")] for row in page(sample_site, CLAUSE).css("tbody tr")]
    assert ["Controle", "artikel 27, eerste lid, onder l, WOR"] in [row[:2] for row in rows]
    assert all(row[2].startswith("Artikel ") for row in rows)
