"""The archive as a reader meets it in a real browser: the list, the text of a day, the banner and the versions in the header."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from handbook.archive import manifest, root_pages
from handbook.archive.documents_file import Document
from handbook.archive.register import in_force
from handbook.core.dutch import long_date
from handbook.core.edition import Edition
from handbook.core.version_name import VersionName
from handbook.serve.accessibility import example
from tests.support import pages
from tests.support.archive_folder import ARCHIVE, CORRECTED, CURRENT, EXPIRED, FUTURE, GONE, LATE, TODAY, write
from tests.support.asking import Reply, answered
from tests.support.handbooks import ODD
from tests.support.registers import entry, seen
from tests.support.server import served
from tests.support.sight import CONTRAST, NARROW, WIDE
from tests.support.soaking import SOAK
from tests.support.trees import whole

# One worker builds the site, and keeps it for every test here.
pytestmark = pytest.mark.xdist_group("look")

PAGE = "regels/persoonsgegevens/"

WORD = str(date(2010, 1, 15) + timedelta(days=29 * 26))
"""The version of long ago, in 2012, that can be had as a Word file."""

YEAR = re.compile(r"versies/\d{4}/")


@dataclass(frozen=True)
class Archive:
    """A served folder with the versions of a register, all with the same text but for what `change` says."""

    root: Path
    address: str

    def of(self, version: str, path: str = "") -> str:
        return f"{self.address}{version}/{path}"


def change(folder: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    record = json.loads((folder / "handboek.json").read_text("utf-8"))
    edit(record)
    (folder / "handboek.json").write_text(json.dumps(record), "utf-8")


def _older(record: dict[str, Any]) -> None:
    """In the old text customers stood on the page about the purpose; likes were not there, nor the page about images."""
    pages = record["paginas"]
    secret, doel = pages["regels/persoonsgegevens.md"], pages["doel.md"]
    doel["artikelen"]["klantgegevens"] = secret["artikelen"].pop("klantgegevens") | {"nummer": "1.4"}
    secret["adressen"].remove("klantgegevens")
    doel["adressen"].append("klantgegevens")
    pages["regels/prive.md"]["artikelen"].pop("likes")
    pages["regels/prive.md"]["adressen"].remove("likes")
    del pages["regels/beeld.md"]
    record["doorverwijzingen"] = {"oud/": "regels/omgang/#groepen"}


@pytest.fixture(scope="module")
def site(sample_site: Path) -> Path:
    """The sample as the version CURRENT."""
    assert json.loads((sample_site / "handboek.json").read_text("utf-8"))["versie"] == CURRENT
    return sample_site


@pytest.fixture(scope="module")
def archive(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    root = tmp_path_factory.mktemp("acht")
    write(root, ARCHIVE, site, [str(e.version) for e in ARCHIVE.entries if not e.taken_off])
    change(root / "2024-01-01", _older)
    gone = next(e for e in ARCHIVE.entries if e.taken_off)
    assert gone.taken_off
    (root / GONE).mkdir()
    (root / GONE / "index.html").write_bytes(example.notice(gone))
    with served(root) as address:
        yield Archive(root, address)


@pytest.fixture(scope="module")
def many(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Two hundred versions in sixteen years; of three of them the text as well."""
    first = date(2010, 1, 15)
    names = [str(first + timedelta(days=29 * n)) for n in range(200)]
    root = tmp_path_factory.mktemp("tweehonderd")
    register = seen(*(entry(name, n) for n, name in enumerate(names, 1)), day=date.fromisoformat(names[-1]) - timedelta(days=1))
    write(root, register, site, [names[0], names[-2], names[-1]])
    pages_of_years = [path for path in root_pages.paths(register.program, [one.version for one in register.entries]) if YEAR.match(path)]
    word = {f"documenten/handboek-{WORD}.docx": Document(vorm="word", pagina=None, grootte=12_345)}
    shell = (root / "404.html").read_text("utf-8")
    made = root_pages.render(register, shell, alias=Edition().alias, offered={VersionName.parse(WORD): word})
    for path in ("versies/index.html", *pages_of_years):
        (root / path).write_bytes(made[path])
    # The shell is that of the text in force.
    shutil.copytree(site, root / CURRENT)
    with served(root) as address:
        yield Archive(root, address)


Opener = Callable[..., Page]


@pytest.fixture
def opener(browser: Browser) -> Iterator[Opener]:
    """Opens a fresh page, on the given day (half past eleven in the evening there)."""
    with ExitStack() as stack:

        def open_page(day: str = TODAY, **options: Any) -> Page:
            at = f"{day}T22:30:00Z" if options.get("java_script_enabled", True) else None
            return stack.enter_context(
                pages.fresh(browser, at, **{"viewport": WIDE, "reduced_motion": "reduce", "locale": "nl-NL", **options})
            )

        yield open_page


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    with pages.fresh(browser, f"{TODAY}T22:30:00Z", viewport=WIDE, reduced_motion="reduce", locale="nl-NL") as page:
        yield page


