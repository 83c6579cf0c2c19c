"""What is read as one stays on one line: dates and numbers in the built text, and mail addresses in a browser."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from handbook.build.pages import unbroken
from handbook.build.pages.unbroken import tied
from handbook.build.site import Page
from handbook.core import whole_dates
from handbook.redline.markup import said
from handbook.sources.printed.inline import TIED
from tests.support.handbooks import ROOT


@pytest.mark.parametrize(
    "text",
    [
        "Bel [030 123 45 67], [+31 30 123 45 67] of [0800 8020].",
        "Bel ([030]-[123 45 67]) of [(030) 123 45 67].",
        "Het is [088\n786 73 72]!",
        "Kamer 12 34, nummer A0123 45 67 en versie 2026-11-30.",
    ],
)
def test_a_number_has_no_line_end_within(text: str) -> None:
    bare = text.replace("[", "").replace("]", "")
    expected = "".join(
        part.replace(" ", TIED).replace("\n", TIED) if at % 2 else part for at, part in enumerate(text.replace("]", "[").split("["))
    )
    assert tied(bare) == expected
    # It says what it said, to everybody who compares.
    assert said(tied(bare)) == said(bare)


@pytest.mark.parametrize(
    "text",
    [
        "Vanaf [1 januari 2026] geldt dit.",
        "Op [14 maart], of in [mei 2027].",
        f"Het is [1\nmei\n2026] of [1{TIED}juni{TIED}2026]!",
        "Vijf januari, 2026 mensen, 12 keer, artikel 7.1 mei en 3,5 maart.",
    ],
)
def test_a_date_has_a_mark(text: str) -> None:
    """And spaces in it that may break: on the narrowest phone a line is shorter."""
    expected = text.replace("[", "]").split("]")
    expected[1::2] = (date.replace("\n", " ").replace(TIED, " ") for date in expected[1::2])
    assert whole_dates.parts(text.replace("[", "").replace("]", "")) == expected


def test_a_date_is_marked_in_the_text_of_a_page_alone(tmp_path: Path) -> None:
    body = '<p title="1 mei 2026">Op <a href="#">1 mei&nbsp;2026</a>, of <code>1 mei 2026</code>.</p><select><option>1 mei 2026</option></select>'
    (tmp_path / "index.html").write_text(f"<!doctype html><html><head><title>1 mei 2026</title></head><body>{body}</body></html>", "utf-8")
    page = Page.read(tmp_path, "/", "index.html", None, False)
    unbroken.tie(page)
    assert page.html().count('<span class="datum">1 mei 2026</span>') == 1
    assert '<a href="#"><span class="datum">1 mei 2026</span></a>, of' in page.html()
    assert (
        whole_dates.marked('<p title="1 mei 2026">Op 1 mei 2026.</p>')
        == '<p title="1 mei 2026">Op <span class="datum">1 mei 2026</span>.</p>'
    )


def test_a_web_address_ends_a_line_behind_a_slash(tmp_path: Path) -> None:
    """And never within the day that is the name of a version; what it says stays the same."""
    body = (
        '<p>Zie <a href="#">https://proefhuis.test/2026-11-01/regels/een-heel-lange-naam-van-een-pagina/#lek</a>, '
        "of https://proefhuis.test/op/. En <code>https://proefhuis.test/a/b/</code>.</p>"
    )
    (tmp_path / "index.html").write_text(f"<!doctype html><html><head></head><body>{body}</body></html>", "utf-8")
    page = Page.read(tmp_path, "/", "index.html", None, False)
    unbroken.tie(page)
    whole, wbr = '<span class="post">{}</span>'.format, "<wbr>"
    assert (
        wbr.join(
            (
                *("https://", "proefhuis.test/", whole("2026-11-01/"), "regels/"),
                "een-heel-lange-naam-van-een-pagina/",
                whole("#lek"),
            )
        )
        in page.html()
    )
    assert f"of {wbr.join(('https://', 'proefhuis.test/', 'op/'))}. En <code>https://proefhuis.test/a/b/</code>" in page.html()
    assert said(page.html()).endswith(said(body))


def test_a_mail_address_in_no_link_is_whole_or_ends_a_line_at_its_joints(tmp_path: Path) -> None:
    long = "vertrouwenspersoon@hoofd.proefhuis.test"
    body = f'<p>Mail hr@proefhuis.test, of {long}. Niet <a href="mailto:hr@proefhuis.test">hr@proefhuis.test</a> of @proefhuis.</p>'
    (tmp_path / "index.html").write_text(f"<!doctype html><html><head></head><body>{body}</body></html>", "utf-8")
    page = Page.read(tmp_path, "/", "index.html", None, False)
    unbroken.tie(page)
    assert (
        '<p>Mail <span class="post">hr@proefhuis.test</span>, of vertrouwenspersoon@<wbr>hoofd.<wbr>proefhuis.<wbr>test. Niet'
        in page.html()
    )
    assert '">hr@proefhuis.test</a> of @proefhuis.</p>' in page.html()


PAGE = """<!doctype html><html lang="nl"><meta charset="utf-8"><link rel="stylesheet" href="/handboek.css">
<body><main class="md-content"><article class="md-content__inner md-typeset">
<p>Mail naar Jansen (<a href="mailto:x">vertrouwens-persoon@hoofd.proefhuis.test</a>), of naar <a href="mailto:x">hr@proefhuis.test</a>. Dat mag altijd, op ieder moment.</p>
<ul><li>Of naar <a href="mailto:x">vertrouwens-persoon@hoofd.proefhuis.test</a>.</li></ul></article></main><script src="/adressen.js"></script>"""

ENDS = """() => [...document.querySelectorAll("a")].map(mail => {
  const ends = []
  let line = null, before = ""
  const walk = document.createTreeWalker(mail, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  while (walk.nextNode()) for (let at = 0; at < walk.currentNode.length; at++) {
    range.setStart(walk.currentNode, at)
    range.setEnd(walk.currentNode, at + 1)
    const { top } = range.getBoundingClientRect()
    if (line !== null && top > line + 4) ends.push(before)
    line = top
    before = walk.currentNode.data[at]
  }
  const block = mail.closest("p, li")
  // With the bracket and the comma beside it.
  return [ends.join(""), [...mail.getClientRects()].reduce((sum, box) => sum + box.width, 0) + 32 > mail.closest("p, li").clientWidth]
})"""
"""Of each address: the signs with which a line ends within it, and whether it is longer than a line."""


def _given(body: bytes, route: Route) -> None:
    route.fulfill(body=body)


def test_a_mail_address_ends_a_line_only_where_it_must(browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        for name in ("handboek.css", "adressen.js"):
            page.route(f"**/{name}", partial(_given, (ROOT / "docs/stijl" / name).read_bytes()))
        page.route("**/bladzij", partial(_given, PAGE.encode()))
        page.goto("http://proefhuis.test/bladzij")
        broken = set()
        for width in range(300, 760, 35):
            page.set_viewport_size({"width": width, "height": 600})
            page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            for ends, longer in page.evaluate(ENDS):
                assert set(ends) <= {"@", "."}, (width, ends)
                assert longer or not ends, (width, page.evaluate(ENDS))
                broken.add(bool(ends))
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert broken == {True, False}
