"""The pages as a reader meets them: real builds in a real browser, with and without JavaScript, in light, dark and print."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from selectolax.lexbor import LexborHTMLParser

from handbook.core.dutch import long_date
from handbook.core.project import Project
from handbook.sources import revisions
from tests.support import pages
from tests.support.fork import handbook
from tests.support.handbooks import ODD, SAMPLE, odd_sources
from tests.support.server import served
from tests.support.sight import CONTRAST, NARROW, WIDE
from tests.support.soaking import SOAK

# One worker builds the two sites, and keeps them for every test here.
pytestmark = pytest.mark.xdist_group("look")

ARTICLE = "regels/vertrouwelijk/"
HOUSE_COLOURS = ("#1f4e79", "#767676", "#000000", "#d0021b", "#008000")
"""The shipped one, the lightest grey that may be, and the far ends."""


@dataclass(frozen=True)
class ServedSample:
    """A published version, and beside it a draft of the same handbook for an oddly named employer."""

    root: str
    version: str
    pages: tuple[str, ...]

    @property
    def published(self) -> str:
        return f"{self.root}{self.version}/"

    @property
    def draft(self) -> str:
        return f"{self.root}concept/"


def build(sources: Path, to: Path, *options: str) -> None:
    done = handbook(sources, "build", "--site-dir", str(to), *options)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def site(sample_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSample]:
    folder = tmp_path_factory.mktemp("look")
    root = folder / "root"
    build(odd_sources(folder / "odd"), root / "concept", "--draft")
    record = json.loads((sample_site / "handboek.json").read_text("utf-8"))
    version = record["versie"]
    shutil.copytree(sample_site, root / version)
    urls = sorted(page["url"] for page in record["paginas"].values())
    with served(root) as address:
        yield ServedSample(address, version, tuple(urls))


Opener = Callable[..., Page]


@pytest.fixture
def opener(browser: Browser) -> Iterator[Opener]:
    """Opens a fresh page; the options are Playwright's."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(pages.fresh(browser, **{"viewport": WIDE, "reduced_motion": "reduce", **options}))


def search(page: Page, words: str) -> None:
    page.locator(".md-search__input").click()
    page.keyboard.type(words)
    page.locator(".md-search-result__item").first.wait_for()


def on_screen_and_in_print(page: Page, part: Locator) -> None:
    page.emulate_media(media="print")
    expect(part).to_be_visible()
    page.emulate_media(media="screen")
    expect(part).to_be_visible()


# The version


def told(address: str) -> tuple[str, LexborHTMLParser]:
    """What the file itself says of its version, before any script runs, with its white space folded."""
    with urlopen(address) as answer:
        tree = LexborHTMLParser(answer.read().decode())
    return " ".join(" ".join(node.text() for node in tree.css(".uitgave")).split()), tree


def test_every_page_tells_its_version(site: ServedSample) -> None:
    facts = revisions.load(Project(SAMPLE, SAMPLE / "variables.yml"))[0][0].facts
    assert facts.adoption and facts.adopted
    for path in site.pages:
        address = site.published + path
        text, tree = told(address)
        assert f"{long_date(facts.ingangsdatum)} (versie {site.version})" in text, path
        assert f"door {facts.adoption.by} op {long_date(facts.adopted)}" in text, path
        assert f"/{site.version}/{path}" in text, path
        assert site.published + "revisies/" in [urljoin(address, link.attributes["href"] or "") for link in tree.css(".uitgave a")], path
        assert not tree.css(".concept"), path


def test_every_page_of_a_draft_says_that_it_does_not_hold(site: ServedSample) -> None:
    for path in site.pages:
        text, tree = told(site.draft + path)
        assert "Concept: geldt niet" in text and "Vastgesteld" not in text, path
        assert "Concept: geldt niet" in "".join(node.text() for node in tree.css(".md-banner .concept")), path
        assert not tree.css(".md-banner button"), path


def test_the_version_shows_without_javascript_and_in_print(site: ServedSample, opener: Opener) -> None:
    page = opener(java_script_enabled=False)
    for path in ("", ARTICLE):
        page.goto(site.published + path)
        on_screen_and_in_print(page, page.locator(".uitgave"))
        page.goto(site.draft + path)
        on_screen_and_in_print(page, page.locator(".uitgave"))
        on_screen_and_in_print(page, page.locator(".md-banner .concept"))


def test_print_shows_the_version_first_and_no_menus(site: ServedSample, opener: Opener) -> None:
    page = opener()
    page.emulate_media(media="print")
    page.goto(site.published + ARTICLE)
    version, heading = page.locator(".uitgave").bounding_box(), page.locator("h1").bounding_box()
    assert version and heading and version["y"] + version["height"] <= heading["y"]
    for part in (".md-header", ".menu", ".inhoud", ".verder", ".headerlink", ".zoeken", ".menuknop", ".weergave", ".versiekeuze"):
        expect(page.locator(part).first).to_be_hidden()