@pytest.fixture
def reader(window: Page) -> Iterator[Page]:
    """A page for tests that open an address and look: they leave nothing in it but the day and their routes. It is TODAY."""
    window.clock.set_fixed_time(f"{TODAY}T22:30:00Z")
    yield window
    window.unroute_all()


def banner(page: Page) -> str:
    expect(page.locator("[data-stand]")).not_to_be_empty()
    said = "e => [...e.childNodes].filter(one => one.className !== 'stand-dag').map(one => one.textContent).join('')"
    return str(page.locator("[data-stand]").evaluate(said))


# The banner


@pytest.mark.parametrize(
    ("version", "day", "state", "said"),
    [
        (CURRENT, TODAY, "geldend", "Dit is de geldende tekst, tot en met 31 december 2026."),
        (CURRENT, "2026-12-30", "geldend", "Dit is de geldende tekst, tot en met 31 december 2026."),
        (FUTURE, "2027-01-01", "geldend", "Dit is de geldende tekst."),
        (CURRENT, "2027-01-01", "vervallen", "Vervallen, vervangen door de tekst van 1 januari 2027."),
        (EXPIRED, TODAY, "vervallen", "Vervallen, vervangen door de tekst van 1 november 2026."),
        ("2024-01-01", TODAY, "vervallen", "Vervallen. Nu geldt de tekst van 1 november 2026."),
        (CORRECTED, TODAY, "vervallen", "Vervallen. Nu geldt de tekst van 1 november 2026."),
        (FUTURE, TODAY, "toekomstig", "Geldt nog niet. Treedt in werking op 1 januari 2027."),
        # A clock that is years behind changes nothing: the register was made later.
        (CURRENT, "2020-01-01", "geldend", "Dit is de geldende tekst, tot en met 31 december 2026."),
    ],
)
def test_the_banner_tells_whether_the_text_holds(archive: Archive, reader: Page, version: str, day: str, state: str, said: str) -> None:
    page = reader
    page.clock.set_fixed_time(f"{day}T22:30:00Z")
    page.goto(archive.of(version, PAGE))
    assert banner(page) == said
    expect(page.locator("[data-stand]")).to_have_attribute("data-status", state)
    expect(page.locator("[data-stand-vast]")).to_be_hidden()
    warning = page.locator(".versiekeuze button strong")
    expect(warning).to_have_text([] if state == "geldend" else [state])


def test_the_day_begins_at_midnight_in_the_netherlands(archive: Archive, opener: Opener) -> None:
    for hour, state in (("2026-12-31T22:59:59Z", "toekomstig"), ("2026-12-31T23:00:00Z", "geldend")):
        page = opener(timezone_id="America/Los_Angeles")
        page.clock.set_fixed_time(hour)
        page.goto(archive.of(FUTURE))
        expect(page.locator("[data-stand]")).to_have_attribute("data-status", state)


def test_the_banner_leads_to_the_same_article_and_follows_the_reader(archive: Archive, opener: Opener) -> None:
    page = opener()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(archive.of(EXPIRED, PAGE))
    further = page.locator("[data-stand-verder] a")
    expect(further).to_have_text("Lees deze pagina in de geldende tekst")
    # A link that few follow costs no file.
    assert not [url for url in asked if url.endswith("handboek.json")]
    further.click()
    expect(page).to_have_url(archive.of(CURRENT, PAGE))
    page.goto(archive.of(EXPIRED, PAGE))
    for anchor in ("klantgegevens", "vragen"):
        page.locator(f".inhoud a[href='#{anchor}']").click()
        expect(further).to_have_text("Lees dit onderdeel in de geldende tekst")
        further.click()
        expect(page).to_have_url(archive.of(CURRENT, f"{PAGE}#{anchor}"))
        page.goto(archive.of(EXPIRED, PAGE))


def test_what_moved_or_went_is_told(archive: Archive, reader: Page) -> None:
    """Here the old text is the one in force, by a clock of its own register."""
    old = seen(entry("2024-01-01", 1), entry(FUTURE, 2), day=date.fromisoformat(TODAY))
    page = reader
    page.route("**/{regime,nu}.json", lambda route: route.fulfill(body=manifest.canonical(old.data({})).decode()))
    for path, said, to in (
        (f"{PAGE}#klantgegevens", None, "doel/#klantgegevens"),
        ("regels/prive/#likes", "Het artikel “likes” staat niet in deze tekst.", "regels/prive/"),
        ("regels/beeld/", "De pagina “regels/beeld/” staat niet in deze tekst.", ""),
    ):
        page.goto(archive.of(FUTURE, path))
        page.locator("[data-stand-verder] a").click()
        if said is None:
            expect(page).to_have_url(archive.of("2024-01-01", to))
            continue
        expect(page.locator("[data-antwoord] strong")).to_have_text(said)
        expect(page.locator("[data-antwoord] a").first).to_have_attribute("href", archive.of("2024-01-01", to))


