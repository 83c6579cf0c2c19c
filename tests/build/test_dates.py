"""No line ends within a date, and the text is what it was."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook.archive import printed_articles
from handbook.build.pages import dates
from handbook.checks import built_page
from tests.support.trees import after

PAGE = '<!doctype html><html lang="nl"><head><title>Van 1 mei 2026</title></head><body><article class="md-content__inner">{}</article></body></html>'


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("<p>Van 1 mei 2026 t/m 30 november 2026.</p>", ["1 mei 2026", "30 november 2026"]),
        ('<p><a href="#x">30 november 2026</a>: <b>niet</b> 3 maart</p>', ["30 november 2026"]),
        ("<p>1&nbsp;mei&nbsp;2026 &amp; &lt;b&gt; op 2\nmei 2026</p>", ["1\u00a0mei\u00a02026", "2\nmei 2026"]),
        ("<code>1 mei 2026</code><select><option>1 mei 2026</option></select><pre>2 mei 2026</pre>", []),
        ('<p><span class="datum">1 mei 2026</span> en 131 mei 2026</p>', ["1 mei 2026"]),
    ],
)
def test_a_date_is_one_piece_and_the_text_stays(text: str, kept: list[str]) -> None:
    before = PAGE.format(text)
    marked = after(dates.keep, before)
    assert [node.text() for node in LexborHTMLParser(marked).css(".datum")] == kept
    assert built_page.parse("x", marked).article == built_page.parse("x", before).article
    assert "<title>Van 1 mei 2026</title>" in marked


def test_a_rule_is_quoted_without_the_mark() -> None:
    rule = '<h2 id="a"><span class="artikel">Artikel 1.1</span> Sinds 1 mei 2026</h2><ol><li id="a-lid-1">Tot <em>30 november 2026</em>.</li></ol>'
    before, marked = (LexborHTMLParser(html) for html in (PAGE.format(rule), after(dates.keep, PAGE.format(rule))))
    assert marked.css(".datum") and printed_articles.read(marked, "x/") == printed_articles.read(before, "x/") != {}