def test_a_draft_does_not_pass_for_a_published_version(site: ServedSample, opener: Opener) -> None:
    page = opener()
    page.goto(site.draft)
    expect(page.locator(".md-banner")).to_contain_text("Concept: geldt niet.")
    expect(page.locator(".stand")).to_contain_text("Bedoeld voor")
    expect(page.locator(".versiekeuze, [role=status]:not(.md-search *)")).to_have_count(0)


# Names that mean something to Markdown, HTML and templates


def test_an_odd_name_reads_as_it_is_on_pages(site: ServedSample, opener: Opener) -> None:
    page = opener()
    page.goto(site.draft)
    assert page.title() == f"Handboek sociale media van {ODD}"
    expect(page.locator("h1")).to_contain_text(f"Handboek sociale media van {ODD}")
    expect(page.locator(".uitgave dd").first).to_have_text(ODD)
    page.goto(site.draft + "begrippen/")
    expect(page.locator("#proef")).to_contain_text(f"Regels van {ODD}")
    expect(page.locator("#proef ~ p").first).to_have_text(f"Het proefwoord sprinkhaan staat bij {ODD}.")
    expect(page.locator("#proef ~ * td").first).to_have_text(ODD)
    # The menu itself holds no values.
    expect(page.locator(".inhoud a[href='#proef']")).to_contain_text(f"Regels van {ODD}")


def test_an_odd_name_reads_as_it_is_in_search(site: ServedSample, opener: Opener) -> None:
    page = opener()
    page.goto(site.draft)
    search(page, "sprinkhaan")
    found = page.locator(".md-search-result__item").first
    expect(found).to_contain_text(f"Regels van {ODD}")
    expect(found).to_contain_text(f"Het proefwoord sprinkhaan staat bij {ODD}.")
    page.goto(site.draft)
    search(page, "jansen")
    expect(page.locator(".md-search-result__item h3", has_text=f"Handboek sociale media van {ODD}")).to_have_count(1)


# What the reader's browser does


def test_nothing_is_asked_of_another_host(site: ServedSample, opener: Opener) -> None:
    page = opener()
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(site.published)
    page.goto(site.published + ARTICLE, wait_until="networkidle")
    search(page, "klant")
    page.keyboard.press("Escape")
    page.locator(".weergave").click()
    page.goto(site.published + "bestaat-niet/")
    page.goto(site.draft, wait_until="networkidle")
    assert {url for url in asked if not url.startswith((site.root, "blob:", "data:"))} == set()
    assert {site.root + "versies/nu.json", site.published + "search/search_index.json"} <= set(asked)


def test_light_and_dark_follow_the_reader(site: ServedSample, opener: Opener) -> None:
    for system, first, second in (("light", "default", "slate"), ("dark", "slate", "default")):
        page = opener(color_scheme=system)
        page.goto(site.published)
        html, switch = page.locator("html"), page.locator(".weergave")
        expect(html).to_have_attribute("data-md-color-scheme", first)
        expect(switch).to_have_accessible_name({"slate": "Donkere weergave", "default": "Lichte weergave"}[second])
        paper = html.evaluate("e => getComputedStyle(e).backgroundColor")
        switch.click()
        expect(html).to_have_attribute("data-md-color-scheme", second)
        expect(switch).to_have_accessible_name({"slate": "Donkere weergave", "default": "Lichte weergave"}[first])
        assert html.evaluate("e => getComputedStyle(e).backgroundColor") != paper
        page.reload()
        expect(html).to_have_attribute("data-md-color-scheme", second)


def test_without_javascript_the_colours_are_those_of_the_system(site: ServedSample, opener: Opener) -> None:
    papers = []
    for system in ("light", "dark"):
        page = opener(color_scheme=system, java_script_enabled=False)
        page.goto(site.published + ARTICLE)
        expect(page.locator(".weergave")).to_be_hidden()
        papers.append(page.locator("html").evaluate("e => getComputedStyle(e).backgroundColor"))
        # Paper is white, whatever the screen was.
        page.emulate_media(media="print", color_scheme=system)
        papers.append(page.locator("html").evaluate("e => getComputedStyle(e).backgroundColor"))
    assert papers[0] != papers[2] and papers[1] == papers[3] == "rgb(255, 255, 255)"