def bodies() -> dict[str, Callable[[Route], None]]:
    """Every way in which the register may fail to be what it is."""
    good = ARCHIVE.data({})

    def answer(edit: Callable[[dict[str, Any]], object]) -> Callable[[Route], None]:
        data = json.loads(json.dumps(good))
        body = edit(data)
        return lambda route: route.fulfill(body=json.dumps(data if body is None else body))

    def first(key: str, value: object) -> Callable[[Route], None]:
        return answer(lambda data: data["versies"][0].update({key: value}))

    return {
        "away": lambda route: route.fulfill(status=404, body="weg"),
        "broken": lambda route: route.fulfill(status=500, body=json.dumps(good)),
        "cut off": lambda route: route.fulfill(body=json.dumps(good)[:400]),
        "no connection": lambda route: route.abort(),
        "a page in its place": lambda route: route.fulfill(body="<!doctype html><p>Meld u aan", content_type="text/html"),
        "another schema": answer(lambda data: data.update(schema=3)),
        "schema as a word": answer(lambda data: data.update(schema="1")),
        "a list": answer(lambda _: []),
        "null": lambda route: route.fulfill(body="null"),
        "no day": answer(lambda data: data.pop("peildatum")),
        "no such day": answer(lambda data: data.update(peildatum="2026-02-30")),
        "no versions": answer(lambda data: data.update(versies={})),
        "without this one": answer(lambda data: data.update(versies=[v for v in data["versies"] if v["versie"] != CURRENT])),
        "twice": answer(lambda data: data["versies"].append(data["versies"][0])),
        "a version that is none": answer(lambda data: data["versies"].append(None)),
        "a name that is none": first("versie", "2026-13-01"),
        "a day that differs from the name": first("geldig_van", "2026-11-01"),
        "announced never": first("bekendgemaakt", None),
        "an end that is no day": first("geldig_tot", "morgen"),
    }


@pytest.mark.parametrize("what", list(bodies()))
def test_without_a_sound_register_the_status_is_unknown(archive: Archive, reader: Page, what: str) -> None:
    page = reader
    page.route("**/{regime,nu}.json", bodies()[what])
    page.route("**/stand/*.json", lambda route: route.abort())
    page.goto(archive.of(CURRENT, PAGE))
    assert banner(page).startswith("Of deze tekst nu geldt, is niet bekend")
    expect(page.locator("[data-stand]")).to_have_attribute("data-status", "onbekend")
    assert "de geldende tekst" not in page.locator(".stand").inner_text()
    further = page.locator("[data-stand-verder] a")
    expect(further).to_have_attribute("href", f"{archive.address}versies/")
    expect(page.locator(".versiekeuze button strong")).to_have_count(0)


def test_a_page_asks_for_what_concerns_it_and_for_the_whole_register_where_that_is_away(many: Archive, opener: Opener) -> None:
    page = opener()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(many.address)) if request.url.endswith(".json") else None)
    old = ["versies/nu.json", "versies/stand/2010-01-15.json"]
    for away, read in ((None, old), (old[1], [*old, "regime.json"]), (old[0], [old[0], "regime.json"])):
        if away:
            page.route(f"**/{away}", lambda route: route.fulfill(status=404, body=""))
        asked.clear()
        page.goto(many.of("2010-01-15", PAGE))
        assert banner(page).startswith("Vervallen, vervangen door") or banner(page).startswith("Vervallen. Nu geldt")
        assert [path for path in asked if path != "2010-01-15/handboek.json"] == read


def test_a_page_that_stays_open_is_overtaken(archive: Archive, opener: Opener) -> None:
    page = opener("2026-12-31")
    page.clock.set_fixed_time("2026-12-31T20:00:00Z")
    page.goto(archive.of(CURRENT))
    expect(page.locator("[data-stand]")).to_have_attribute("data-status", "geldend")
    page.clock.set_fixed_time("2027-01-01T08:00:00Z")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("[data-stand]")).to_have_attribute("data-status", "vervallen")
    page.route("**/{regime,nu}.json", lambda route: route.abort())
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("[data-stand]")).to_have_attribute("data-status", "onbekend")


def test_a_stale_answer_is_never_taken(archive: Archive, opener: Opener) -> None:
    page = opener()
    modes: list[str | None] = []
    page.on("request", lambda request: modes.append(request.header_value("cache-control")) if request.url.endswith("nu.json") else None)
    page.goto(archive.of(CURRENT))
    banner(page)
    assert modes and all(mode and ("no-cache" in mode or "max-age=0" in mode) for mode in modes)


def test_the_banner_is_there_to_be_announced_and_on_paper(archive: Archive, opener: Opener) -> None:
    with urlopen(archive.of(EXPIRED, PAGE)) as answer:
        assert '<div class="stand-nu" role="status" data-stand="2026-01-01"></div>' in whole(answer.read().decode())
    page = opener()
    page.goto(archive.of(EXPIRED, PAGE))
    banner(page)
    page.emulate_media(media="print")
    expect(page.locator("[data-stand]")).to_be_visible()
    expect(page.locator("[data-stand]")).to_contain_text("Nagekeken op 22 november 2026.")
    box, rule = page.locator("[data-stand]").bounding_box(), page.locator("h2").first.bounding_box()
    assert box and rule and box["y"] + box["height"] <= rule["y"]


