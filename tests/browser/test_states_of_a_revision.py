"""Each of the eight states as a reader meets it: on a page of the draft or the version, in the list of versions, in the command."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from handbook.archive import releases, timeline
from handbook.archive.register import Register, Version
from handbook.build import build, preview
from handbook.core.project import Project
from handbook.core.status import Status
from handbook.serve.accessibility import example
from tests.support import pages, revisions
from tests.support.archive_folder import CURRENT, EXPIRED, GONE, TODAY, write
from tests.support.handbooks import ODD, SAMPLE, draw
from tests.support.registers import entry, seen
from tests.support.server import served
from tests.support.sight import WIDE

pytestmark = pytest.mark.xdist_group("look")

AHEAD = revisions.VERSION
REPEALED = "2025-06-01"
ENTRIES = (
    entry(GONE, 1, gone="2025-05-01"),
    entry(REPEALED, 2, repealed="2025-09-01", instead=GONE),
    entry(EXPIRED, 3),
    entry(CURRENT, 4, less="2026-11-20"),
    entry(AHEAD, 5, announced="2027-01-20", published="2026-11-20"),
)
DRAFTS = {"concept": revisions.concept(), "ter-instemming": revisions.for_consent(), "vastgesteld": revisions.adopted()}
NOTE = f"revisies/{AHEAD}/"


def register(day: str = TODAY) -> Register:
    return seen(*ENTRIES, day=date.fromisoformat(day))


@pytest.fixture(scope="module")
def archive(sample_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The archive, and beside it a folder for each draft, served as one."""
    root = tmp_path_factory.mktemp("acht")
    write(root, register(), sample_site, [CURRENT, EXPIRED, AHEAD, REPEALED])
    gone: Version = ENTRIES[0]
    assert gone.taken_off
    (root / GONE).mkdir()
    (root / GONE / "index.html").write_bytes(example.notice(gone))
    for name, files in DRAFTS.items():
        project = draw(tmp_path_factory.mktemp(name) / "handboek", files, of=SAMPLE)
        build.build(Project.find(project), root / name, draft=True)
    # The same draft as the preview of a proposal, a folder deeper.
    shutil.copytree(root / "vastgesteld", root / "voorbeeld/pr-12")
    preview.convert(root / "voorbeeld/pr-12")
    with served(root) as address:
        yield address


At = Callable[..., Page]


@pytest.fixture
def at(browser: Browser) -> Iterator[At]:
    """Opens a fresh page at an address, on a day."""
    with ExitStack() as stack:

        def open_page(day: str, address: str = "about:blank") -> Page:
            options: dict[str, Any] = {"viewport": WIDE, "locale": "nl-NL", "reduced_motion": "reduce"}
            page = stack.enter_context(pages.fresh(browser, f"{day}T12:00:00Z", **options))
            page.goto(address)
            return page

        yield open_page


@pytest.mark.parametrize(
    ("draft", "first", "rows"),
    [
        ("concept", "Concept: geldt niet.", {"Status": "concept", "Vastgesteld": "nog niet", "Besluiten": "nog niet bekend"}),
        (
            "ter-instemming",
            "Ter instemming: geldt nog niet.",
            {
                "Status": "ter instemming",
                "Vastgesteld": "nog niet",
                "Datum van bekendmaking": "nog niet bekend",
                "Besluiten": "Instemming van de ondernemingsraad, gevraagd op 16 november 2026",
            },
        ),
        (
            "vastgesteld",
            "Concept: geldt niet.",
            {"Vastgesteld": "door de directie op 18 november 2026", "Datum van bekendmaking": "20 januari 2027"},
        ),
    ],
)
def test_a_draft_says_how_far_it_is(archive: str, at: At, draft: str, first: str, rows: dict[str, str]) -> None:
    page = at(TODAY, f"{archive}{draft}/{NOTE}")
    expect(page.locator("strong", has_text=first)).to_have_count(1)
    expect(page.locator(".uitgave dt").nth(1)).to_have_text(first)
    for what, value in rows.items():
        expect(page.locator("article tr", has=page.get_by_role("cell", name=what, exact=True)).locator("td").nth(1)).to_have_text(value)
    page.goto(f"{archive}{draft}/doel/")
    expect(page.locator("article")).to_contain_text(
        "vastgesteld door de directie op 18 november 2026" if draft == "vastgesteld" else "Deze tekst is nog niet vastgesteld."
    )