@pytest.mark.parametrize("system", ["light", "dark"])
def test_letters_stand_out_in_every_house_colour(site: ServedSample, opener: Opener, system: str) -> None:
    shown = (
        "article a:not(.headerlink)",
        "article :is(h1, h2)",
        "article .artikel",
        "article .admonition a",
        "article .admonition-title",
        "article p",
        "article th",
        ".naam",
        ".md-header button",
        ".versiekeuze a",
        ".menu a",
        ".menu [aria-current]",
        ".menu-kop",
        ".inhoud a",
        ".inhoud [aria-current]",
        ".verder a",
        ".verder span",
        ".stand p",
        ".stand .stand-nu",
        ".stand a",
        ".uitgave dt",
        ".uitgave a",
        "article .kaart-rol",
        "article .kaart a",
        ".weg",
        ".weg a",
        ".rol a",
        ".stap .nog",
        ".dilemma-kop",
        ".dilemma-keuze a",
        ".dilemma-aantal",
    )
    page = opener(color_scheme=system)
    seen: set[str] = set()
    for path in ("", ARTICLE, "melden/#contactpersonen", "keuzehulp/mag-ik-dit-plaatsen/", "dilemmas/", "dilemmas/beeld/"):
        page.goto(site.published + path)
        for colour in HOUSE_COLOURS:
            page.evaluate("colour => document.documentElement.style.setProperty('--huiskleur', colour)", colour)
            lowest: dict[str, float] = page.evaluate(CONTRAST, list(shown))
            assert {selector: ratio for selector, ratio in lowest.items() if ratio < 4.5} == {}, (path, colour)
            seen |= set(lowest)
    assert seen == set(shown)


def test_the_logo_stands_beside_the_name_on_paper_that_it_was_drawn_for(site: ServedSample, opener: Opener) -> None:
    for size in (WIDE, NARROW):
        page = opener(viewport=size, color_scheme="dark")
        page.goto(site.draft + ARTICLE)
        logo = page.locator(".naam img")
        expect(logo).to_have_attribute("alt", "")
        expect(page.locator(".naam")).to_have_accessible_name("Handboek sociale media")
        expect(page.locator(".naam svg")).to_have_count(0)
        assert logo.evaluate("e => e.complete && e.naturalWidth > 0 && getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
        box, inner = logo.bounding_box(), page.locator(".md-header").bounding_box()
        assert box and inner and box["width"] / box["height"] > 2 and box["height"] <= inner["height"]
        # The room was kept before it was fetched.
        assert logo.get_attribute("width") == "300" and logo.get_attribute("height") == "100"


def test_the_start_page_shows_four_ways_in_at_a_glance(site: ServedSample, opener: Opener) -> None:
    page = opener()
    page.goto(site.published)
    ways = page.locator("article .weg a")
    expect(ways).to_have_count(4)
    for way in [*ways.all(), *page.locator("article .rol a").all()]:
        expect(way).to_be_in_viewport(ratio=1)
        target = urljoin(page.url, way.get_attribute("href") or "")
        with urlopen(target) as answer:
            tree = LexborHTMLParser(answer.read().decode())
        anchor = target.partition("#")[2]
        assert tree.css(f"[id='{anchor}']" if anchor else "h1"), target
    # The whole card leads on, not its words alone.
    box = page.locator("article .weg").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 8, box["y"] + box["height"] - 8)
    expect(page.locator("h1")).to_contain_text("Mag ik dit plaatsen?")


def test_paper_names_the_page_and_its_address(site: ServedSample, opener: Opener) -> None:
    page = opener()
    for address, first in ((site.published, f"/{site.version}/{ARTICLE}"), (site.draft, f"/concept/{ARTICLE}")):
        page.goto(address + ARTICLE)
        title, line = page.evaluate("['--titel', '--adres'].map(name => getComputedStyle(document.documentElement).getPropertyValue(name))")
        assert title == json.dumps(page.title(), ensure_ascii=False)
        assert line.endswith(f'{first}"') and line.startswith('"\\a https://')


# On a narrow screen


def test_the_menu_on_a_narrow_screen_opens_and_closes_by_keyboard(site: ServedSample, opener: Opener) -> None:
    page = opener(viewport=NARROW)
    page.goto(site.published + ARTICLE)
    menu, button = page.locator("#menu"), page.get_by_role("button", name="Menu", exact=True)
    expect(menu).to_be_hidden()
    expect(button).to_have_attribute("aria-controls", "menu")
    button.focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    here = menu.locator("[aria-current=page]")
    expect(here).to_have_text("Vertrouwelijke informatie")
    here.focus()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    menu.get_by_role("link", name="Melden en hulp").press("Enter")
    expect(page.locator("h1")).to_contain_text("Melden en hulp")


def test_the_menu_on_a_narrow_screen_without_javascript(site: ServedSample, opener: Opener) -> None:
    page = opener(viewport=NARROW, java_script_enabled=False)
    page.goto(site.published + ARTICLE)
    expect(page.locator("#menu")).to_be_hidden()
    page.get_by_role("link", name="Menu", exact=True).click()
    page.locator("#menu").get_by_role("link", name="Melden en hulp").click()
    expect(page.locator("h1")).to_contain_text("Melden en hulp")