def test_without_javascript_the_page_says_since_when_and_where_to_look(archive: Archive, opener: Opener) -> None:
    page = opener(java_script_enabled=False)
    page.goto(archive.of(EXPIRED, PAGE))
    expect(page.locator(".stand")).to_contain_text("Ingangsdatum: 1 januari 2026")
    expect(page.locator(".stand")).to_contain_text("Of deze tekst nu geldt, ziet u hier: Alle versies")
    expect(page.locator("[data-stand]")).to_be_empty()
    page.locator(".versiekeuze a").click()
    expect(page).to_have_url(f"{archive.address}versies/")
    expect(page.locator("caption")).to_have_text("Stand op 22 november 2026.")
    expect(page.locator("tr[data-versie]")).to_have_count(len(ARCHIVE.entries))
    expect(page.locator(f"tr[data-versie='{GONE}']")).to_contain_text("Deze tekst is op 1 mei 2025 van de website gehaald")


# The versions in the header


def test_the_list_in_the_header_works_by_keyboard(many: Archive, opener: Opener) -> None:
    page = opener()
    page.goto(many.of("2010-01-15", PAGE))
    button, rows = page.locator(".versiekeuze button"), page.locator(".versiekeuze li")
    expect(button).to_have_text("Versies vervallen")
    expect(rows.first).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(7)
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".versiekeuze [aria-current=page]")).to_contain_text("15 januari 2010")
    expect(rows.last).to_have_text("Alle 200 versies")
    page.keyboard.press("Tab")
    expect(rows.first.locator("a")).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(rows.first).to_be_hidden()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"{re.escape(many.address)}(?!2010-01-15)20\d\d-\d\d-\d\d/{PAGE}"))
    # Chromium forgets to close a page that is on its way to another.
    page.wait_for_load_state()


def test_the_list_in_the_header_fits_a_phone_and_closes(many: Archive, opener: Opener) -> None:
    page = opener(viewport=NARROW)
    page.goto(many.of("2010-01-15"))
    button = page.locator(".versiekeuze button")
    button.click()
    for row in page.locator(".versiekeuze li a").all():
        expect(row).to_be_in_viewport(ratio=1)
        box = row.bounding_box()
        assert box and box["height"] >= 40 and box["x"] >= 0 and box["x"] + box["width"] <= 320
        # The whole name of a version, and its status across from it.
        assert row.evaluate("row => row.childNodes.length") <= 2
    mine = button.bounding_box()
    for other in (".naam", ".menuknop", ".weergave", ".md-search__input"):
        theirs = page.locator(other).bounding_box()
        assert mine and theirs
        beside = mine["x"] >= theirs["x"] + theirs["width"] or mine["x"] + mine["width"] <= theirs["x"]
        above = mine["y"] >= theirs["y"] + theirs["height"] or mine["y"] + mine["height"] <= theirs["y"]
        assert beside or above, other
    page.locator("h1").click()
    expect(page.locator(".versiekeuze ul")).to_be_hidden()


# The list


def test_the_timeline_groups_by_status_of_today(archive: Archive, opener: Opener) -> None:
    for day, now, coming in ((TODAY, CURRENT, [FUTURE]), ("2027-02-01", FUTURE, [])):
        page = opener(day)
        page.goto(f"{archive.address}versies/")
        expect(page.locator("[data-nu]")).to_have_text(
            f"Vandaag, {long_date(date.fromisoformat(day))}, geldt de tekst van {long_date(date.fromisoformat(now))}."
        )
        expect(page.locator("[data-tabel]")).to_be_hidden()
        states = page.locator("li[data-versie]").evaluate_all("all => all.map(e => [e.dataset.status, e.dataset.versie])")
        assert [v for s, v in states if s == "geldend"] == [now]
        assert [v for s, v in states if s == "toekomstig"] == coming
        assert [v for s, v in states if s == "vervallen"] == [
            str(e.version) for e in ARCHIVE.entries if str(e.version) not in (now, *coming)
        ]


def test_the_timeline_tells_all_that_counts(archive: Archive, opener: Opener) -> None:
    page = opener()
    page.goto(f"{archive.address}versies/")
    card = page.locator(f"li[data-versie='{CURRENT}']")
    # A fingerprint is for who asks for it.
    expect(card.locator("code")).to_be_hidden()
    card.locator(".reg-bewijs summary").click()
    text = card.inner_text().replace("\u00a0", " ")
    one = next(e for e in ARCHIVE.entries if str(e.version) == CURRENT)
    for words in (
        "Geldt van 1 november 2026 t/m 31 december 2026",
        "materieel",
        # In the words of the table and the feed.
        "Inhoudelijk: er verandert wat mag of moet.",
        "Likes & <b>delen</b>",
        f"Besluit van {ODD}",
        one.manifest,
    ):
        assert words in text
    expect(page.locator(f"li[data-versie='{LATE}']")).to_contain_text("Werkt terug. Bekendgemaakt op 15 juli 2025.")
    expect(page.locator(f"li[data-versie='{CORRECTED}']")).to_contain_text(
        "Op dezelfde dag vervangen door de tekst van 1 september 2025, verbetering 2."
    )
    gone = page.locator(f"li[data-versie='{GONE}']")
    expect(gone).to_contain_text(
        "Deze tekst is op 1 mei 2025 van de website gehaald, op besluit van de directie & de OR. Reden: Er stond een <naam> in."
    )
    expect(gone.get_by_text("Toelichting")).to_have_count(0)
    page.locator(f"li[data-versie='{CURRENT}']").get_by_text("Toelichting").click()
    expect(page.locator("h1")).to_contain_text("Revisie van 1 november 2026")


