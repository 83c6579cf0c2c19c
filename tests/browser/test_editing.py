"""Every version leads to where the text can be changed, as long as the register says so: from its foot and from its articles, and nothing without it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from handbook.serve.accessibility.example import Archive
from tests.support import pages
from tests.support.archive_folder import CURRENT, EXPIRED, TODAY
from tests.support.sight import WIDE

pytestmark = pytest.mark.xdist_group("access")

HOST = "https://git.handboek.example"
PAGE = "regels/vertrouwelijk/"
WORDS = "Wijziging voorstellen"
Opener = Callable[..., Page]


@pytest.fixture
def opener(browser: Browser, archive: Archive) -> Iterator[Opener]:
    """Opens an address of the archive; `told` changes the file that says where each page can be changed, and the host answers by itself."""
    with ExitStack() as stack:

        def opened(at: str, *, script: bool = True, told: dict[str, Any] | None = None) -> Page:
            page = stack.enter_context(
                pages.fresh(browser, f"{TODAY}T11:00:00Z" if script else None, viewport=WIDE, java_script_enabled=script)
            )
            page.route(f"{HOST}/**", lambda route: route.fulfill(body="<h1>Editor</h1>", content_type="text/html"))
            if told is not None:
                file = json.loads((archive.root / "versies/wijzigen.json").read_bytes()) | told
                page.route("**/versies/wijzigen.json", lambda route: route.fulfill(body=json.dumps(file), content_type="application/json"))
            page.goto(f"{archive.address}{at}")
            return page

        yield opened


def way(page: Page) -> Any:
    return page.locator("footer").get_by_role("link", name=WORDS)


@pytest.mark.parametrize("version", [CURRENT, EXPIRED])
def test_the_foot_of_a_page_leads_to_its_file_at_the_host(opener: Opener, version: str) -> None:
    page = opener(f"{version}/{PAGE}")
    way(page).click()
    page.wait_for_url(f"{HOST}/hr/handboek/-/edit/main/docs/regels/vertrouwelijk.md")
    page.go_back()
    expect(way(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(way(page)).to_be_hidden()


def test_the_number_of_an_article_or_paragraph_leads_to_its_line(opener: Opener, archive: Archive) -> None:
    line = json.loads((archive.root / "versies/wijzigen.json").read_bytes())["paginas"][PAGE]["artikelen"]["vertrouwelijk"]
    page = opener(f"{CURRENT}/{PAGE}")
    expect(way(page)).to_be_visible()
    page.locator("#vertrouwelijk-lid-2 > .headerlink").press("Enter")
    page.locator(".aanhaling").get_by_role("link", name=WORDS).press("Enter")
    page.wait_for_url(f"{HOST}/hr/handboek/-/edit/main/docs/regels/vertrouwelijk.md#L{line}")


def test_without_a_host_in_the_register_nothing_is_shown(opener: Opener, archive: Archive) -> None:
    def without(route: Route) -> None:
        register = json.loads((archive.root / "regime.json").read_bytes())
        del register["bestanden"]["versies/wijzigen.json"]
        route.fulfill(body=json.dumps(register), content_type="application/json")

    page = opener("versies/")
    page.route("**/{regime,nu}.json", without)
    page.goto(f"{archive.address}{CURRENT}/{PAGE}")
    pages.settled(page)
    page.locator("#vertrouwelijk > .headerlink").press("Enter")
    expect(page.get_by_role("button", name="Kopieer verwijzing")).to_be_focused()
    expect(page.get_by_text(WORDS)).to_have_count(0)


@pytest.mark.parametrize("at", [f"{CURRENT}/a-z/", f"{CURRENT}/is-er-niet/"])
def test_what_has_no_file_of_its_own_has_no_way_to_it(opener: Opener, at: str) -> None:
    page = opener(at)
    page.wait_for_load_state("networkidle")
    expect(way(page)).to_have_count(0)


def test_without_a_script_the_page_of_the_root_names_every_file(opener: Opener) -> None:
    expect(opener(f"{CURRENT}/{PAGE}", script=False).get_by_text(WORDS)).to_have_count(0)
    page = opener("versies/", script=False)
    page.get_by_role("link", name="Stel een wijziging van de tekst voor").click()
    row = page.locator("li", has_text="docs/regels/vertrouwelijk.md")
    expect(row.get_by_role("link")).to_have_attribute("href", f"{HOST}/hr/handboek/-/edit/main/docs/regels/vertrouwelijk.md")


SOURCE = {"titel": "Oud", "bestand": "docs/b.md", "naar": f"{HOST}/b", "artikelen": {"nieuw": 7}, "ook": {}}
PLACES = {"a/": SOURCE | {"naar": f"{HOST}/a", "artikelen": {"eigen": 3}}, "b/": SOURCE}
TOLD = {"paginas": PLACES, "oud": {"weg/": "b/"}, "opvolgers": {"vervallen": "nieuw"}}


@pytest.mark.parametrize(
    ("asked", "to"),
    [
        ("pagina=a/&artikel=eigen", f"{HOST}/a#L3"),
        ("pagina=weg/", f"{HOST}/b"),
        ("pagina=weg/&artikel=nieuw", f"{HOST}/b#L7"),
        ("pagina=a/&artikel=nieuw", f"{HOST}/b#L7"),
        ("pagina=a/&artikel=vervallen", f"{HOST}/b#L7"),
        ("pagina=a/&artikel=nergens", f"{HOST}/a"),
    ],
)
def test_an_address_of_before_leads_to_where_its_text_is_now(opener: Opener, asked: str, to: str) -> None:
    opener(f"versies/wijzigen.html?{asked}", told=TOLD).wait_for_url(to)


def test_where_there_is_a_choice_or_nothing_the_page_says_so(opener: Opener) -> None:
    nothing = opener("versies/wijzigen.html?pagina=https://elders.test/&artikel=__proto__")
    expect(nothing.locator("[data-wijzigen]")).to_contain_text("staat niet meer in de tekst die nu wordt bewerkt")
    top = opener("versies/wijzigen.html?pagina=a/&artikel=eigen", told=TOLD | {"regel": None})
    expect(top.locator("[data-wijzigen]")).to_have_text("Open docs/b.md. Het artikel begint op regel 3.")
    both = PLACES | {"a/": PLACES["a/"] | {"ook": {"docs/gegevens/hulp.yml": f"{HOST}/hulp"}}}
    more = opener("versies/wijzigen.html?pagina=a/", told=TOLD | {"paginas": both})
    expect(more.locator("[data-wijzigen] a")).to_have_text(["Open docs/b.md", "Open docs/gegevens/hulp.yml"])


@pytest.mark.parametrize(
    ("day", "said", "late"), [("2033-11-30", "Geen enkele pagina is te laat.", 0), ("2033-12-01", "{} pagina's zijn te laat.", 1)]
)
def test_the_list_of_pages_to_look_at_again_says_what_is_late(browser: Browser, archive: Archive, day: str, said: str, late: int) -> None:
    with pages.fresh(browser, f"{day}T11:00:00Z", viewport=WIDE) as page:
        page.goto(f"{archive.address}{CURRENT}/beheer/nakijken/")
        listed = page.locator(".nakijklijst")
        due = listed.locator("time[datetime='2033-12-01']").count() * late
        expect(listed.locator("p")).to_have_text(said.format(due))
        expect(listed.locator("strong")).to_have_count(due)
        assert due > 1 or not late
        assert "/beheer/" not in page.request.get(f"{archive.address}sitemap.xml").text()
