"""A decision aid with its script: the answers so far, the way back to each of them, and the address that holds them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from handbook.core.project import Project
from handbook.sources import read
from handbook.sources.data.decision_aids import Aid
from tests.support.server import served

NAME = "iemand-schrijft-over-ons"


@pytest.fixture(scope="module")
def aid(sample: Path) -> Aid:
    own = read(Project.find(sample))
    assert own.facts
    return Aid(own.data.decisions[NAME].items, own.facts)


@pytest.fixture(scope="module")
def address(sample_site: Path) -> Iterator[str]:
    with served(sample_site) as site:
        yield f"{site}keuzehulp/{NAME}/"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 390, "height": 700}) as context:
        page = context.new_page()
        page.goto(address)
        yield page


def shows(page: Page, key: str, given: list[str] | None = None) -> None:
    """This step shows and no other; with `given` these are the answers that are listed."""
    expect(page.locator(".stap:visible > h2")).to_have_id(key)
    if given is not None:
        expect(page.locator(".gegeven li strong:visible")).to_have_text(given)


def choose(page: Page, text: str) -> None:
    page.locator(".stap:visible .antwoorden a").get_by_text(text, exact=True).click()


def test_answers_are_listed_changed_and_kept(page: Page, address: str, aid: Aid) -> None:
    for answer in ("Nee", "Ja, dit is mijn taak", "Nee, het is een gewoon bericht", "Ja, het klopt", "Ja"):
        choose(page, answer)
    given = ["Nee", "Ja, dit is mijn taak", "Nee, het is een gewoon bericht", "Ja, het klopt", "Ja"]
    shows(page, "toon", given)
    # What has the focus, and what is said beside it.
    expect(page.locator("#toon")).to_be_focused()
    expect(page.locator("#toon")).to_be_in_viewport()
    expect(page.locator(".keuze > [role=status]")).to_have_text("Dit is de laatste vraag.")
    # The address alone holds them: whoever gets it stands at the same place.
    kept = page.url
    assert kept == f"{address}#gevaar.1/opdracht.1/bijzonder.1/waar.1/serieus.1/toon"
    page.goto("about:blank")
    page.goto(kept)
    shows(page, "toon", given)
    expect(page.locator("#toon")).to_be_focused()

    # Another answer to a question before: those behind it that still hold are kept, and that is said.
    page.get_by_role("link", name=f"Wijzig het antwoord op: {aid.steps['waar'].title}").click()
    shows(page, "waar", given[:3])
    expect(page.locator("#waar")).to_be_focused()
    expect(page.locator(".eerder:visible")).to_have_count(1)
    choose(page, "Het is een mening of een gevoel")
    shows(page, "toon", [*given[:3], "Het is een mening of een gevoel", "Ja"])
    expect(page.locator(".keuze > [role=status]")).to_have_text("Eén eerder antwoord is gebleven. Dit is de laatste vraag.")

    # One step back, the browser's own button, and from the start.
    page.get_by_role("link", name="Eén stap terug").click()
    shows(page, "serieus")
    page.go_back()
    shows(page, "toon")
    page.go_back()
    shows(page, "waar", given[:3])
    page.get_by_role("link", name="Opnieuw beginnen").locator("visible=true").click()
    shows(page, "gevaar", [])


def test_an_end_says_what_it_is_and_what_no_longer_holds_is_left_out(page: Page, address: str, aid: Aid) -> None:
    choose(page, "Ja, er is nu gevaar")
    shows(page, "alarm", ["Ja, er is nu gevaar"])
    end = page.locator(".stap:visible")
    expect(end.locator(".uitkomst")).to_have_text("Uitkomst")
    expect(end.locator(".rust-op a").first).to_be_visible()
    expect(end.locator(".bel-voor a[href^='tel:']").first).to_be_visible()
    expect(page.locator(".keuze > [role=status]")).to_have_text("Uitkomst: Bel 112.")
    # Elsewhere on the page: the aid stays where it is; a link of the list leads to a step without answers.
    page.evaluate("location.hash = 'onder-elkaar'")
    shows(page, "alarm")
    page.locator("details.keuzelijst > summary").click()
    page.locator(".keuzelijst a", has_text=aid.steps["waar"].title).first.click()
    shows(page, "waar", [])
    # An address of before another answer came between, and one that nobody made.
    for told, key, given in (
        ("gevaar.3/opdracht.1/bijzonder", "bijzonder", ["Nee", "Ja, dit is mijn taak"]),
        ("gevaar.1/toon", "toon", []),
        ("gevaar.1/weg.9/toon;x.1,y", "toon", []),
        ("toon;%E0", "gevaar", []),
    ):
        page.goto("about:blank")
        page.goto(f"{address}#{told}")
        shows(page, key, given)