def test_two_hundred_versions_stay_within_reach(many: Archive, opener: Opener) -> None:
    page = opener("2010-01-01")
    page.goto(f"{many.address}versies/")
    expect(page.locator("li[data-versie]")).to_have_count(200)
    years = page.locator("details.reg-jaren")
    assert years.count() > 10
    # Folded years keep the page short enough to look over.
    expect(page.locator("li[data-versie]:visible")).to_have_count(
        sum(years.nth(n).locator("li[data-versie]").count() for n in range(2)) + 2
    )
    page.locator(".reg-sprong a", has_text="2012").click()
    expect(page.locator("#jaar-2012 li").first).to_be_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("li[data-versie]:visible")).to_have_count(200)


def test_what_is_far_below_is_drawn_when_somebody_comes_near_and_all_of_it_on_paper(many: Archive, opener: Opener) -> None:
    drawn = "li => [...li.children].some(part => part.checkVisibility({ contentVisibilityAuto: true }))"
    cards = "[...document.querySelectorAll('li[data-versie]')]"
    page = opener("2010-01-01")
    page.goto(f"{many.address}versies/")
    page.locator("details.reg-jaren").nth(1).wait_for()
    page.evaluate("for (const year of document.querySelectorAll('.reg-jaren')) year.open = true")
    expect(page.locator("li[data-versie]")).to_have_count(200)
    far = page.locator("li[data-versie]").last
    # What is drawn follows from a frame, and a busy machine makes that later.
    page.wait_for_function(f"({drawn})({cards}[0]) && !({drawn})({cards}.at(-1))")
    # Its dot stands beside it, and nothing cuts it off.
    assert far.evaluate("li => getComputedStyle(li).overflowClipMargin") != "0px"
    far.scroll_into_view_if_needed()
    page.wait_for_function(f"({drawn})({cards}.at(-1))")
    page.evaluate("scrollTo(0, 0)")
    page.emulate_media(media="print")
    page.wait_for_function(f"{cards}.every({drawn})")


def test_a_folded_year_is_drawn_once_somebody_asks_for_it(many: Archive, opener: Opener) -> None:
    page = opener("2010-01-01")
    # A page that never has nothing else to do.
    page.add_init_script("window.requestIdleCallback = () => 0")
    page.goto(f"{many.address}versies/")
    cards, years = page.locator("li[data-versie]"), page.locator("details.reg-jaren")
    expect(years.first.locator("li[data-versie]").first).to_be_visible()
    drawn = cards.count()
    assert drawn < 60
    last = years.last
    expect(last.locator("li[data-versie]")).to_have_count(0)
    last.locator("summary").click()
    expect(last.locator("li[data-versie]").first).to_be_visible()
    version = last.locator("li[data-versie]").last.get_attribute("data-versie")
    assert cards.count() == drawn + last.locator("li[data-versie]").count()
    page.goto("about:blank")
    page.goto(f"{many.address}versies/#versie-{version}")
    expect(page.locator(f"#versie-{version}")).to_be_in_viewport()
    assert cards.count() < 60
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("li[data-versie]:visible")).to_have_count(200)


def test_a_year_that_is_opened_has_the_documents_of_its_versions(many: Archive, opener: Opener) -> None:
    """They stand on the page of that year alone; until then nobody waits for them."""
    page = opener("2010-01-01")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(f"{many.address}versies/")
    year = page.locator(f"#jaar-{WORD[:4]}")
    expect(year).to_be_attached()
    of_the_year = f"{many.address}versies/{WORD[:4]}/"
    assert of_the_year not in asked
    year.locator("summary").first.click()
    link = page.locator(f"#versie-{WORD} [data-bestanden] a")
    expect(link).to_have_count(1)
    assert link.evaluate("a => a.href") == f"{many.address}{WORD}/documenten/handboek-{WORD}.docx"
    expect(page.locator("[data-bestanden]:visible")).to_have_count(1)
    assert asked.count(of_the_year) == 1


def test_without_a_script_a_past_year_is_one_link_away(many: Archive, opener: Opener) -> None:
    page = opener(java_script_enabled=False)
    page.goto(f"{many.address}versies/")
    assert page.locator("tr[data-versie]:visible").count() < 60
    page.get_by_role("link", name="2012", exact=True).click()
    expect(page.locator("h1")).to_have_text("Versies van 2012")
    assert {str(name)[:4] for name in page.locator("tr[data-versie]").evaluate_all("all => all.map(row => row.dataset.versie)")} == {"2012"}
    page.get_by_role("link", name="Bekijk alle versies").click()
    expect(page).to_have_url(f"{many.address}versies/")


