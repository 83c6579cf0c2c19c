"""Boxes round tables: each has a name that no other has, and the text of the page stays as it was."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook.build.pages import card_tables, scrolling_tables
from handbook.checks import built_page
from tests.support.trees import after

HEAD = '<!doctype html><html lang="nl"><head><title>t</title></head><body><table><tr><td>buiten</td></tr></table>'
PAGE = HEAD + '<article class="md-content__inner md-typeset">{}</article></body></html>'
TABLE = "<table>\n<thead><tr><th>Wie &amp; wat</th></tr></thead></table>"


@pytest.mark.parametrize(
    ("article", "names"),
    [
        ("<p>geen</p>", []),
        (TABLE, ["Tabel"]),
        (f'<h1 id="a">Een<a class="headerlink" href="#a" title="Adres">&para;</a></h1>{TABLE}', ["Tabel: Een"]),
        (f"<h2>Twee</h2>{TABLE}<p>en</p>{TABLE}<h3>Drie</h3>{TABLE}", ["Tabel: Twee", "Tabel 2: Twee", "Tabel: Drie"]),
        (f'<h2><span class="artikel">Artikel 1.1</span> A &amp; "B"</h2>{TABLE}', ['Tabel: Artikel 1.1 A & "B"']),
        ("<h2>Twee</h2><table class='x'><caption>Stand op 1 mei.</caption><tr><td>1</td></tr></table>", ["Tabel: Stand op 1 mei."]),
    ],
)
def test_every_table_of_the_text_stands_in_a_named_box(article: str, names: list[str]) -> None:
    before = PAGE.format(article)
    boxed = after(scrolling_tables.box, before)
    boxes = LexborHTMLParser(boxed).css("div.tabel")
    assert [box.attributes["aria-label"] for box in boxes] == names
    assert all((box.attributes["role"], box.attributes["tabindex"], len(box.css("table"))) == ("region", "0", 1) for box in boxes)
    old, new = built_page.parse("x", before), built_page.parse("x", boxed)
    assert (old.article, old.articles) == (new.article, new.articles)


def test_a_table_within_a_table_goes_along_with_it() -> None:
    inner = "<table><tr><td><h3>In</h3>1</td></tr></table>"
    boxed = LexborHTMLParser(after(scrolling_tables.box, PAGE.format(f"<table><tr><td>{inner}</td></tr></table><h2>B</h2>{TABLE}")))
    assert [box.attributes["aria-label"] for box in boxed.css("div.tabel")] == ["Tabel", "Tabel: B"]
    assert len(boxed.css("article table")) == 3


def test_a_table_of_columns_alone_becomes_cards_that_name_them() -> None:
    """Where a card has one thing to say of its name, that needs no name."""
    two = "<tbody><tr><td>Pers</td><td>Bel</td></tr><tr><td>Klant</td><td>Mail</td></tr></tbody>"
    three = "<tbody><tr><td>Pers</td><td>Bel</td><td>Nu</td></tr></tbody>"
    wide = '<tbody><tr><td colspan="2">Pers</td></tr></tbody>'
    for heads, body, cards, named in (
        ("<th>Wie</th><th>Wat</th>", two, 1, []),
        ("<th>Wie</th><th>Wat</th><th>Wanneer</th>", three, 1, ["Wat", "Wanneer"]),
        ("<th>Wie</th><th>Wat</th>", wide, 0, []),
        ("<th>Wie</th>", wide, 0, []),
    ):
        before = PAGE.format(f"<table><thead><tr>{heads}</tr></thead>{body}</table>")
        dealt = after(card_tables.deal, before)
        tree = LexborHTMLParser(dealt)
        assert [cell.attributes["data-kop"] for cell in tree.css("td[data-kop]")] == named
        assert len(tree.css("table.kaarten")) == cards
        assert built_page.parse("x", before).article == built_page.parse("x", dealt).article
