"""Ends of elements are left out, and a page says what it said: the same elements, attributes and words, on every page of the sample and on pages that nobody thought of."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from handbook.build.offline import led
from handbook.build.site import LENT
from handbook.build.tags import short
from tests.support.trees import nodes

PIECES = st.sampled_from(
    [
        *("woord", " ", "\n", "\u2003", "<", ">", "&lt;", "&nbsp; ", '"', "'", "=", "</", "<!-- </p> <p> -->", "<br>"),
        *(
            f"<{end}{name}>"
            for name in ("p", "ul", "ol", "li", "dl", "dt", "dd", "div", "h2", "section", "details", "b", "a")
            for end in ("", "/")
        ),
        *(
            f"<{end}{name}>"
            for name in ("table", "thead", "tbody", "tr", "td", "th", "pre", "aside", "svg", "template", "textarea")
            for end in ("", "/")
        ),
        *(
            '<a href="../x/" title="a > b = c">',
            "<i title=''>",
            '<p class="a b" id=c>',
            "<input value='\"' disabled>",
            '<script>"</p><p>"</script>',
        ),
    ]
)


def said(html: str) -> list[object]:
    """What the page holds, without the white space beside its blocks."""
    texts = (one.strip() if isinstance(one, str) and one != "/" else one for one in nodes(html, spaces=False))
    return [one for one in texts if one != ""]


@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_element_attribute_and_word_stays(html: str) -> None:
    whole = LexborHTMLParser(f"<!doctype html><body>{html}").html or ""
    assert said(short(whole)) == said(whole)


@pytest.mark.parametrize(
    ("whole", "left"),
    [
        ('<a href="../x/" title="wat er is" id="y" data-x="">x</a>', '<a href="../x/" title="wat er is" id="y" data-x="">x</a>'),
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "<ul>\n<li>a<li>b</ul>"),
        ("<p>a</p>\n<p>b</p>\n<p>c</p> d", "<p>a<p>b<p>c</p> d"),
        ("<a><p>a</p></a>", "<a><p>a</p></a>"),
        ("<tr><td>a</td>\n<td>b</td></tr>\n<tr>", "<tr><td>a<td>b<tr>"),
    ],
)
def test_what_the_next_tag_tells_is_left_out(whole: str, left: str) -> None:
    assert short(whole) == left


def test_a_page_that_is_read_and_written_again_stays_as_it_is(sample_site: Path) -> None:
    pages = [file.read_text("utf-8") for file in sorted(sample_site.rglob("*.html")) if file.name != LENT]
    assert len(pages) > 20
    for page in pages:
        assert short(LexborHTMLParser(page).html or "") == page


@pytest.mark.parametrize("quote", ['"', ""])
def test_an_address_leads_on_with_and_without_quotes(quote: str) -> None:
    tag = f"<a class=x href={quote}../x/#y{quote} data-href={quote}z{quote}>"
    assert led(tag, str.upper) == tag.replace("../x/#y", "../X/#Y")
    assert led('<meta content="0; url=../x/">', str.upper) == '<meta content="0; url=../X/">'
