"""The search box as readers use it: real queries typed in a real browser, on every kind of address, with and without a network."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Locator, Page, Route, expect
from selectolax.lexbor import LexborHTMLParser

from handbook.archive import redirects
from handbook.core.project import Project
from handbook.sources.variables import load
from tests.support import pages, server, states
from tests.support.archive_folder import ARCHIVE, CURRENT, EXPIRED, write
from tests.support.fork import handbook
from tests.support.handbooks import ODD, SAMPLE, odd_sources
from tests.support.soaking import SOAK

pytestmark = pytest.mark.xdist_group("search box")

WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 320, "height": 640}
"""Also a window of 1280 pixels at 400 %."""

ARTICLE = "regels/vertrouwelijk/"
LONGEST = 200


@dataclass(frozen=True)
class Places:
    """Where the handbook stands: `address` of an archive behind the server of `handbook serve`, the archive's folder, and a folder without a server."""

    address: str
    root: Path
    folder: Path

    @property
    def version(self) -> str:
        return f"{self.address}{CURRENT}/"


def build(sources: Path, to: Path, *options: str) -> None:
    done = handbook(sources, "build", "--site-dir", str(to), *options)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def places(sample_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    """Two versions of the sample with their register, as draft that of an oddly named firm, and that firm's as a folder."""
    home = tmp_path_factory.mktemp("zoeken")
    root = home / "archief"
    root.mkdir()
    write(root, ARCHIVE, sample_site, [CURRENT, EXPIRED])
    (root / "geldend").mkdir()
    (root / "geldend/index.html").write_bytes(redirects.redirect(f"../{CURRENT}/"))
    odd = odd_sources(home / "bron")
    build(odd, root / "concept", "--draft")
    build(odd, home / "map & zo #1", "--offline")
    with states.served(root) as served:
        yield Places(served.address, root, home / "map & zo #1")


Opener = Callable[..., Page]


@pytest.fixture
def opener(browser: Browser) -> Iterator[Opener]:
    """Opens a fresh page. At the end of the test nothing may have been complained of in its console."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            said.append(f"{message.text} ({message.location.get('url')})")

    with ExitStack() as stack:

        def open_page(quiet: bool = True, **options: Any) -> Page:
            page = stack.enter_context(pages.fresh(browser, **{"viewport": WIDE, "reduced_motion": "reduce", **options}))
            page.on("pageerror", lambda error: said.append(str(error)))
            if quiet:
                page.on("console", hear)
            return page

        yield open_page
    assert said == []


def field(page: Page) -> Locator:
    return page.locator("input.md-search__input")


def panel(page: Page) -> Locator:
    return page.locator("[data-zoeken-uitkomst]")


def hits(page: Page) -> Locator:
    return page.locator(".md-search-result__item h3 a:visible")


def status(page: Page) -> Locator:
    return page.locator("[data-zoeken] [role=status]")


def search(page: Page, words: str) -> None:
    """Types `words` as a person would, and waits for what comes of them."""
    field(page).click()
    field(page).fill("")
    page.keyboard.type(words)
    heading = page.locator("[data-zoeken-antwoord] h2")
    shown = " ".join(words.split())[:LONGEST].strip()
    expect(heading).to_contain_text(f"‘{shown}’")
    # Words of an earlier search may still stand in a panel that was closed.
    expect(heading).to_be_visible()


def asked_of(page: Page) -> list[str]:
    """What the page asks for from now on, below the host."""
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(urlsplit(request.url).path))
    return asked


def of_search(asked: list[str]) -> list[str]:
    return [path for path in asked if "/search/" in path or "/stijl/zoek" in path]


# Fetched at first use


def test_nothing_of_search_is_fetched_before_its_use(places: Places, opener: Opener) -> None:
    page = opener()
    asked = asked_of(page)
    page.goto(places.version + ARTICLE, wait_until="networkidle")
    page.mouse.wheel(0, 2000)
    page.keyboard.press("End")
    page.locator(".menu a").nth(2).click()
    page.wait_for_load_state("networkidle")
    assert asked
    assert of_search(asked) == []
    field(page).focus()
    with page.expect_response("**/search/search_index.json"):
        pass
    page.keyboard.type("klant")
    expect(hits(page).first).to_be_visible()
    page.keyboard.type(" foto")
    expect(page.locator("[data-zoeken-antwoord] h2")).to_contain_text("klant foto")
    found = of_search(asked)
    assert len([path for path in found if path.endswith("search_index.json")]) == 1
    assert len([path for path in found if path.endswith("/stijl/zoek-worker.js")]) == 1


def test_a_pointer_over_the_box_is_a_use(places: Places, opener: Opener) -> None:
    page = opener()
    page.goto(places.version, wait_until="networkidle")
    with page.expect_response("**/search/search_index.json"):
        field(page).hover()


# Results


def test_results_name_article_page_and_words(places: Places, opener: Opener) -> None:
    page = opener()
    page.goto(places.version)
    search(page, "sollicitanten opzoeken")
    first = page.locator(".md-search-result__item").first
    expect(first).to_contain_text("Een sollicitant opzoeken")
    article = first.locator("h3 a", has_text="Artikel 9.1")
    expect(article).to_have_text("Artikel 9.1 Sollicitanten opzoeken")
    expect(article.locator(".zoeken-nummer")).to_have_text("Artikel 9.1")
    expect(article.locator("mark").first).to_be_visible()
    # The sentences come in a file of their own, after the list: they are waited for.
    expect(first.locator("p mark").first).to_be_visible()
    # What stands on one page stands together, and its title once.
    pages = [urlsplit(link.get_attribute("href") or "").path for link in page.locator("h3 a").all()]
    assert pages == sorted(pages, key=pages.index)
    article.click()
    expect(page).to_have_url(places.version + "regels/sollicitanten/#sollicitanten")
    expect(panel(page)).to_be_hidden()


def test_the_number_of_results_is_said_when_the_typing_stops(places: Places, opener: Opener) -> None:
    page = opener()
    page.goto(places.version)
    field(page).focus()
    page.evaluate(
        """() => {
          window.said = []
          const status = document.querySelector("[data-zoeken] [role=status]")
          new MutationObserver(() => said.push(status.textContent)).observe(status, {childList: true, characterData: true, subtree: true})
        }"""
    )
    page.keyboard.type("sollicitant", delay=30)
    expect(status(page)).to_have_text("".join([str(count(page)), " resultaten voor ‘sollicitant’."]))
    assert len(page.evaluate("said")) == 1, "not at every key"
    page.keyboard.press("Escape")
    expect(status(page)).to_have_text("")


def count(page: Page) -> int:
    """How many results there are, also those that a button still hides."""
    expect(page.locator("[data-zoeken-antwoord] h2")).to_contain_text("‘sollicitant’")
    while page.locator(".md-search-result__list + button").count():
        page.locator(".md-search-result__list + button").click()
    return page.locator(".md-search-result__item h3 a").count()


def test_more_results_come_at_a_button_and_take_the_focus(places: Places, opener: Opener) -> None:
    page = opener()
    page.goto(places.version)
    search(page, "collega")
    items = page.locator(".md-search-result__item")
    expect(items).to_have_count(8)
    page.locator(".md-search-result__list + button").click()
    expect(items.nth(8)).to_be_visible()
    expect(items.nth(8).locator("a").first).to_be_focused()


def test_a_slip_is_searched_as_meant_and_says_so(places: Places, opener: Opener) -> None:
    page = opener()
    page.goto(places.version)
    search(page, "gehakct account")
    meant = page.locator(".zoeken-bedoelt")
    expect(meant.locator("em")).to_have_text("gehackt account")
    expect(status(page)).to_contain_text("Gezocht naar: gehackt account.")
    expect(hits(page).first).to_be_visible()
    meant.locator("button").click()
    expect(page.locator("[data-zoeken-antwoord] h2")).to_have_text("Niets gevonden voor precies ‘gehakct account’")
    expect(page.locator("[data-zoeken-antwoord] h2")).to_be_focused()
    expect(page.locator(".zoeken-bedoelt")).to_have_count(0)


def test_a_result_shows_the_sentence_that_answers(places: Places, opener: Opener) -> None:
    page = opener()
    asked = asked_of(page)
    page.goto(places.version)
    search(page, "sollicitanten opzoeken")
    said = page.locator(".zoeken-uittreksel").first
    expect(said.locator("mark").first).to_be_visible()
    shown = said.inner_text().replace("…", "").strip()
    article = "regels/sollicitanten/"
    assert f"/{CURRENT}/search/tekst/{article.rstrip('/')}.json" in asked
    # Whole sentences of that article, as they stand there.
    page.goto(places.version + article)
    text = " ".join(page.locator("article").inner_text().split())
    assert all(sentence.strip() in text for sentence in shown.split(". ") if sentence)


def test_each_result_shows_a_word_or_says_why(places: Places, opener: Opener) -> None:
    page = opener()
    page.goto(places.version)
    for words in ("wachtkamer", "mopperen", "kiekje", "foto van een klant"):
        search(page, words)
        first = page.locator(".zoeken-treffer").first
        expect(first.locator("mark, .zoeken-waarom").first).to_be_visible()
        for entry in page.locator(".zoeken-treffer:visible").all():
            entry.scroll_into_view_if_needed()
            expect(entry.locator("mark, .zoeken-waarom").first).to_be_visible()
            why = entry.locator(".zoeken-waarom")
            assert not why.count() or why.inner_text()
    search(page, "wachtkamer")
    expect(page.locator(".zoeken-waarom").first).to_have_text("‘wachtkamer’ staat in de zoekwoorden.")


def test_a_word_that_leads_nowhere_is_said(places: Places, opener: Opener) -> None:
    page = opener()
    page.goto(places.version)
    search(page, "foto qqxyz van een klant")
    told = page.locator(".zoeken-onbekend")
    expect(told).to_have_text("‘qqxyz’ kennen wij niet. Er is gezocht met de andere woorden.")
    expect(status(page)).to_contain_text("‘qqxyz’ kennen wij niet.")
    expect(hits(page).first).to_be_visible()
    search(page, "qqxyz")
    expect(told).to_have_text("‘qqxyz’ kennen wij niet.")
    search(page, "foto van een klant")
    expect(told).to_have_count(0)


def test_where_little_was_found_the_person_to_ask_comes_first(places: Places, opener: Opener) -> None:
    page = opener()
    page.goto(places.version)
    search(page, "foto qqxyz qqyyz qqzyz")
    little = page.locator(".zoeken-weinig")
    expect(little).to_contain_text("Dit past maar voor een deel bij de vraag. Vraag het aan")
    mail = urlsplit(little.locator("a").first.get_attribute("href") or "")
    assert mail.scheme == "mailto" and "qqxyz" in parse_qs(mail.query)["subject"][0]
    assert little.bounding_box()["y"] < (page.locator("h3").first.bounding_box() or {})["y"]  # type: ignore[index]
    search(page, "foto van een klant")
    expect(little).to_have_count(0)


# Nothing found


def test_nothing_found_leads_on_with_the_question_filled_in(places: Places, opener: Opener) -> None:
    page = opener()
    page.goto(places.version + ARTICLE)
    words = "qqqxz & <b> 100% ‘é’ ?#+"
    search(page, words)
    expect(page.locator("[data-zoeken-antwoord] h2")).to_contain_text("Niets gevonden voor")
    expect(hits(page)).to_have_count(0)
    leads = {link.evaluate("link => link.href") for link in page.locator(".zoeken-verder a").all()}
    for path in ("a-z/", "dilemmas/", "keuzehulp/mag-ik-dit-plaatsen/", "keuzehulp/iemand-schrijft-over-ons/"):
        assert places.version + path in leads
    facts, _ = load(Project(SAMPLE, SAMPLE / "variables.yml"))
    assert facts
    (hr,) = facts.contact.people("hr")
    assert hr.telefoon
    assert hr.email
    assert f"tel:{hr.telefoon.replace(' ', '')}" in leads
    mail = urlsplit(next(lead for lead in leads if lead.startswith("mailto:")))
    asked = parse_qs(mail.query, strict_parsing=True)
    assert unquote(mail.path) == hr.email
    assert words in asked["subject"][0]
    assert words in asked["body"][0]
    assert places.version + ARTICLE in asked["body"][0]
    # The same way on stands below results.
    search(page, "klant")
    expect(page.locator(".zoeken-verder a").first).to_be_visible()


# The keyboard


def test_the_whole_search_goes_by_keyboard(places: Places, opener: Opener) -> None:
    page = opener()
    page.goto(places.version)
    for key in ("/", "s", "f", "k"):
        page.keyboard.press(key)
    expect(field(page)).not_to_be_focused()
    search(page, "foto van een klant")
    expect(field(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(hits(page).first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(hits(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()
    # Button, close, first result: in the order in which they stand.
    order = []
    for _ in range(3):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert order == ["Zoek", "Sluiten", hits(page).first.inner_text()]
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("foto van een klant")
    page.keyboard.press("Enter")
    expect(hits(page).first).to_be_focused()
    target = hits(page).first.evaluate("link => link.href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(target)


def test_enter_before_the_words_are_there_goes_to_the_results_when_they_come(places: Places, opener: Opener) -> None:
    page = opener()
    held: list[Route] = []
    page.route("**/search/search_index.json", lambda route: held.append(route))
    page.goto(places.version)
    field(page).focus()
    page.keyboard.type("sollicitant")
    page.keyboard.press("Enter")
    # Slow: that shows, and is said.
    expect(status(page)).to_have_text("Bezig met zoeken.")
    expect(field(page)).to_be_focused()
    held[0].continue_()
    expect(hits(page).first).to_be_focused()


def test_results_go_when_the_reader_goes_elsewhere(places: Places, opener: Opener) -> None:
    page = opener()
    page.goto(places.version + ARTICLE)
    search(page, "klant")
    page.mouse.click(5, 600)
    expect(panel(page)).to_be_hidden()
    search(page, "klant")
    last = page.locator(".zoeken-verder a").last
    last.focus()
    page.keyboard.press("Tab")
    expect(panel(page)).to_be_hidden()
    assert page.evaluate("document.activeElement.closest('[data-zoeken]') === null && document.activeElement !== document.body")
    search(page, "klant")
    page.locator("[data-zoeken-sluit]").click()
    expect(panel(page)).to_be_hidden()
    expect(field(page)).to_be_focused()


# Late answers, going back, addresses


def test_only_the_last_question_is_answered(places: Places, opener: Opener) -> None:
    page = opener()
    held: list[Route] = []
    page.route("**/search/search_index.json", lambda route: held.append(route))
    page.goto(places.version)
    field(page).focus()
    page.evaluate(
        """() => {
          window.shown = []
          const answer = document.querySelector("[data-zoeken-antwoord]")
          new MutationObserver(() => shown.push(answer.querySelector("h2").textContent)).observe(answer, {childList: true})
        }"""
    )
    page.keyboard.type("klant")
    field(page).fill("")
    page.keyboard.type("sollicitant", delay=20)
    held[0].continue_()
    expect(page.locator("[data-zoeken-antwoord] h2")).to_contain_text("‘sollicitant’")
    assert [text for text in page.evaluate("shown") if "voor" in text] == [page.locator("[data-zoeken-antwoord] h2").inner_text()]


def test_who_comes_back_finds_the_same_results(places: Places, opener: Opener) -> None:
    page = opener()
    page.goto(places.version)
    search(page, "sollicitanten opzoeken")
    hits(page).first.click()
    expect(page.locator("h1")).to_be_visible()
    expect(field(page)).to_have_value("")
    page.go_back()
    expect(page).to_have_url(places.version)
    expect(field(page)).to_have_value("sollicitanten opzoeken")
    expect(hits(page).first).to_be_visible()
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    # Closed is closed, also after a reload.
    page.keyboard.press("Escape")
    page.locator("[data-zoeken-sluit]").click()
    page.reload()
    expect(panel(page)).to_be_hidden()


def test_an_address_can_hold_the_question(places: Places, opener: Opener) -> None:
    page = opener()
    page.goto(places.version + "a-z/?query=sollicitanten+opzoeken")
    expect(field(page)).to_have_value("sollicitanten opzoeken")
    expect(hits(page).first).to_be_visible()
    page.goto(places.version + "?query=%20%20")
    expect(panel(page)).to_be_hidden()


@pytest.mark.parametrize(
    "path", [f"{CURRENT}/", f"{EXPIRED}/regels/prive/", f"{CURRENT}/404.html", f"{CURRENT}/bestaat/niet/", "concept/doel/"]
)
def test_search_stays_within_its_version(places: Places, opener: Opener, path: str) -> None:
    page = opener(quiet="bestaat" not in path)
    page.goto(places.address + path)
    search(page, "klant")
    inside = places.address + path.split("/")[0] + "/"
    found = hits(page).evaluate_all("links => links.map(link => link.href)")
    assert found
    assert all(link.startswith(inside) for link in found)
    hits(page).first.click()
    expect(page).to_have_url(found[0])
    expect(page.locator("h1")).to_be_visible()


def test_the_alias_takes_the_question_along(places: Places, opener: Opener) -> None:
    page = opener()
    page.goto(places.address + "geldend/?query=klant")
    expect(page).to_have_url(places.version + "?query=klant")
    expect(hits(page).first).to_be_visible()


@pytest.mark.parametrize("path", ["versies/", "bestaat/niet"])
def test_pages_of_the_register_search_the_text_whose_look_they_borrow(places: Places, opener: Opener, path: str) -> None:
    page = opener(quiet=path != "bestaat/niet")
    page.goto(places.address + path)
    search(page, "klant")
    found = hits(page).evaluate_all("links => links.map(link => link.href)")
    assert found
    assert all(link.startswith(places.version) for link in found)


# Without a network


def test_search_goes_on_without_a_network(places: Places, opener: Opener) -> None:
    page = opener()
    page.goto(places.version + ARTICLE)
    search(page, "klant")
    page.context.set_offline(True)
    search(page, "sollicitanten opzoeken")
    expect(hits(page).first).to_be_visible()
    expect(page.locator(".md-search-result__item").first).to_contain_text("Een sollicitant opzoeken")


def test_without_words_it_says_so_and_tries_again(places: Places, opener: Opener) -> None:
    page = opener(quiet=False)
    page.goto(places.version + ARTICLE)
    page.context.set_offline(True)
    field(page).focus()
    page.keyboard.type("klan")
    heading = page.locator("[data-zoeken-antwoord] h2")
    expect(heading).to_have_text("Zoeken lukt nu niet")
    expect(status(page)).to_contain_text("Zoeken lukt nu niet.")
    expect(page.locator(".zoeken-verder a").first).to_be_visible()
    page.context.set_offline(False)
    page.keyboard.type("t")
    expect(heading).to_contain_text("‘klant’")


def test_a_worker_that_does_not_start_is_tried_again(places: Places, opener: Opener) -> None:
    page = opener(quiet=False)
    page.route("**/zoek-worker.js", lambda route: route.fulfill(status=404, body=""))
    page.goto(places.version)
    field(page).focus()
    page.keyboard.type("klan")
    heading = page.locator("[data-zoeken-antwoord] h2")
    expect(heading).to_have_text("Zoeken lukt nu niet")
    page.unroute_all()
    page.keyboard.type("t")
    expect(heading).to_contain_text("‘klant’")


# A folder without a server


def test_a_folder_without_a_server_has_links_that_lead_to_files(places: Places) -> None:
    pages = list(places.folder.rglob("*.html"))
    assert len(pages) > 25
    for path in pages:
        tree = LexborHTMLParser(path.read_text("utf-8"))
        for node in tree.css("a[href],link[href],script[src],img[src],form[action]"):
            target = node.attributes.get("href") or node.attributes.get("src") or node.attributes.get("action") or ""
            if not urlsplit(target).scheme and not target.startswith("#"):
                assert (path.parent / unquote(urlsplit(target).path)).is_file(), (path, target)


def test_a_folder_without_a_server_reads_and_searches(places: Places, opener: Opener) -> None:
    page = opener()
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    home = places.folder.as_uri() + "/"
    page.goto(home + "index.html")
    expect(page.locator("[data-stand]")).to_contain_text("is niet bekend")
    page.locator(".menu a", has_text="Melden en hulp").click()
    expect(page).to_have_url(home + "melden/index.html")
    assert not [url for url in asked if "search" in url or "zoek-worker" in url]
    search(page, "sprinkhaan")
    expect(hits(page).first).to_have_text(f"Artikel {number(places)} Regels van {ODD}")
    hits(page).first.click()
    expect(page).to_have_url(home + "begrippen/index.html#proef")
    expect(page.locator("#proef")).to_be_in_viewport()
    page.go_back()
    expect(hits(page).first).to_be_visible()
    page.goto(home + "a-z/index.html?query=sollicitanten+opzoeken")
    expect(hits(page).first).to_be_visible()
    page.goto(home + "regels/dilemmas/index.html")
    expect(page).to_have_url(home + "dilemmas/index.html")
    page.goto(home + "404.html")
    page.locator("article a", has_text="begin van het handboek").click()
    expect(page).to_have_url(home + "index.html")
    assert asked
    assert [url for url in asked if not url.startswith(home)] == []


def number(places: Places) -> str:
    record = json.loads((places.folder / "handboek.json").read_text("utf-8"))
    found = record["paginas"]["begrippen.md"]["artikelen"]["proef"]["nummer"]
    assert isinstance(found, str)
    return found


def test_a_published_version_opened_from_a_folder_says_that_search_needs_more(places: Places, opener: Opener, tmp_path: Path) -> None:
    copy = tmp_path / "kopie"
    shutil.copytree(places.folder, copy)
    (copy / "search/search_index.js").unlink()
    page = opener(quiet=False)
    page.goto(copy.as_uri() + "/index.html")
    field(page).focus()
    page.keyboard.type("klant")
    expect(page.locator("[data-zoeken-antwoord] h2")).to_have_text("Zoeken lukt nu niet")


# What people may type, and what organisations are called


HOSTILE = (
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "' OR 1=1 --",
    "+klant -foto ~bericht^9 titel:x *",
    '"niet dicht',
    "javascript:alert(1)",
    "\\ / { } [ ] ( ) ^ $ . |",
    "🙂 café ĳ",
)


def test_hostile_questions_are_words(places: Places, opener: Opener) -> None:
    """One after the other, as a visit for each would cost more than all of them."""
    page = opener(quiet=False)
    alarms: list[str] = []

    def alarm(dialog: Dialog) -> None:
        alarms.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", alarm)
    page.goto(places.version)
    for words in HOSTILE:
        search(page, words)
        assert page.locator("[data-zoeken-uitkomst] :is(img, script, iframe, b)").count() == 0, words
        search(page, "sollicitanten opzoeken")
        expect(hits(page).first).to_be_visible()
        assert alarms == [], words


def test_a_question_without_end_is_cut(places: Places, opener: Opener) -> None:
    page = opener()
    page.goto(f"{places.version}?query={'klant%20' * 1500}")
    expect(page.locator("[data-zoeken-antwoord] h2")).to_contain_text("klant klant")
    assert len(field(page).input_value()) <= LONGEST
    field(page).fill("")
    field(page).press_sequentially("x" * 50)
    page.keyboard.insert_text("y" * 10_000)
    assert len(field(page).input_value()) <= LONGEST
    expect(page.locator("[data-zoeken-antwoord] h2")).to_contain_text("xxxyyy")


def test_an_odd_name_reads_as_it_is(places: Places, opener: Opener) -> None:
    page = opener()
    page.goto(places.address + "concept/")
    search(page, "sprinkhaan")
    expect(hits(page).first).to_contain_text(f"Regels van {ODD}")
    expect(page.locator(".md-search-result__item").first).to_contain_text(f"Het proefwoord sprinkhaan staat bij {ODD}.")
    assert page.locator("[data-zoeken-antwoord] zuid").count() == 0


# Narrow, enlarged, without a script


@pytest.mark.parametrize("viewport", [NARROW, {"width": 320, "height": 256}])
def test_on_a_narrow_or_enlarged_screen_results_push_the_page_down(places: Places, opener: Opener, viewport: dict[str, int]) -> None:
    page = opener(viewport=viewport)
    page.goto(places.version + ARTICLE)
    search(page, "vertrouwelijkheidsverklaring klant")
    box = panel(page).bounding_box()
    main = page.locator("main").bounding_box()
    assert box
    assert main
    assert box["y"] + box["height"] <= main["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    wide = page.evaluate(
        """() => [...document.querySelectorAll("[data-zoeken] *")]
          .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + .5).map(e => e.className || e.tagName)"""
    )
    assert wide == []
    page.keyboard.press("Enter")
    expect(hits(page).first).to_be_focused()
    expect(hits(page).first).to_be_in_viewport()


def test_on_a_wide_screen_the_panel_scrolls_within_the_window(places: Places, opener: Opener) -> None:
    page = opener(viewport={"width": 1280, "height": 600})
    page.goto(places.version + ARTICLE)
    search(page, "bericht")
    box = panel(page).bounding_box()
    assert box
    assert box["y"] + box["height"] <= 600
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1280
    assert panel(page).evaluate("e => e.scrollHeight > e.clientHeight")


def test_the_start_page_is_the_search(places: Places, opener: Opener) -> None:
    page = opener(viewport={"width": 1280, "height": 600})
    page.goto(places.version)
    expect(page.get_by_role("searchbox", name="Waar gaat uw vraag over?")).to_have_count(1)
    expect(page.locator(".md-header [data-zoeken]")).to_have_count(0)
    title, before = page.locator("h1").bounding_box(), page.locator("article > h2").first.bounding_box()
    box = field(page).bounding_box()
    assert title and box and before and title["y"] < box["y"] < before["y"] and box["y"] + box["height"] <= 600
    search(page, "bericht")
    # Its results push the page down, and keep when the reader goes on in them.
    after, shown = page.locator("article > h2").first.bounding_box(), panel(page).bounding_box()
    assert after and shown and after["y"] > before["y"] + 100 and shown["y"] >= box["y"] + box["height"]
    assert panel(page).evaluate("e => e.scrollHeight <= e.clientHeight")


def test_without_a_script_there_is_a_link_to_the_index(places: Places, opener: Opener) -> None:
    page = opener(java_script_enabled=False)
    page.goto(places.version + ARTICLE)
    expect(field(page)).to_be_hidden()
    link = page.locator(".zoeken-zonder")
    expect(link).to_be_visible()
    link.click()
    expect(page).to_have_url(places.version + "a-z/")
    expect(page.locator("h1")).to_be_visible()


def header_in_parts(page: bytes) -> list[bytes]:
    """The page, cut in its header after each part of it, as it comes over a slow line or to a slow processor."""
    before, end, after = page.partition(b"</header>")
    begin, search, rest = before.partition(b"</search>")
    parts = re.split(rb"(?<=</a>)|(?<=</div>)|(?<=</button>)", rest)
    return [begin + search, *parts, end + after]


LOADED = [*product((CURRENT, "concept"), (WIDE, {"width": 1000, "height": 800}, {"width": 390, "height": 844}, NARROW))]


@pytest.mark.parametrize(
    ("version", "viewport"),
    LOADED if SOAK else [LOADED[0], LOADED[5], LOADED[2], LOADED[7]],
    ids=lambda one: str(one["width"]) if isinstance(one, dict) else one,
)
def test_the_box_does_not_move_while_the_page_loads(places: Places, opener: Opener, version: str, viewport: dict[str, int]) -> None:
    """Each width in a version or in the draft, and with HANDBOEK_SOAK=1 in both."""
    page = opener(viewport=viewport)
    with server.served(places.root, server.slow(places.root, header_in_parts)) as address:
        page.goto(f"{address}{version}/{ARTICLE}", wait_until="networkidle")
        moved = page.evaluate(
            """() => new Promise(done => {
              const box = ({node}) => (node?.closest ? node : node?.parentElement)?.closest(".zoeken")
              const seen = list => done(list.getEntries().filter(entry => entry.sources.some(box)).map(entry => entry.sources.map(source =>
                `${source.node.parentElement.className} > ${source.node.className || source.node.nodeName}: ${JSON.stringify(source.previousRect)} ${JSON.stringify(source.currentRect)}`)))
              new PerformanceObserver(seen).observe({type: "layout-shift", buffered: true})
              setTimeout(() => done([]), 500)
            })"""
        )
    assert moved == []