@pytest.mark.parametrize(
    ("day", "state", "said"),
    [
        ("2027-01-19", "vastgesteld", "Vastgesteld. Wordt op 20 januari 2027 bekendgemaakt. Nog niet gepubliceerd."),
        ("2027-01-20", "bekendgemaakt", "Bekendgemaakt op 20 januari 2027. Nog niet gepubliceerd."),
    ],
)
def test_what_is_adopted_and_not_published(archive: str, at: At, day: str, state: str, said: str) -> None:
    page = at(day)
    page.route(
        "**/{regime,nu}.json", lambda route: route.fulfill(body=json.dumps(seen(*ENTRIES[:3], day=date.fromisoformat(TODAY)).data({})))
    )
    page.goto(f"{archive}vastgesteld/")
    expect(page.locator("[data-concept]")).to_have_text(said)
    expect(page.locator("[data-concept]")).to_have_attribute("data-staat", state)


@pytest.mark.parametrize("draft", ["vastgesteld", "voorbeeld/pr-12"])
def test_the_working_copy_of_a_version_leads_to_it(archive: str, at: At, draft: str) -> None:
    page = at(TODAY, f"{archive}{draft}/")
    expect(page.locator("[data-concept]")).to_have_text("Dit is een werkkopie. Lees de gepubliceerde tekst van deze revisie")
    page.locator("[data-concept] a").click()
    expect(page).to_have_url(f"{archive}{AHEAD}/")


def answer(page: Page, day: str) -> None:
    """The register as it was made on that day: a page never goes back before it."""
    data = register(day).data({})
    page.route("**/{regime,nu}.json", lambda route: route.fulfill(json=data))


@pytest.mark.parametrize(
    ("version", "day", "state", "said"),
    [
        (
            CURRENT,
            "2027-01-19",
            "geldend",
            "Dit is de geldende tekst, volgens wat nu bekend is.",
        ),
        (CURRENT, "2027-01-20", "geldend", "Dit is de geldende tekst, tot en met 31 januari 2027."),
        (
            AHEAD,
            "2027-01-19",
            "toekomstig",
            "Geldt nog niet. Wordt bekendgemaakt op 20 januari 2027 en treedt in werking op 1 februari 2027.",
        ),
        (
            AHEAD,
            "2027-01-20",
            "toekomstig",
            "Geldt nog niet. Treedt in werking op 1 februari 2027.",
        ),
        (AHEAD, "2027-02-01", "geldend", "Dit is de geldende tekst."),
        (CURRENT, "2027-02-01", "vervallen", "Vervallen, vervangen door de tekst van 1 februari 2027."),
    ],
)
def test_a_version_says_where_it_stands_on_every_day(archive: str, at: At, version: str, day: str, state: str, said: str) -> None:
    page = at(day, f"{archive}{version}/")
    expect(page.locator("[data-stand]")).to_have_attribute("data-status", state)
    expect(page.locator("[data-stand]")).to_contain_text(said)
    expect(page.locator("[data-zoeken-stand]")).to_contain_text(said)
    # An old text cannot say so itself: its script does, to search engines that come by.
    expect(page.locator("head meta[name=robots]")).to_have_count(0 if state == "geldend" else 1)
    expect(page.locator("[data-archief]")).to_have_text("20 november 2026" if version == AHEAD else "22 oktober 2026")
    page.goto(f"{archive}versies/")
    card = page.locator(f"li[data-versie='{version}']")
    expect(card).to_have_attribute("data-status", state)
    for words, announced in (("Wordt op 20 januari 2027 bekendgemaakt.", False), ("Bekendgemaakt op 20 januari 2027.", True)):
        if version == AHEAD:
            assert (words in " ".join((card.text_content() or "").split())) == (announced == (day >= "2027-01-20"))