def test_what_is_on_the_page_folds_where_there_is_no_room(site: ServedSample, opener: Opener) -> None:
    page = opener(viewport=NARROW)
    page.goto(site.published + ARTICLE)
    button, entries = page.get_by_role("button", name="Op deze pagina"), page.locator("#inhoud-lijst")
    expect(entries).to_be_hidden()
    button.click()
    entries.get_by_role("link").nth(1).click()
    expect(entries).to_be_hidden()
    assert page.url.partition("#")[2]
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(entries).to_be_visible()
    expect(button).to_be_hidden()


def test_the_list_of_headings_shows_where_the_reader_is(site: ServedSample, opener: Opener) -> None:
    page = opener()
    page.goto(site.published + ARTICLE)
    current = page.locator(".inhoud [aria-current=location]")
    expect(current).to_have_count(0)
    link = page.locator(".inhoud a").nth(2)
    link.click()
    expect(link).to_have_attribute("aria-current", "location")
    expect(current).to_have_count(1)


def test_a_table_takes_the_keyboard_only_where_it_scrolls(site: ServedSample, opener: Opener) -> None:
    for width, scrolls in ((NARROW, True), (WIDE, False)):
        page = opener(viewport=width)
        page.goto(site.published + "bronnen/")
        boxes = page.locator("article .tabel")
        expect(boxes.first).to_be_visible()
        # On a phone the rows are cards, unless one of them has other columns than the rest.
        assert not page.locator(".tabel[tabindex]").count()
        page.evaluate("document.querySelectorAll('.kaarten').forEach(table => table.classList.remove('kaarten'))")
        page.wait_for_function(
            "() => [...document.querySelectorAll('.tabel')].every(e => (e.scrollWidth > e.clientWidth) === e.hasAttribute('tabindex'))"
        )
        names = []
        for box in boxes.all():
            wide = box.evaluate("e => e.scrollWidth > e.clientWidth")
            if wide:
                expect(box).to_have_attribute("tabindex", "0")
                expect(box).to_have_role("region")
                names.append(box.get_attribute("aria-label"))
            else:
                expect(box).not_to_have_attribute("tabindex", "0")
                expect(box).not_to_have_attribute("aria-label", "Tabel")
        assert bool(names) == scrolls and len(set(names)) == len(names)


def test_the_header_never_covers_what_has_the_focus(site: ServedSample, opener: Opener) -> None:
    for size in (WIDE, NARROW, {"width": 1000, "height": 400}):
        page = opener(viewport=size)
        page.goto(site.published + ARTICLE)
        header = page.locator(".md-header")
        sticky = header.evaluate("e => getComputedStyle(e).position") == "sticky"
        box = header.bounding_box()
        assert box
        assert not sticky or box["height"] <= size["height"] / 6, size
        last = page.locator("article h2").last
        page.goto(f"{site.published}{ARTICLE}#{last.get_attribute('id')}")
        shown = last.bounding_box()
        assert shown and shown["y"] >= (box["height"] if sticky else 0), size


def test_nothing_sticks_out_at_320_pixels(site: ServedSample, opener: Opener) -> None:
    """Every fourth page, and with HANDBOEK_SOAK=1 each: test_layout.py looks at one of every kind."""
    page = opener(viewport=NARROW)
    wide = {}
    for url in (
        *(site.published + path for path in site.pages[:: 1 if SOAK else 4]),
        site.published + "404.html",
        site.draft,
        site.draft + "begrippen/",
    ):
        page.goto(url)
        # The page itself hides what sticks out; only what scrolls in a box of its own may be wider.
        wide[url] = page.evaluate(
            """() => [...document.querySelectorAll("body *")]
              .filter(e => e.checkVisibility() && !e.closest(".tabel, .az-letters, pre, .headerlink"))
              .filter(e => e.getBoundingClientRect().right > innerWidth + .5)
              .map(e => e.tagName + "." + e.className)"""
        )
        wide[url] += ["html"] * (page.evaluate("document.documentElement.scrollWidth") > 320)
    assert {url: found for url, found in wide.items() if found} == {}


def test_a_missing_page_says_so_in_dutch(site: ServedSample, opener: Opener) -> None:
    page = opener()
    page.goto(site.published + "404.html")
    assert page.title().startswith("Pagina niet gevonden")
    expect(page.locator("h1")).to_have_text("Pagina niet gevonden")
    page.get_by_role("link", name="begin van het handboek").click()
    expect(page.locator("h1")).to_contain_text("Handboek sociale media")
