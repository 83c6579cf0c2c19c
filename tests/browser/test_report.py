"""The report as a page, in a real browser: nothing falls off on the narrowest telephone, all of it prints, and everybody can use it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from handbook.report import web
from handbook.serve.accessibility import axe
from tests.support import pages

EXPECTED = Path(__file__).parents[1] / "report/expected/verslag.html"


@pytest.fixture(scope="module")
def html() -> str:
    """The page of the golden case, with its style sheet again in its place."""
    return EXPECTED.read_text("utf-8").replace("<style></style>", f"<style>{web.style()}</style>")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it_on_the_narrowest_telephone(browser: Browser, html: str, scheme: str) -> None:
    with pages.fresh(browser, viewport={"width": 320, "height": 800}, color_scheme=scheme, java_script_enabled=True) as page:
        page.set_content(html)
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert [str(one) for one in axe.run(page).found] == []
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_it_folds_by_keyboard_and_prints_whole(browser: Browser, html: str) -> None:
    with pages.fresh(browser, viewport={"width": 1000, "height": 800}) as page:
        page.set_content(html)
        folded = page.locator("details.samen")
        inside = folded.locator("details summary")
        expect(inside).to_be_hidden()
        folded.locator("> summary").press("Enter")
        expect(inside).to_be_visible()
        folded.locator("> summary").press("Enter")
        expect(inside).to_be_hidden()
        page.emulate_media(media="print")
        expect(inside).to_be_visible()
        expect(inside).to_have_css("color", "rgb(28, 27, 31)")
