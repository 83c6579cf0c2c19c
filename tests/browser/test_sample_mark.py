"""What is still of the example says so on every page: without a script, on paper, beside the decisions, to a screen reader too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from handbook.serve.accessibility import axe
from tests.support import pages, shipped
from tests.support.fork import handbook
from tests.support.server import served
from tests.support.sight import NARROW, WIDE

DECISIONS = "revisies/2026-01-01/"


@pytest.fixture(scope="module")
def adopter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a version and a draft of the handbook as it ships."""
    folder = tmp_path_factory.mktemp("voorbeeld")
    sources = shipped.adopted(folder / "handboek")
    for where, options in {"2026-01-01": (), "concept": ("--draft",)}.items():
        done = handbook(sources, "build", "--site-dir", str(folder / "root" / where), *options)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Nog van het voorbeeld: " in done.stdout
    with served(folder / "root") as address:
        yield address


@pytest.mark.parametrize("path", ["2026-01-01/", "2026-01-01/regels/", f"2026-01-01/{DECISIONS}", "concept/", f"concept/{DECISIONS}"])
def test_every_page_says_it_without_a_script_and_on_paper(browser: Browser, adopter: str, path: str) -> None:
    with pages.fresh(browser, viewport=NARROW, java_script_enabled=False) as page:
        page.goto(adopter + path)
        for media in ("screen", "print"):
            page.emulate_media(media=media)
            mark = page.locator(".md-banner .voorbeeld")
            expect(mark).to_be_visible()
            expect(mark).to_contain_text("Niets hiervan geldt echt.")
        page.emulate_media(media="screen")
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        told = page.locator("article").get_by_text("Deze datums en besluiten zijn verzonnen.")
        expect(told).to_have_count(1 if path.endswith(DECISIONS) else 0)
        if path.startswith("2026-01-01/"):
            expect(page.locator(".uitgave")).to_contain_text("voorbeeld: niet echt gebeurd")


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_mark_is_read_by_everybody(browser: Browser, adopter: str, colours: str) -> None:
    with pages.fresh(browser, viewport=WIDE, color_scheme=colours) as page:
        for path in ("2026-01-01/", "concept/"):
            page.goto(adopter + path)
            outcome = axe.run(page, within=".md-banner")
            assert (outcome.found, outcome.unsure) == ((), ())
            assert "color-contrast" in outcome.passed