def test_a_question_about_a_day_to_come_is_answered_by_what_is_known(archive: str, at: At) -> None:
    page = at(TODAY, f"{archive}op/?datum=2027-02-10&pagina=doel/")
    answer = page.locator("[data-antwoord=geldt]")
    expect(answer).to_contain_text("Volgens wat nu bekend is, geldt voor 10 februari 2027 de tekst van 1 november 2026.")
    expect(answer).to_contain_text("Geldt vanaf 1 november 2026. Bekendgemaakt op 22 oktober 2026. In dit archief sinds 22 oktober 2026.")
    expect(answer.locator("a").first).to_have_attribute("href", f"{archive}{CURRENT}/doel/")
    expect(page.locator("[data-antwoord=verwacht]")).to_have_text(
        "Let op: een gepubliceerde tekst gaat in op 1 februari 2027, zodra zij op 20 januari 2027 bekend is gemaakt: de tekst van 1 februari 2027."
    )
    page = at("2027-01-20", f"{archive}op/?datum=2027-02-10&pagina=doel/")
    expect(page).to_have_url(f"{archive}{AHEAD}/doel/")


def test_both_addresses_of_a_page_go_with_the_reader_to_the_article(archive: str, at: At) -> None:
    page = at(TODAY, f"{archive}{CURRENT}/regels/persoonsgegevens/")
    offered = page.locator(".uitgave-adres a")
    fixed, following = (f"https://handboek.proefhuis.test/{name}/regels/persoonsgegevens/" for name in (CURRENT, "geldend"))
    expect(offered).to_have_text([fixed, following])
    page.evaluate("location.hash = '#klantgegevens'")
    expect(offered).to_have_text([f"{fixed}#klantgegevens", f"{following}#klantgegevens"])
    assert offered.evaluate_all("all => all.every(one => one.href === one.textContent)")
    page.evaluate("location.hash = '#bestaat-niet'")
    expect(offered).to_have_text([fixed, following])


def test_a_text_off_the_site_says_so_on_its_page_and_in_the_list(archive: str, at: At) -> None:
    page = at(TODAY, f"{archive}{GONE}/")
    expect(page.locator("h1")).to_have_text("Deze tekst is van de website gehaald")
    expect(page.locator("main")).to_contain_text("totdat een andere tekst haar vervangt")
    expect(page.locator("[data-register]")).to_have_text("Vandaag, 22 november 2026, geldt de tekst van 1 november 2026.")
    page.goto(f"{archive}versies/")
    card = page.locator(f"li[data-versie='{GONE}']")
    expect(card.locator(".reg-weg")).to_have_text("van de website gehaald")
    expect(card).to_have_attribute("data-status", "vervallen")
    expect(card).not_to_contain_text("ngetrokken")


def test_a_text_off_the_site_that_applies_leads_nowhere_but_to_whom_to_ask(archive: str, at: At) -> None:
    """In its own time, and again after the text behind it was repealed; never with a link to itself."""
    for day in ("2025-05-02", "2025-09-02"):
        page = at(day)
        answer(page, day)
        page.goto(f"{archive}{GONE}/")
        expect(page.locator("[data-register]")).to_contain_text("geldt deze tekst nog.")
        expect(page.locator("main a[href^='mailto:']")).to_have_count(1)
        assert not [one for one in page.locator("main a").all() if (one.get_attribute("href") or "").rstrip("/").endswith(GONE)]


