"""A page on which every rule is for other organisations is in no menu and no search, and still answers at its address."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook.build import build
from handbook.build.az_index import letters
from handbook.build.search.index import documents
from handbook.core.project import Project
from handbook.sources import read
from handbook.sources.printed.silent_pages import Neighbours, past
from tests.support.handbooks import TINY, draw

PAGE = """---
title: "Werken in de zorg"
zoekwoorden: [ziekenhuis]
artikelen:
  zwijgplicht:
    zoekwoorden: [medisch geheim]
---
# Werken in de zorg

{% if 'zorg' in werkgever.sector %}

## {{ artikel('zwijgplicht') }} Zwijgen {#zwijgplicht}

1. U deelt niets over een patiënt.

{% else %}

Deze regels gelden hier niet.

{% endif %}
"""
OPINION = (
    PAGE.replace("in de zorg", "bij de overheid")
    .replace("zorg", "overheid")
    .replace("zwijgplicht", "functietoets")
    .replace("Zwijgen", "Mening")
)


def drawn(to: Path, sector: str) -> Path:
    """The tiny handbook with two pages between others, each for one sector, of which one stands alone in its part of the menu."""
    menu = (TINY / "mkdocs.yml").read_text("utf-8")
    own = "  - Regels: regels.md\n  - Zorg:\n      - Zwijgen in de zorg: zorg.md\n  - Ambtenaar: overheid.md\n"
    facts = (TINY / "variables.yml").read_text("utf-8").replace("sector: algemeen", f"sector: {sector}")
    files = {
        "mkdocs.yml": menu.replace("  - Regels: regels.md\n", own),
        "docs/zorg.md": PAGE,
        "docs/overheid.md": OPINION,
        "variables.yml": facts,
    }
    return draw(to, files)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = drawn(tmp_path_factory.mktemp("stil") / "handboek", "algemeen")
    build.build(Project.find(root), root.parent / "site")
    return root.parent / "site"


def page(site: Path, path: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / path / "index.html").read_text("utf-8"))


def menu(tree: LexborHTMLParser) -> list[str]:
    return [link.text(strip=True) for link in tree.css("nav.menu a")]


def ways(tree: LexborHTMLParser) -> dict[str, tuple[str, str]]:
    """Of the links to the page before and the one after: where they lead and what they say, and what the head says of them."""
    found = {}
    for way in ("prev", "next"):
        link, head = tree.css_first(f"nav.verder a[rel={way}]"), tree.css_first(f"head link[rel={way}]")
        assert (link is None) == (head is None)
        if link and head:
            assert link.attributes["href"] == head.attributes["href"]
            found[way] = (link.attributes["href"] or "", link.text(separator=" ", strip=True))
    return found


def test_is_in_no_menu_nor_is_the_part_that_holds_nothing_else(site: Path) -> None:
    for path in ("", "regels", "gegevens", "zorg"):
        assert menu(page(site, path)) == ["Start", "Regels", "Gegevens", "Revisies"]


def test_who_pages_through_comes_past_it(site: Path) -> None:
    assert ways(page(site, "regels"))["next"] == ("../gegevens/", "Volgende Gegevens")
    assert ways(page(site, "gegevens"))["prev"] == ("../regels/", "Vorige Regels")
    assert ways(page(site, "zorg")) == {}


def test_answers_at_its_address_and_is_not_found_by_searching(site: Path) -> None:
    assert "Deze regels gelden hier niet." in " ".join(article.text() for article in page(site, "zorg").css("article"))
    docs = documents(site)
    assert docs and not [doc for doc in docs if doc["location"].startswith(("zorg/", "overheid/"))]


def test_is_there_like_any_other_where_its_rules_hold(tmp_path: Path) -> None:
    root = drawn(tmp_path / "handboek", "[zorg]")
    build.build(Project.find(root), tmp_path / "site")
    assert menu(page(tmp_path / "site", "regels")) == ["Start", "Regels", "Zorg", "Gegevens", "Revisies"]
    assert [link.attributes["href"] for link in page(tmp_path / "site", "regels").css("nav.menu a.menu-meer")] == ["../zorg/"]
    assert ways(page(tmp_path / "site", "zorg"))["next"] == ("../gegevens/", "Volgende Gegevens")


@pytest.mark.parametrize(("sector", "there"), [("algemeen", set()), ("zorg", {"ziekenhuis", "medisch geheim"})])
def test_its_words_are_in_the_list_from_a_to_z_only_where_its_rules_hold(sector: str, there: set[str], tmp_path: Path) -> None:
    sources = read(Project.find(drawn(tmp_path / "handboek", sector)))
    assert sources.facts
    entries = letters(sources.metadata, sources.articles, sources.data, sources.facts)
    assert {entry.word for _, found in entries for entry in found} & {"ziekenhuis", "medisch geheim"} == there


def test_at_either_end_of_the_menu_there_is_nothing_to_go_on_to() -> None:
    assert past(("a.md", "b.md", "c.md"), {"a.md", "b.md"}) == {"a.md": Neighbours(None, "c.md"), "b.md": Neighbours(None, "c.md")}
    assert past(("a.md", "b.md"), {"b.md", "elders.md"}) == {"b.md": Neighbours("a.md", None)}
