"""The list from A to Z in a browser: made shorter by what is typed, with letters that stay in view."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from handbook.serve.accessibility.example import Archive
from handbook.serve.accessibility.states import State
from tests.support import states

# These draw the archive already.
pytestmark = pytest.mark.xdist_group("layout")

PHONE: ViewportSize = {"width": 390, "height": 700}

COVERED = """() => {
  const row = document.querySelector(".az-letters").getBoundingClientRect()
  const heading = document.querySelector(location.hash).getBoundingClientRect()
  return [row.top >= -5 && row.bottom <= innerHeight, heading.top >= row.bottom]
}"""
"""Whether the letters are in view, and the heading of the address is below them."""


def test_what_is_typed_makes_it_shorter(browser: Browser, archive: Archive, known: dict[str, State]) -> None:
    of_all = known["index from A to Z"]
    with states.opened(browser, of_all, viewport=PHONE) as page:
        states.reach(page, archive, of_all)
        field, said = page.get_by_label("Typ een woord"), page.get_by_role("status").and_(page.locator(".az-aantal"))
        lines, letters = page.locator(".az-lijst > li:visible"), page.locator(".az-letters li:visible")
        every, row = lines.count(), letters.count()
        # Anywhere in the word, whatever the accents and capitals; what is left is what has it.
        field.fill("Cáméra")
        words = page.locator(".az-lijst > li:visible b").filter(has_text="camera").count()
        assert words > 1
        expect(said).to_have_text(f"{words} woorden gevonden.")
        assert lines.count() == page.locator(".az-lijst > li:visible").filter(has_text="camera").count()
        assert letters.count() == page.locator("article h2:visible").count() < row
        assert page.url.endswith("?q=C%C3%A1m%C3%A9ra")
        # It is in the address: who gets that sees the same.
        page.reload()
        expect(said).to_have_text(f"{words} woorden gevonden.")
        expect(field).to_have_value("Cáméra")
        # No word has it: the plural of one that is there.
        field.fill("datalekken")
        expect(said).to_have_text("1 woord gevonden.")
        field.fill("qqqxz é")
        expect(said).to_have_text("Geen woorden gevonden.")
        expect(page.get_by_role("link", name="Zoek het in het hele handboek")).to_have_attribute("href", "?query=qqqxz+%C3%A9")
        field.press("Escape")
        expect(said).to_be_empty()
        expect(page.locator("[data-az-verder]")).to_be_hidden()
        assert (lines.count(), letters.count(), page.url.endswith("a-z/")) == (every, row, True)


def test_the_letters_stay_and_mark_where_the_reader_is(browser: Browser, archive: Archive, known: dict[str, State]) -> None:
    of_all = known["index from A to Z"]
    with states.opened(browser, of_all, viewport=PHONE) as page:
        states.reach(page, archive, of_all)
        marked = page.locator(".az-letters [aria-current]")
        for letter in ("s", "d"):
            # By keyboard: the row scrolls by itself.
            page.locator(f".az-letters [href='#letter-{letter}']").press("Enter")
            expect(marked).to_have_text(letter.upper())
            expect(marked).to_be_in_viewport(ratio=1)
            assert page.evaluate(COVERED) == [True, True]
        page.set_viewport_size({"width": 1440, "height": 900})
        page.locator(".az-letters [href='#letter-v']").click()
        expect(marked).to_have_text("V")
        assert page.evaluate(COVERED) == [True, True]


def test_without_a_script_there_is_no_field(browser: Browser, archive: Archive, known: dict[str, State]) -> None:
    with browser.new_context(java_script_enabled=False, viewport=PHONE) as context:
        page = context.new_page()
        page.goto(archive.address + known["index from A to Z"].address)
        expect(page.locator(".az-zoek")).to_be_hidden()
        assert page.locator(".az-lijst > li:visible").count() > 300