@pytest.mark.parametrize(
    ("day", "state", "said"),
    [
        (
            "2025-08-31",
            "geldend",
            (
                "Dit is de geldende tekst, tot en met 31 augustus 2025.",
                "Wordt ingetrokken vanaf 1 september 2025, bij besluit van de directie & de OR van",
            ),
        ),
        (
            "2025-10-01",
            "ingetrokken",
            ("Ingetrokken vanaf 1 september 2025", "Daarvoor in de plaats komt de tekst van 1 maart 2025."),
        ),
    ],
)
def test_a_repeal_is_said_above_every_page(archive: str, at: At, day: str, state: str, said: tuple[str, ...]) -> None:
    page = at(day)
    answer(page, day)
    page.goto(f"{archive}{REPEALED}/")
    stand = page.locator("[data-stand]")
    expect(stand).to_have_attribute("data-status", state)
    for sentence in said:
        expect(stand).to_contain_text(sentence)
    if state == "ingetrokken":
        page.locator("[data-stand-verder] a").click()
        expect(page).to_have_url(f"{archive}{GONE}/")
        page.goto(f"{archive}versies/")
        expect(page.locator(f"li[data-versie='{REPEALED}'] .reg-ingetrokken")).to_have_text("ingetrokken")
        expect(page.locator(f"li[data-versie='{GONE}']")).to_have_attribute("data-status", "geldend")


def test_a_text_of_which_a_part_is_gone_says_so(archive: str, at: At) -> None:
    page = at(TODAY, f"{archive}{CURRENT}/")
    expect(page.locator("[data-stand]")).to_contain_text("Een deel van deze tekst is van de website gehaald.")


@pytest.mark.parametrize("release", sorted(releases.earlier() - {"0.1.0"}))
def test_a_script_from_before_repeals_does_not_know_and_says_no_wrong(release: str, browser: Browser) -> None:
    """The rules that a release put into its versions for ever: before 0.4.0 they refuse a register with a repeal, and read one without as they did."""
    asked = """data => {
        try { const all = rules.checked(data).versies; return rules.inForce(all, "2025-04-01", "2025-04-01").versie } catch { return "onbekend" }
    }"""
    without = seen(*(one for one in ENTRIES if not one.repealed), day=date.fromisoformat(TODAY))
    with pages.fresh(browser) as page:
        page.add_script_tag(content=(releases.EARLIER / release / "versies.js").read_text("utf-8") + "\nwindow.rules = handboekVersies")
        assert page.evaluate(asked, register().data({})) == (GONE if releases.knows_acts(release) else "onbekend")
        assert page.evaluate(asked, without.data({})) == GONE


def test_without_script_nothing_to_come_reads_as_past(archive: str, browser: Browser) -> None:
    with pages.fresh(browser, java_script_enabled=False) as page:
        page.goto(f"{archive}versies/")
        row = page.locator(f"tr[data-versie='{AHEAD}']")
        expect(row).to_contain_text("Datum van bekendmaking: 20 januari 2027.")
        assert "ekendgemaakt" not in row.inner_text()


def test_nothing_that_was_not_published_is_in_the_list(archive: str, at: At) -> None:
    page = at(TODAY, f"{archive}versies/")
    expect(page.locator("[data-tijdlijn] li[data-versie]")).to_have_count(len(ENTRIES))
    shown = page.locator("main").inner_text()
    assert not [one for one in ("concept", "ter instemming") if one in shown]


def test_the_scripts_and_the_program_have_one_rule(archive: str, at: At) -> None:
    """Every version on every day of two years, by versies.js and by core/status.py."""
    page = at(TODAY, f"{archive}{CURRENT}/")
    days = [date(2025, 1, 1) + timedelta(days=7 * n) for n in range(120)]
    found = page.evaluate(
        """async days => {
            const rules = handboekVersies, data = rules.checked(await (await fetch("../regime.json")).json())
            return days.map(day => data.versies.map(v => [v.versie, rules.statusOf(v, rules.inForce(data.versies, day, day), day, data.versies)]))
        }""",
        [str(day) for day in days],
    )
    assert found == [[[str(e.version), str(one.status(e))] for e in one.entries] for one in (register(str(day)) for day in days)]
    for draft, status in (("concept", "concept"), ("ter instemming", "ter instemming"), ("vastgesteld", None)):
        for day in ("2027-01-19", "2027-01-20"):
            asked = {"status": draft, "bekendgemaakt": "2027-01-20"}
            told = page.evaluate("([asked, day]) => handboekVersies.statusOf(asked, null, day)", [asked, day])
            assert told == (status or ("vastgesteld" if day < "2027-01-20" else "bekendgemaakt"))