# The text of a day


def ask(page: Page, archive: Archive, **what: str) -> None:
    # Where it leads on to another page, only that one's address is asked.
    page.goto(f"{archive.address}op/?" + "&".join(f"{key}={quote(value)}" for key, value in what.items()), wait_until="commit")


def test_every_day_has_the_answer_of_the_register(archive: Archive, opener: Opener) -> None:
    """The days around each version, and some that chance brings: forty of them with HANDBOEK_SOAK=1."""
    rng = random.Random(7)
    days = [date(2023, 12, 1) + timedelta(days=rng.randrange(1200)) for _ in range(40 if SOAK else 4)]
    edges = [e.day + timedelta(days=n) for e in ARCHIVE.entries for n in (-1, 0)]
    asked = [(day, rng.choice([None, day, date(2023, 12, 1) + timedelta(days=rng.randrange(1200))])) for day in (*days, *edges)]
    for (day, known), reply in zip(asked, answered(opener(), archive.address, asked), strict=True):
        until = known or date.fromisoformat(TODAY)
        wanted = [in_force(ARCHIVE.entries, day, until), in_force(ARCHIVE.entries, day, min(day, until))]
        assert versions(reply, archive) == tuple(str(e.version) if e else "" for e in wanted), (day, known)


def versions(reply: Reply, archive: Archive) -> tuple[str | None, str | None]:
    """What applies, and what was known: by where the page leads, or by what it shows; None where it says nothing."""
    if reply.to:
        version = reply.to.removeprefix(archive.address).partition("/")[0]
        return version, version
    applies = reply.shown.get("geldt")
    return applies, reply.shown.get("bekend", applies)


def test_a_day_leads_to_the_page_and_the_article(archive: Archive, opener: Opener) -> None:
    page = opener()
    for what, to in (
        ({"datum": TODAY}, f"{CURRENT}/"),
        ({"datum": TODAY, "pagina": PAGE}, f"{CURRENT}/{PAGE}"),
        ({"datum": TODAY, "pagina": f"/{PAGE}index.html"}, f"{CURRENT}/{PAGE}"),
        ({"datum": TODAY, "artikel": "klantgegevens"}, f"{CURRENT}/{PAGE}#klantgegevens"),
        ({"datum": TODAY, "pagina": "doel/", "artikel": "klantgegevens"}, f"{CURRENT}/{PAGE}#klantgegevens"),
        ({"datum": "2024-05-05", "pagina": PAGE, "artikel": "klantgegevens"}, "2024-01-01/doel/#klantgegevens"),
        ({"datum": "2024-05-05", "pagina": "oud/"}, "2024-01-01/regels/omgang/#groepen"),
        ({"datum": "2025-04-01", "pagina": PAGE}, f"{GONE}/"),
    ):
        ask(page, archive, **what)
        expect(page).to_have_url(archive.address + to)


def test_a_question_without_an_answer_gets_a_sentence_and_the_list(archive: Archive, opener: Opener) -> None:
    page = opener()
    for what, said in (
        ({"datum": "2023-12-31"}, "Voor 31 december 2023 is er geen tekst. De eerste tekst geldt vanaf 1 januari 2024."),
        ({"datum": "2024-06-01", "bekend": "2023-01-01"}, "Op 1 januari 2023 was er nog geen tekst voor die dag bekendgemaakt."),
        ({"datum": "2026-02-30"}, "“2026-02-30” is geen dag."),
        ({"datum": "14-3-2026"}, "“14-3-2026” is geen dag."),
        ({"datum": "<img src=x onerror=alert(1)>"}, "“<img src=x onerror=alert(1)>” is geen dag."),
        ({"datum": TODAY, "bekend": "ooit"}, "“ooit” is geen dag."),
        ({"datum": "2024-06-01", "artikel": "likes"}, "Het artikel “likes” staat niet in deze tekst."),
        ({"datum": "2024-06-01", "pagina": "regels/beeld/"}, "De pagina “regels/beeld/” staat niet in deze tekst."),
        ({"datum": "2024-06-01", "pagina": "../../x"}, "De pagina “../../x” staat niet in deze tekst."),
        ({"datum": "2024-06-01", "artikel": "constructor"}, "Het artikel “constructor” staat niet in deze tekst."),
    ):
        ask(page, archive, **what)
        expect(page.locator(".reg-antwoord")).to_contain_text(said)
        assert page.url.startswith(f"{archive.address}versies/?")
        expect(page.locator("li[data-versie]").first).to_be_visible()
        expect(page.locator("#datum")).to_be_visible()
    expect(page.locator(".reg-antwoord a").first).to_have_attribute("href", archive.of("2024-01-01"))


