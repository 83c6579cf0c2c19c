"""The pages that say that no text applies, or that it lacks the page: in a browser, on the days before and after another text begins."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from handbook.serve.accessibility import axe
from tests.support import pages
from tests.support.proving import built, exported, repeal
from tests.support.publishing import land, repository
from tests.support.server import served
from tests.support.sight import NARROW

FIRST, NEXT = "2026-03-01", "2026-12-01"
BEFORE, AFTER = "2026-11-30T12:00:00Z", "2026-12-01T12:00:00Z"
LACKS = "Deze pagina staat niet in de geldende tekst"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A text that was repealed, and one that begins later and lacks a page; nothing was done on the day on which that one begins."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HANDBOEK_VANDAAG", "2026-11-22")
        root = repository(tmp_path_factory.mktemp("geen") / "project")
        for version, lacks in ((FIRST, ()), (NEXT, ("bezwaar",))):
            folder = built(root.parent / version, version)
            for page in {"bezwaar"} - {*lacks}:
                (folder / page).mkdir()
                (folder / page / "index.html").write_text("bezwaar", "utf-8")
            assert land(root, folder, version, today="2026-11-20").code == 0
        repeal(root, FIRST, "2026-11-22")
        with served(exported(root, root.parent / "www")) as address:
            yield address


@pytest.mark.parametrize("path", ["", "geldend/", "geldend/doel/", "geldend/bezwaar/"])
def test_until_a_text_begins_every_address_says_that_none_applies(archive: str, browser: Browser, path: str) -> None:
    with pages.fresh(browser, BEFORE, viewport=NARROW) as page:
        page.goto(f"{archive}{path}")
        expect(page.locator("[data-register]")).to_have_text("Vandaag, 30 november 2026, geldt er geen tekst.")
        expect(page.locator("main p").first).to_have_text("Handboek sociale media van Proefhuis B.V.")
        expect(page.locator("h1")).to_have_text("Er geldt nu geen tekst")
        expect(page.locator("main")).to_contain_text("Vanaf 1 december 2026 geldt de tekst van 1 december 2026.")
        outcome = axe.run(page)
        assert not outcome.found, [*map(str, outcome.found)]
        assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("", f"{NEXT}/"),
        ("geldend/", f"{NEXT}/"),
        ("geldend/doel/", f"{NEXT}/doel/"),
        ("geldend/doel/?a=1#zelf", f"{NEXT}/doel/?a=1#zelf"),
    ],
)
def test_from_its_first_day_readers_are_led_to_it(archive: str, browser: Browser, asked: str, led: str) -> None:
    with pages.fresh(browser, AFTER) as page:
        page.goto(f"{archive}{asked}")
        expect(page).to_have_url(f"{archive}{led}")


def test_a_page_that_it_lacks_says_so(archive: str, browser: Browser) -> None:
    with pages.fresh(browser, AFTER) as page:
        page.goto(f"{archive}geldend/bezwaar/")
        expect(page.locator("h1")).to_have_text(LACKS)
        expect(page).to_have_title(LACKS)
        expect(page.locator("[data-register]")).to_have_text("Vandaag, 1 december 2026, geldt de tekst van 1 december 2026.")
        expect(page.locator("[data-register] a")).to_have_attribute("href", f"{archive}{NEXT}/")
        expect(page.locator("main a").nth(1)).to_have_attribute("href", f"../../{FIRST}/bezwaar/")


def test_without_script_or_register_the_page_says_when_it_was_made_and_leads_to_the_list(archive: str, browser: Browser) -> None:
    with pages.fresh(browser, java_script_enabled=False) as page:
        page.goto(f"{archive}geldend/doel/")
        expect(page.locator("main")).to_contain_text("Zo was het op 22 november 2026, toen deze pagina is gemaakt.")
        expect(page.locator("main a").last).to_have_attribute("href", "../../versies/")
    with pages.fresh(browser, AFTER) as page:
        page.route("**/{regime,nu}.json", lambda route: route.abort())
        page.goto(f"{archive}geldend/doel/")
        pages.settled(page)
        expect(page.locator("[data-register]")).to_contain_text("Zo was het op 22 november 2026")
