"""Every page of this handbook once under axe, as a phone shows it: a text that breaks access, such as a picture without words, is caught here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from handbook.core.dutch import today
from handbook.serve.accessibility import looking, states
from handbook.serve.accessibility.example import Archive
from handbook.serve.accessibility.looking import View
from tests.support.server import served

# With the tests of the search: they keep this site too.
pytestmark = pytest.mark.xdist_group("search")

VIEW = View(320, "light", 100)
"""The tightest; the look in all others belongs to the form, which is tested on the sample."""


COLOURS = ("color-contrast",)
"""Four fifths of the time, and nothing that a text can choose: colours belong to the form, and `handbook accessibility` looks at them on every page."""


def wrong(browser: Browser, site: Path) -> list[str]:
    """All that is wrong with the pages of a site, and that there are pages."""
    # Without scripts: what they do belongs to the form too.
    todo = [replace(state, script=False) for state in states.whole(site)]
    with served(site) as address:
        report = looking.look(browser, Archive(site, address, today()), todo, only=VIEW, without=COLOURS)
    assert report.runs > 1 and len(report.passed) > 20
    return [str(one) for one in report.found]


def test_no_page_of_ours_breaks_access(browser: Browser, own_site: Path) -> None:
    found = wrong(browser, own_site)
    assert found == [], "\n".join(found)


def test_it_can_fail(browser: Browser, own_site: Path, tmp_path: Path) -> None:
    """A picture without words, a link without words and a level that is skipped, on two pages of any handbook."""
    for path in ("index.html", "een/index.html"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        html = (own_site / "index.html").read_text("utf-8")
        faults = '<h5>Te diep</h5><p><img src="stijl/teken.svg"></p><p><a href="x"></a></p>'
        (tmp_path / path).write_text(html.replace("</article>", f"{faults}</article>"), "utf-8")
    found = " ".join(wrong(browser, tmp_path))
    for rule in ("image-alt", "heading-order", "link-name"):
        assert found.count(f"{rule}: ") >= 2, found