def test_a_text_that_works_back_has_two_answers(archive: Archive, opener: Opener) -> None:
    page = opener()
    ask(page, archive, datum="2025-06-20", artikel="klantgegevens")
    expect(page.locator(".reg-antwoord")).to_contain_text("Voor 20 juni 2025 zijn er twee antwoorden.")
    for kind, version in (("geldt", LATE), ("bekend", GONE)):
        expect(page.locator(f"[data-antwoord={kind}]")).to_have_attribute("data-versie", version)
    expect(page.locator("[data-antwoord=geldt] a")).to_have_attribute("href", archive.of(LATE, f"{PAGE}#klantgegevens"))
    # By what was known a week later it was still unknown; from its announcement on, there was one answer.
    ask(page, archive, datum="2025-06-20", bekend="2025-06-27")
    expect(page.locator(".reg-antwoord")).to_contain_text(
        "Volgens wat op 27 juni 2025 bekend was, geldt voor 20 juni 2025 de tekst van 1 maart 2025."
    )
    expect(page.locator("[data-antwoord=geldt]")).to_have_attribute("data-versie", GONE)
    expect(page.locator("[data-antwoord=verwacht]")).to_have_text(
        "Let op: een tekst die terugwerkt tot 1 juni 2025, is pas op 15 juli 2025 bekendgemaakt: de tekst van 1 juni 2025."
    )


def test_the_date_field_works_by_keyboard_and_keeps_the_article(archive: Archive, opener: Opener) -> None:
    page = opener()
    page.goto(f"{archive.address}op/?artikel=klantgegevens&pagina={PAGE}")
    # Without a day there is nothing to lead to: the question is asked, and the list is not narrowed to the article.
    expect(page).to_have_url(f"{archive.address}versies/?pagina={quote(PAGE, safe='')}&onderdeel=klantgegevens")
    expect(page.locator("li[data-versie]:visible")).to_have_count(len(ARCHIVE.entries))
    page.locator("#datum").focus()
    page.keyboard.type("05022024")
    page.keyboard.press("Enter")
    answer = page.locator(".reg-antwoord")
    expect(answer).to_contain_text("Op 2 mei 2024 gold de tekst van 1 januari 2024.")
    expect(answer).to_contain_text("Geldt vanaf 1 januari 2024.")
    expect(answer.locator("a").first).to_have_attribute("href", archive.of("2024-01-01", "doel/#klantgegevens"))
    # What was asked stands in the address, and the one before it is one step back.
    expect(page).to_have_url(re.compile(r"/versies/\?.*datum=2024-05-02"))
    answer.get_by_role("link", name="Wie haar vaststelde").click()
    expect(page.locator("#versie-2024-01-01 .reg-bewijs code")).to_be_visible()
    page.go_back()
    page.go_back()
    expect(answer).to_be_empty()
    page.go_forward()
    expect(answer).to_contain_text("gold de tekst van 1 januari 2024")


def test_the_address_of_a_day_leads_on_from_everywhere_that_carries_it(archive: Archive, opener: Opener) -> None:
    """Without a day, without a script, and without what the answer needs."""
    page = opener()
    page.goto(f"{archive.address}op/")
    expect(page).to_have_url(f"{archive.address}versies/")
    expect(page.locator("h1")).to_have_text("Alle versies")
    page.route("**/versies/dag.js", lambda route: route.abort())
    ask(page, archive, datum=TODAY)
    page.get_by_role("link", name="Bekijk alle versies").click()
    expect(page.locator("li[data-versie]").first).to_be_visible()


@pytest.mark.parametrize(
    ("day", "known", "to", "years"),
    [
        ("2012-05-04", None, "2012-04-06/", ["2012"]),
        ("2012-05-05", "2011-02-01", "versies/", ["2011", "2012"]),
        ("2009-05-05", None, "versies/", ["2010"]),
        ("2031-05-05", None, "2025-11-03/", ["2025"]),
    ],
)
def test_the_address_of_a_day_reads_the_years_of_the_question_alone(
    many: Archive, opener: Opener, day: str, known: str | None, to: str, years: list[str]
) -> None:
    page = opener("2025-12-01")
    read: list[str] = []
    page.on("request", lambda one: read.append(one.url.removeprefix(many.address)) if one.url.endswith(".json") else None)
    # Where it leads to is not read here, and of most of these versions there is no text.
    there = re.compile(re.escape(f"{many.address}{to}") + r"(\?.*)?$")
    page.route(there, lambda route: route.fulfill(body="<p>", content_type="text/html"))
    ask(page, many, datum=day, **({"bekend": known} if known else {}))
    page.wait_for_url(there)
    # The page itself asks what holds now too, for its header.
    assert sorted(path for path in read if path != "versies/nu.json") == [f"versies/op/{year}.json" for year in years]


def _body(body: str, route: Route) -> None:
    route.fulfill(body=body)


def test_a_file_of_a_year_that_is_away_wrong_or_of_other_days_is_not_believed(archive: Archive, opener: Opener) -> None:
    """Then all of the register answers, and where that is not there either nothing is said to apply."""
    good = json.loads((archive.root / "versies/op/2026.json").read_text("utf-8"))
    assert good["versies"]
    others = ({"schema": 3}, {"versies": [{"versie": "morgen"}]}, {"van": "2027-01-01"}, {"tot": "2026-01-01"})
    page = opener()
    for body in ("<p>weg", *(json.dumps(good | other) for other in others)):
        page.unroute_all()
        page.route("**/versies/op/2026.json", partial(_body, body))
        ask(page, archive, datum=TODAY)
        expect(page).to_have_url(archive.of(CURRENT))
        page.route("**/regime.json", lambda route: route.abort())
        ask(page, archive, datum=TODAY)
        expect(page.locator("[data-zonder-dag]")).to_contain_text("de lijst van versies is niet te lezen")


