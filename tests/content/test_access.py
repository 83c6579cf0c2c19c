"""The pages of this handbook under axe, as a phone shows them: a text that breaks access, such as a picture without words, is caught here.

Every page, whole, in `make soak`; in `make test` so many that every kind of element is looked at that stands on any page
but the one that repeats all others, and of what comes in rows of one shape, as the thousand lines from A to Z, the first two of each shape.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.archive.whole_page_file import WHOLE
from handbook.core.dutch import today
from handbook.serve.accessibility import looking, states
from handbook.serve.accessibility.example import Archive
from handbook.serve.accessibility.looking import View
from tests.support.server import served
from tests.support.soaking import SOAK
from tests.support.trees import whole

# With the tests of the search: they keep this site too.
pytestmark = pytest.mark.xdist_group("search")

VIEW = View(320, "light", 100)
"""The tightest; the look in all others belongs to the form, which is tested on the sample."""


COLOURS = ("color-contrast",)
"""Four fifths of the time, and nothing that a text can choose: colours belong to the form, and `handbook accessibility` looks at them on every page."""


ROWS = ":is(li, tr, dl):not(:first-child, :has(li, tr, dl))"
"""What lists, tables and menus repeat, and lists of terms as a whole, of which a part alone would be wrong. The first of a list stays, and one that holds others."""

FAULTS = '<h5>Te diep</h5><p><img src="stijl/teken.svg"></p><p><a href="x"></a></p>'
"""A picture without words, a link without words and a level that is skipped."""


def kinds(html: str) -> frozenset[tuple[object, ...]]:
    """What access can break on: each element of the text with its attributes, whether it has words and what is around it, and which heading follows which."""
    main = LexborHTMLParser(html).css_first("main")
    assert main
    levels = [node.tag for node in main.css("h1, h2, h3, h4, h5, h6")]
    return frozenset({*map(_kind, main.css("*")), *pairwise(levels)})


def _kind(node: LexborNode) -> tuple[object, ...]:
    filled = sorted((name, bool(value)) for name, value in node.attributes.items() if name not in ("id", "href"))
    return (node.tag, node.parent.tag if node.parent else "", bool(node.text(strip=True)), *filled)


def chosen(pages: Mapping[str, str]) -> list[str]:
    """Pages by the address of which together hold every kind that any of them holds; each adds the most to those before it."""
    held = {path: kinds(html) for path, html in pages.items()}
    found: list[str] = []
    seen: frozenset[tuple[object, ...]] = frozenset()
    while left := {path: len(held[path] - seen) for path in held if held[path] - seen}:
        found.append(max(sorted(left), key=lambda path: left[path]))
        seen |= held[found[-1]]
    return found


def thinned(html: str) -> str:
    """The page without the rows of which two with the same shape came before: the same elements, of the same kinds, around as many others."""
    tree = LexborHTMLParser(html)
    times: Counter[tuple[object, ...]] = Counter()
    for row in tree.css(ROWS):
        shape = (_kind(row), *map(_kind, row.css("*")))
        times[shape] += 1
        if times[shape] > 2:
            row.decompose()
    return tree.html or ""


def texts(site: Path) -> dict[str, str]:
    return {state.address: whole((site / state.address / "index.html").read_text("utf-8")) for state in states.whole(site)}


def wrong(browser: Browser, site: Path, addresses: Collection[str]) -> list[str]:
    """All that is wrong with pages of a site, and that there are pages."""
    # Without scripts: what they do belongs to the form too.
    todo = [replace(state, script=False) for state in states.whole(site) if state.address in addresses]
    with served(site) as address:
        report = looking.look(browser, Archive(site, address, today()), todo, chosen=lambda *_: [VIEW], without=COLOURS)
    assert report.runs > 1 and len(report.passed) > 20
    return [str(one) for one in report.found]


def test_no_page_of_ours_breaks_access(browser: Browser, own_site: Path, tmp_path: Path) -> None:
    pages = texts(own_site)
    looked_at = [*pages] if SOAK else chosen({path: html for path, html in pages.items() if path != WHOLE})
    site = own_site if SOAK else shutil.copytree(own_site, tmp_path / "site")
    for path in () if SOAK else looked_at:
        (site / path / "index.html").write_text(thinned(pages[path]), "utf-8")
    found = wrong(browser, site, looked_at)
    assert found == [], "\n".join(found)


def test_it_can_fail(browser: Browser, own_site: Path, tmp_path: Path) -> None:
    """The faults on two pages of any handbook."""
    for path in ("index.html", "een/index.html"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        html = (own_site / "index.html").read_text("utf-8")
        (tmp_path / path).write_text(html.replace("</article>", f"{FAULTS}</article>"), "utf-8")
    found = " ".join(wrong(browser, tmp_path, texts(tmp_path)))
    for rule in ("image-alt", "heading-order", "link-name"):
        assert found.count(f"{rule}: ") >= 2, found


def test_a_page_with_one_fault_is_looked_at(own_site: Path) -> None:
    """Of a page that no other kind of element brings in, each fault alone is enough."""
    pages = texts(own_site)
    usual = chosen(pages)
    path = next(path for path in pages if path not in usual and "</article>" in pages[path])
    for fault in re.findall(r"<h5>.*?</h5>|<p>.*?</p>", FAULTS):
        assert path in chosen({**pages, path: pages[path].replace("</article>", f"{fault}</article>")}), fault


def test_what_is_thinned_keeps_every_kind_and_every_fault(own_site: Path) -> None:
    pages = texts(own_site)
    for html in pages.values():
        assert kinds(thinned(html)) >= {kind for kind in kinds(html) if len(kind) > 2}
    # The whole text on one page is none of rows alone.
    longest = max((html for path, html in pages.items() if path != WHOLE), key=len)
    assert len(thinned(longest)) < len(longest) / 2
    for fault in re.findall(r"<p>.*?</p>", FAULTS):
        before, row, after = longest.rpartition("</li>")
        assert fault in thinned(f"{before}{fault}{row}{after}"), fault
