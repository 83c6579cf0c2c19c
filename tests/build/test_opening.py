"""A page begins with its title and introduction, then says since when it holds and what is on it; its headings have names of their own words."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook.build.pages import headings, opening
from handbook.checks import built_page
from tests.support.trees import after

PAGE = '<!doctype html><html lang="nl"><head><title>t</title></head><body><main>{}<article class="md-content__inner md-typeset">{}</article></main></body></html>'
PARTS = "<div class='stand' data-van-de-pagina><p>Ingangsdatum: 1 mei.</p></div><nav class='inhoud' data-van-de-pagina>Op deze pagina</nav>"


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("<h1>A</h1>\n<p>Kort.</p><p>Dan.</p>", ["h1", "p", "div", "nav", "p"]),
        ("<h1>A</h1><ul><li>een</li></ul>", ["h1", "div", "nav", "ul"]),
        ("<p>Zonder kop.</p>", ["p"]),
    ],
)
def test_a_page_begins_with_its_title_and_no_text_of_it_has_more_words(text: str, order: list[str]) -> None:
    before = PAGE.format(PARTS, text)
    begun = after(opening.place, before)
    tree = LexborHTMLParser(begun)
    article = tree.css_first("article")
    assert article and [node.tag for node in article.iter()] == order
    # Nothing is lost, and nothing is there twice.
    assert len(tree.css("main [data-van-de-pagina]")) == 2
    assert built_page.parse("x", begun).article == built_page.parse("x", before).article


def test_a_heading_is_named_by_its_words_alone() -> None:
    plain = '<h2 id="a">Vragen?<a class="headerlink" href="#a">&para;</a></h2>'
    link = '<a class="headerlink" href="#b" aria-label="Adres van artikel 1.1">&para;</a>'
    rule = f'<h2 id="b"><span class="artikel">Artikel 1.1</span> Delen{link}</h2>'
    tree = LexborHTMLParser(after(headings.name, PAGE.format("", plain + rule)))
    hidden, seen = tree.css("a.headerlink")
    assert (hidden.attributes["aria-hidden"], hidden.attributes["tabindex"]) == ("true", "-1")
    assert "aria-hidden" not in seen.attributes
    assert [node.attributes.get("aria-label") for node in tree.css("h2")] == [None, "Artikel 1.1 Delen"]