def test_without_javascript_or_register_the_day_is_looked_up_in_the_table(archive: Archive, opener: Opener) -> None:
    without = opener(java_script_enabled=False)
    ask(without, archive, datum=TODAY)
    expect(without.locator("[data-zonder]")).to_contain_text("JavaScript")
    assert "/op/" in without.url
    without.get_by_role("link", name="Bekijk alle versies").click()
    expect(without.locator("[data-zonder-dag]")).to_contain_text("JavaScript")
    expect(without.locator("[data-nu]")).to_have_text("Op 22 november 2026, toen deze lijst is gemaakt, gold de tekst van 1 november 2026.")
    broken = opener()
    broken.route("**/{regime,nu}.json", lambda route: route.abort())
    ask(broken, archive, datum=TODAY)
    expect(broken.locator("[data-zonder-dag]")).to_contain_text("de lijst van versies is niet te lezen")
    for page in (without, broken):
        expect(page.locator("caption")).to_have_text("Stand op 22 november 2026.")
        expect(page.locator("tr[data-versie]").first).to_be_visible()
        expect(page.locator("#datum")).to_be_hidden()


# Everywhere


def test_nothing_sticks_out_at_320_pixels(archive: Archive, many: Archive, opener: Opener) -> None:
    page = opener(viewport=NARROW)
    without = opener(viewport=NARROW, java_script_enabled=False)
    root = [f"{a.address}{path}" for a in (archive, many) for path in ("versies/", "op/", "404.html")]
    places = dict.fromkeys([*root, f"{archive.address}op/?datum=2025-06-20"], "article *, .versiekeuze *")
    # What stands in the text of a version is looked at elsewhere.
    places |= dict.fromkeys([archive.of(v, PAGE) for v in (CORRECTED, f"{CORRECTED}.2", FUTURE)], ".stand *, .versiekeuze *")
    for one in (page, without):
        for address, parts in places.items():
            one.goto(address)
            if one == page:
                pages.settled(page)
            wide = one.locator(parts).evaluate_all(
                "all => all.filter(e => e.checkVisibility() && e.getBoundingClientRect().right > 320.5).map(e => e.outerHTML.slice(0, 80))"
            )
            assert wide == [], address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_stand_out(archive: Archive, opener: Opener, scheme: str) -> None:
    page = opener(color_scheme=scheme)
    for path, parts in (
        (
            "versies/",
            [".reg-nu", ".reg-duur", ".reg-merk", ".reg-kop a", ".reg-bewijs p", ".reg-bewijs summary", ".reg-terug", ".reg-vraag button"],
        ),
        (
            "op/?datum=2025-06-20",
            [".reg-antwoord p", ".reg-antwoord a", ".reg-antwoord .reg-duur", ".reg-bekend summary"],
        ),
        (f"{EXPIRED}/", [".stand-nu", ".stand-verder a", ".versiekeuze strong", ".versiekeuze button"]),
        (f"{FUTURE}/", [".stand-nu", ".stand-verder a", ".versiekeuze li a", ".versiekeuze li small"]),
    ):
        page.goto(archive.address + path)
        pages.settled(page)
        page.evaluate("document.querySelectorAll('.reg-bewijs').forEach(one => { one.open = true })")
        page.locator(".versiekeuze button").press("Enter")
        lowest: dict[str, float] = page.evaluate(CONTRAST, parts)
        assert set(lowest) == set(parts)
        assert {part: ratio for part, ratio in lowest.items() if ratio < 4.5} == {}, path


def test_nothing_is_asked_of_another_host_and_nothing_fails(archive: Archive, opener: Opener) -> None:
    page = opener()
    asked: list[str] = []
    wrong: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    for path in ("versies/", "op/", "op/?datum=2025-06-20", "404.html", f"{EXPIRED}/{PAGE}#klantgegevens"):
        page.goto(archive.address + path, wait_until="networkidle")
    assert not [url for url in asked if not url.startswith((archive.address, "data:"))]
    assert wrong == []


def test_a_missing_page_of_a_version_leads_to_that_version(archive: Archive, opener: Opener) -> None:
    """The root's page is what servers send for every address that is not there."""
    missing = (archive.root / "404.html").read_text("utf-8")
    page = opener()
    page.route(f"**/{EXPIRED}/weg/", lambda route: route.fulfill(status=404, body=missing, content_type="text/html"))
    page.goto(archive.of(EXPIRED, "weg/"))
    expect(page.locator("h1")).to_have_text("Pagina niet gevonden")
    page.get_by_role("link", name="de tekst van 1 januari 2026").click()
    expect(page).to_have_url(archive.of(EXPIRED))