def test_the_command_names_all_eight() -> None:
    prepared = [
        timeline.Prepared(entry(name).version, state, None)
        for name, state in (
            ("2028-01-01", Status.CONCEPT),
            ("2027-12-01", Status.FOR_CONSENT),
            ("2027-11-01", Status.ADOPTED),
            ("2027-10-01", Status.ANNOUNCED),
        )
    ]
    assert timeline.render(register(), "text", prepared).splitlines() == [
        "2028-01-01  concept         1 januari 2028 (nog niet gepubliceerd)",
        "2027-12-01  ter instemming  1 december 2027 (nog niet gepubliceerd)",
        "2027-11-01  vastgesteld     1 november 2027 (nog niet gepubliceerd)",
        "2027-10-01  bekendgemaakt   1 oktober 2027 (nog niet gepubliceerd)",
        "2027-02-01  toekomstig      1 februari 2027 (wordt op 20 januari 2027 bekendgemaakt; in dit archief sinds 20 november 2026)",
        "2026-11-01  geldend         1 november 2026 (deels van de website gehaald; bekendgemaakt op 22 oktober 2026; in dit archief sinds 22 oktober 2026)",
        "2026-01-01  vervallen       1 januari 2026 (bekendgemaakt op 22 december 2025; in dit archief sinds 22 december 2025)",
        "2025-06-01  ingetrokken     1 juni 2025 (ingetrokken vanaf 1 september 2025; bekendgemaakt op 22 mei 2025; in dit archief sinds 22 mei 2025)",
        "2025-03-01  vervallen       1 maart 2025 (van de website gehaald; bekendgemaakt op 19 februari 2025; in dit archief sinds 19 februari 2025)",
    ]


@pytest.mark.parametrize(
    ("decisions", "rows"),
    [
        (
            revisions.SCHOOL,
            [
                "Instemming van de gemeenschappelijke medezeggenschapsraad, verleend op 16 november 2026",
                "Advies van de MR van *Zuid* & <Noord>, niet uitgebracht op 16 november 2026",
                "Advies van de raad van toezicht, uitgebracht op 17 november 2026",
                "Besluit van het college van bestuur, genomen op 18 november 2026",
            ],
        ),
        (
            revisions.FAMILY,
            [
                "Instemming van de personeelsvertegenwoordiging: niet nodig. Reden: Wij zijn met acht mensen en hebben geen | vertegenwoordiging.",
                f"Besluit van de familie {ODD}, genomen op 18 november 2026",
            ],
        ),
    ],
    ids=["school", "family firm"],
)
def test_odd_organisations_read_as_they_are(tmp_path: Path, at: At, decisions: str, rows: list[str]) -> None:
    root = draw(tmp_path / "handboek", revisions.adopted(decisions), of=SAMPLE)
    facts = root / "variables.yml"
    facts.write_text(facts.read_text("utf-8").replace("  soort: or\n", "  soort: geen\n").replace('"Proefhuis B.V."', f'"{ODD}"'), "utf-8")
    build.build(Project.find(root), tmp_path / "site" / AHEAD)
    with served(tmp_path / "site") as address:
        page = at(TODAY, f"{address}{AHEAD}/{NOTE}")
        cell = page.locator("article tr", has=page.get_by_role("cell", name="Besluiten", exact=True)).locator("td").nth(1)
        assert cell.inner_text().replace("\u00a0", " ").splitlines() == rows
        for link in cell.locator("a").evaluate_all("all => all.map(one => one.href)"):
            assert link in ("https://intranet.proefhuis.test/gmr/12?deel=1&blad=2", f"{address}{AHEAD}/img/telefoon.png")
