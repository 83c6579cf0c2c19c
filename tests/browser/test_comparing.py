"""The page on which any two texts are compared, as a reader meets it: choosing, walking from change to change, and every reason why it cannot."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.serve.accessibility import example
from handbook.serve.accessibility.example import Archive
from handbook.serve.accessibility.states import moment
from tests.support import pages
from tests.support.archive_folder import CURRENT, EXPIRED, FUTURE, GONE, TODAY
from tests.support.registers import entry, seen
from tests.support.server import served
from tests.support.sight import CONTRAST, NARROW, WIDE

# The archive is that of the test of access.
pytestmark = pytest.mark.xdist_group("access")

PLACE = ".verschil-plek:focus"

Opener = Callable[..., Page]


@pytest.fixture
def opener(browser: Browser) -> Iterator[Opener]:
    """Opens a fresh page on the archive's own day."""
    with ExitStack() as stack:

        def open_page(**options: Any) -> Page:
            at = moment(date.fromisoformat(TODAY)) if options.get("java_script_enabled", True) else None
            return stack.enter_context(
                pages.fresh(browser, at, **{"viewport": WIDE, "reduced_motion": "reduce", "locale": "nl-NL", **options})
            )

        yield open_page


def ask(page: Page, archive: Archive, **what: str) -> None:
    page.goto(f"{archive.address}vergelijk/?" + "&".join(f"{key}={quote(value)}" for key, value in what.items()))


def said(page: Page) -> Locator:
    return page.locator("[data-melding]")


def query(page: Page) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(page.url).query).items()}


def ids(archive: Archive, version: str) -> list[str]:
    return [one["id"] for one in json.loads((archive.root / version / ARTIKELEN_JSON).read_text("utf-8"))["artikelen"]]


def test_without_a_question_the_text_in_force_stands_beside_the_one_before_it(archive: Archive, opener: Opener) -> None:
    page = opener()
    page.goto(f"{archive.address}vergelijk/")
    expect(said(page)).to_contain_text("3 artikelen gewijzigd, 1 nieuw, 1 vervallen.")
    assert query(page) == {"van": EXPIRED, "naar": CURRENT}
    expect(page.locator("#van")).to_have_value(EXPIRED)
    expect(page.locator("#naar option:checked")).to_have_text("1 november 2026 (geldend)")
    expect(page).to_have_title(re.compile("De tekst van 1 januari 2026 en de tekst van 1 november 2026 vergeleken"))
    # In words: what is new, what went, and within a paragraph what was taken out.
    expect(page.locator("#hardop-voorlezen .verschil-label").first).to_have_text("Vervallen")
    expect(page.locator("del", has_text="Als regel:").first).to_be_visible()
    went = ids(archive, CURRENT)[-1]
    expect(page.locator(f"section[id='{went}'] .verschil-label").first).to_have_text("Nieuw")
    # Its heading leads to the article in its own version.
    page.locator(f"section[id='{went}'] h2 a").click()
    expect(page).to_have_url(re.compile(rf"{re.escape(archive.address)}{CURRENT}/.*#{went}$"))


def test_the_address_follows_the_choice_and_one_article_can_be_seen_alone(archive: Archive, opener: Opener) -> None:
    page = opener()
    ask(page, archive, van=EXPIRED, naar=CURRENT)
    first = page.locator("#artikel optgroup").first
    expect(first).to_have_attribute("label", "Veranderd (5)")
    expect(page.locator("#artikel optgroup").nth(1)).to_have_attribute("label", f"Gelijk gebleven ({len(ids(archive, CURRENT)) - 4})")
    page.locator("#artikel").select_option("hardop-voorlezen")
    expect(page.locator(".verschil-artikel")).to_have_count(1)
    expect(said(page)).to_contain_text("1 artikel vervallen.")
    assert query(page) == {"van": EXPIRED, "naar": CURRENT, "artikel": "hardop-voorlezen"}
    page.reload()
    expect(page.locator(".verschil-artikel")).to_have_count(1)
    expect(page.locator("#artikel")).to_have_value("hardop-voorlezen")
    page.locator("#artikel").select_option(ids(archive, CURRENT)[8])
    expect(said(page)).to_contain_text("is in beide teksten gelijk.")
    expect(page.locator(".verschil-artikel")).to_have_count(0)
    page.locator("#artikel").select_option("")
    expect(page.locator(".verschil-artikel")).to_have_count(5)
    page.get_by_role("button", name="Wissel om").click()
    expect(said(page)).to_contain_text("Dit gaat terug in de tijd")
    expect(page.locator("#hardop-voorlezen .verschil-label").first).to_have_text("Nieuw")
    assert query(page) == {"van": CURRENT, "naar": EXPIRED}
    page.locator("#van").select_option(FUTURE)
    expect(page.locator("#van option:checked")).to_contain_text("(toekomstig)")
    assert query(page)["van"] == FUTURE


def test_an_address_may_name_a_place(archive: Archive, opener: Opener) -> None:
    page = opener()
    page.goto(f"{archive.address}vergelijk/?van={EXPIRED}&naar={CURRENT}#hardop-voorlezen")
    expect(page.locator("#hardop-voorlezen")).to_be_in_viewport()
    assert page.url.endswith("#hardop-voorlezen")


def test_a_reader_walks_from_change_to_change(archive: Archive, opener: Opener) -> None:
    page = opener()
    ask(page, archive, van=EXPIRED, naar=CURRENT)
    counter = page.locator(".verschil-teller")
    expect(counter).to_have_text(re.compile(r"^\d+ wijzigingen$"))
    number = int((counter.text_content() or "").split()[0])
    page.keyboard.press("n")
    expect(counter).to_have_text(f"Wijziging 1 van {number}")
    expect(page.locator(PLACE)).to_be_in_viewport()
    page.keyboard.press("n")
    expect(counter).to_have_text(f"Wijziging 2 van {number}")
    second = page.locator(PLACE).evaluate("e => e.outerHTML")
    page.keyboard.press("p")
    page.keyboard.press("p")
    # Past the first comes the last.
    expect(counter).to_have_text(f"Wijziging {number} van {number}")
    page.get_by_role("button", name="Volgende wijziging").press("Enter")
    expect(counter).to_have_text(f"Wijziging 1 van {number}")
    page.get_by_role("button", name="Volgende wijziging").click()
    assert page.locator(PLACE).evaluate("e => e.outerHTML") == second
    # A letter in a field is a letter, and who does not want the keys is left alone with them.
    page.locator("#van").focus()
    page.keyboard.press("Control+n")
    page.locator("#artikel").press("p")
    expect(counter).to_have_text(f"Wijziging 2 van {number}")
    page.get_by_label("Blader met de toetsen").uncheck()
    page.locator("h1").click()
    page.keyboard.press("n")
    expect(counter).to_have_text(f"Wijziging 2 van {number}")
    page.reload()
    expect(page.get_by_label("Blader met de toetsen")).not_to_be_checked()


def test_what_stayed_the_same_can_be_left_out(archive: Archive, opener: Opener) -> None:
    page = opener()
    ask(page, archive, van=EXPIRED, naar=CURRENT)
    same = page.locator(".verschil-gelijk")
    expect(same.locator("visible=true")).to_have_count(0)
    page.get_by_label("Verberg wat gelijk bleef").uncheck()
    expect(same.first).to_be_visible()
    page.get_by_label("Verberg wat gelijk bleef").check()
    expect(same.locator("visible=true")).to_have_count(0)
    expect(page.locator(".verschil-artikel:visible")).to_have_count(5)
    # A number key for a place works from the checkbox, too.
    page.keyboard.press("n")
    expect(page.locator(PLACE)).to_be_visible()
    page.locator("#naar").select_option(FUTURE)
    expect(page.locator(".verschil-blad")).to_have_class(re.compile("verschil-kort"))


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ({"van": "2019-02-30", "naar": CURRENT}, "De versie “2019-02-30” bestaat niet. Kies hierboven een versie uit de lijst."),
        ({"van": EXPIRED, "naar": "<img src=x onerror=alert(1)>"}, "De versie “<img src=x onerror=alert(1)>” bestaat niet."),
        ({"van": GONE, "naar": CURRENT}, "Zij is op 1 mei 2025 van de website gehaald, op besluit van de directie & de OR."),
        ({"van": EXPIRED, "naar": GONE}, "De tekst van 1 maart 2025 is hier niet meer te lezen."),
        ({"van": CURRENT, "naar": CURRENT}, "Dit is twee keer dezelfde tekst. Er is dus niets veranderd."),
        ({"van": "2025-06-01", "naar": CURRENT}, "Er is niets veranderd."),
        ({"van": EXPIRED, "naar": CURRENT, "artikel": "constructor"}, "Het artikel “constructor” staat in geen van beide teksten."),
    ],
)
def test_what_cannot_be_compared_is_told_with_what_to_do(archive: Archive, opener: Opener, what: dict[str, str], told: str) -> None:
    page = opener()
    ask(page, archive, **what)
    expect(said(page)).to_contain_text(told)
    assert query(page) == what
    expect(page.locator(".verschil-artikel")).to_have_count(0)
    # The way out: another choice.
    page.locator("#artikel").select_option("")
    page.locator("#van").select_option(EXPIRED)
    page.locator("#naar").select_option(CURRENT)
    expect(page.locator(".verschil-artikel")).to_have_count(5)


def test_without_a_network_it_says_so_and_tries_again(archive: Archive, opener: Opener) -> None:
    page = opener()
    for file, told in (("regime.json", "De lijst van versies is nu niet te lezen."), (ARTIKELEN_JSON, "kon niet worden geladen.")):
        page.route(f"**/{file}", lambda route: route.abort())
        ask(page, archive, van=EXPIRED, naar=CURRENT)
        expect(said(page)).to_contain_text(told)
        expect(said(page)).to_contain_text("Controleer de verbinding met het netwerk")
        page.unroute(f"**/{file}")
        page.get_by_role("button", name="Probeer het opnieuw").click()
        expect(page.locator(".verschil-artikel")).to_have_count(5)
    page.route(f"**/{EXPIRED}/{ARTIKELEN_JSON}", lambda route: route.fulfill(body='{"schema": 1}', content_type="application/json"))
    page.reload()
    expect(said(page)).to_contain_text("De tekst van 1 januari 2026 kon niet worden geladen.")


def test_a_text_of_before_is_read_from_what_was_derived_of_its_pages(archive: Archive, opener: Opener) -> None:
    older = (archive.root / EXPIRED / ARTIKELEN_JSON).read_text("utf-8")
    page = opener()
    page.route(f"**/{EXPIRED}/{ARTIKELEN_JSON}", lambda route: route.fulfill(status=404, body="weg"))
    page.route(f"**/wijzigingen/{EXPIRED}/{ARTIKELEN_JSON}", lambda route: route.fulfill(body=older))
    ask(page, archive, van=EXPIRED, naar=CURRENT)
    expect(page.locator(".verschil-artikel")).to_have_count(5)
    page.unroute_all()
    page.route(f"**/{EXPIRED}/{ARTIKELEN_JSON}", lambda route: route.fulfill(status=404, body="weg"))
    page.reload()
    expect(said(page)).to_contain_text("Van de tekst van 1 januari 2026 zijn de artikelen hier niet te vinden.")


def test_what_was_taken_off_is_no_change(archive: Archive, opener: Opener) -> None:
    """An article of the text in force was taken off the site since; the text before it still has it."""
    data = json.loads((archive.root / CURRENT / ARTIKELEN_JSON).read_text("utf-8"))
    off = data["artikelen"].pop(5)
    manifest = {"artikelen": dict.fromkeys(ids(archive, CURRENT), "")}
    register = json.loads((archive.root / "regime.json").read_text("utf-8"))
    row = next(row for row in register["versies"] if row["versie"] == CURRENT)
    measure = {"wat": "artikel", "plek": off["id"], "nummer": off["nummer"], "datum": "2026-11-10", "reden": "Er stond een naam in."}
    row["van_de_site"] = [{**measure, "door": "de directie", "vraag": None}]
    page = opener()
    for path, answer in (("regime.json", register), (f"{CURRENT}/{ARTIKELEN_JSON}", data), (f"{CURRENT}/manifest.json", manifest)):
        page.route(f"**/{path}", lambda route, _, answer=answer: route.fulfill(body=json.dumps(answer)))
    ask(page, archive, van=EXPIRED, naar=CURRENT)
    expect(said(page)).to_contain_text(
        f"Let op: artikel {off['nummer']} van de tekst van 1 november 2026 is op 10 november 2026 van de website gehaald."
    )
    expect(said(page)).to_contain_text("3 artikelen gewijzigd, 1 nieuw, 1 vervallen.")
    ask(page, archive, van=EXPIRED, naar=CURRENT, artikel=off["id"])
    expect(said(page)).to_contain_text("De tekst van dit artikel is van de website gehaald.")


def test_an_article_with_a_new_id_is_the_same_article(archive: Archive, opener: Opener) -> None:
    data = json.loads((archive.root / CURRENT / ARTIKELEN_JSON).read_text("utf-8"))
    old, new = data["artikelen"][1], data["artikelen"][1] | {"id": "heel-anders", "delen": data["artikelen"][1]["delen"][:1]}
    data["artikelen"][1] = new
    page = opener()
    page.route(f"**/{CURRENT}/{ARTIKELEN_JSON}", lambda route: route.fulfill(body=json.dumps(data)))
    page.route(f"**/{CURRENT}/handboek.json", lambda route: route.fulfill(body=json.dumps({"opvolgers": {old["id"]: "heel-anders"}})))
    ask(page, archive, van=EXPIRED, naar=CURRENT, artikel=old["id"])
    expect(page.locator("#heel-anders")).to_contain_text(f"Heette in het adres {old['id']}, heet nu heel-anders.")
    expect(page.locator("#artikel")).to_have_value("heel-anders")


def test_the_draft_is_compared_on_ones_own_computer(archive: Archive, opener: Opener) -> None:
    page = opener()
    page.goto(f"{archive.address}concept/")
    page.get_by_role("link", name="Vergelijk versies").click()
    expect(said(page)).to_contain_text("Van de tekst van 1 november 2026 naar het concept.")
    assert query(page) == {"van": CURRENT, "naar": "concept"}
    ask(page, archive, van=EXPIRED, naar="concept")
    expect(said(page)).to_contain_text("3 artikelen gewijzigd, 1 nieuw, 1 vervallen.")
    page.route(f"**/concept/{ARTIKELEN_JSON}", lambda route: route.fulfill(status=503, body="bezig"))
    page.reload()
    expect(said(page)).to_contain_text("Het concept kon niet worden geladen. Misschien wordt het net gebouwd")


def test_elsewhere_there_is_no_draft(archive: Archive, opener: Opener) -> None:
    page = opener()
    elsewhere = archive.address.replace("127.0.0.1", "handboek.proefhuis.test")

    def answer(route: Any) -> None:
        found = route.fetch(url=route.request.url.replace("handboek.proefhuis.test", "127.0.0.1"), headers={})
        route.fulfill(response=found)

    page.route(f"{elsewhere}**", answer)
    page.goto(f"{elsewhere}vergelijk/?van={CURRENT}&naar=concept")
    expect(said(page)).to_contain_text("Het concept is er alleen op de computer waarop het wordt geschreven.")
    expect(page.locator("#naar option[value=concept]")).to_have_count(0)


def test_two_hundred_versions_can_be_chosen_from(archive: Archive, opener: Opener, tmp_path: Path) -> None:
    names = [str(date(2010, 1, 15) + timedelta(days=29 * n)) for n in range(200)]
    register = seen(*(entry(name, n) for n, name in enumerate(names, 1)), day=date.fromisoformat(names[-1]))
    example.write(tmp_path, register, archive.root / CURRENT, {})
    page = opener()
    with served(tmp_path) as address:
        page.goto(f"{address}vergelijk/?van={names[0]}&naar={names[-1]}")
        expect(page.locator("#van option:not([value=concept])")).to_have_count(200)
        assert page.locator("#van optgroup").count() == 16
        expect(page.locator("#van")).to_have_value(names[0])
        # By keyboard: typed letters find the day.
        page.locator("#van").focus()
        page.keyboard.type("11 mei 2010")
        expect(page.locator("#van option:checked")).to_contain_text("11 mei 2010")


def test_without_javascript_the_ways_on_are_there(archive: Archive, opener: Opener) -> None:
    page = opener(java_script_enabled=False)
    page.goto(f"{archive.address}vergelijk/?van={EXPIRED}&naar={CURRENT}")
    expect(page.locator("[data-zonder]")).to_contain_text("werkt alleen met JavaScript")
    expect(page.locator("#van")).to_be_hidden()
    for path in (f"wijzigingen/{CURRENT}/", "versies/"):
        expect(page.locator(f"[data-zonder] a[href='../{path}']")).to_be_visible()
        assert (archive.root / path / "index.html").is_file()


def test_nothing_sticks_out_and_every_mark_stands_out(archive: Archive, opener: Opener) -> None:
    for scheme in ("light", "dark"):
        page = opener(viewport=NARROW, color_scheme=scheme)
        ask(page, archive, van=EXPIRED, naar=CURRENT)
        expect(page.locator(".verschil-artikel")).to_have_count(5)
        page.get_by_label("Verberg wat gelijk bleef").uncheck()
        wide = page.locator("article *").evaluate_all(
            "all => all.filter(e => e.checkVisibility() && e.getBoundingClientRect().right > 320.5).map(e => e.outerHTML.slice(0, 80))"
        )
        assert wide == []
        parts = [
            ".verschil-blad ins",
            ".verschil-blad del",
            ".verschil-label",
            ".verschil-gelijk p",
            ".verschil-balk button",
            ".verschil-veld label",
        ]
        lowest: dict[str, float] = page.evaluate(CONTRAST, parts)
        assert set(lowest) == set(parts)
        assert {part: ratio for part, ratio in lowest.items() if ratio < 4.5} == {}
        # Without any colour a line says it.
        for mark, line in (("ins", "underline"), ("del", "line-through")):
            lines = page.locator(f".verschil-deel[data-soort=gewijzigd] {mark}").evaluate_all(
                "all => all.map(e => getComputedStyle(e).textDecorationLine)"
            )
            assert {*lines} <= {line}


def test_on_paper_only_the_redline_is_left(archive: Archive, opener: Opener) -> None:
    page = opener()
    ask(page, archive, van=EXPIRED, naar=CURRENT)
    page.emulate_media(media="print")
    for part in (".verschil-vraag", ".verschil-balk", ".verschil-instelling"):
        expect(page.locator(part)).to_be_hidden()
    expect(said(page)).to_contain_text("Van de tekst van 1 januari 2026 naar de tekst van 1 november 2026.")
    expect(page.locator(".verschil-artikel").first).to_be_visible()
    printed = page.locator(".verschil-blad a").evaluate_all("all => all.map(e => getComputedStyle(e, '::after').content)")
    assert [one for one in printed if archive.address in one] == []


def test_one_phone_number_prints_on_two_sheets_and_a_change_as_a_whole(archive: Archive, opener: Opener) -> None:
    def text(phone: str, rule: str) -> dict[str, Any]:
        data: dict[str, Any] = json.loads((archive.root / CURRENT / ARTIKELEN_JSON).read_text("utf-8"))
        for article in data["artikelen"]:
            article["delen"][0]["html"] += f"<p>Bel {phone}.</p>"
            article["gegevens"].append("contact.hr.telefoon")
        data["artikelen"][1]["delen"][0]["html"] += f"<p>{rule}</p>"
        data["waarden"]["contact.hr.telefoon"] = phone
        return data

    texts = {EXPIRED: text("030 123 45 67", "Vraag het eerst."), CURRENT: text("030 765 43 21", "Meld het daarna.")}
    page = opener()
    for version, data in texts.items():
        page.route(f"**/{version}/{ARTIKELEN_JSON}", lambda route, _, data=data: route.fulfill(body=json.dumps(data)))
    ask(page, archive, van=EXPIRED, naar=CURRENT)
    folded = page.locator(".verschil-zelfde .verschil-artikel")
    expect(folded).to_have_count(len(texts[CURRENT]["artikelen"]) - 1)
    assert sheets(page.pdf(format="A4")) <= 2
    page.emulate_media(media="print")
    expect(folded.first).to_be_hidden()
    # The number itself, and where it stands, is said above; what really changed is there in full.
    expect(page.locator(".verschil-gegevens li")).to_contain_text("030 765 43 21")
    expect(page.locator(f"section[id='{texts[CURRENT]['artikelen'][1]['id']}'] ins", has_text="Meld het daarna.")).to_be_visible()
    # Who opens it wants it on paper.
    page.locator(".verschil-zelfde > summary").click()
    expect(folded.first).to_be_visible()
    assert sheets(page.pdf(format="A4")) > 2


def sheets(pdf: bytes) -> int:
    """How many pages a document made by a browser has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_nothing_fails_under_the_policy_of_the_server(archive: Archive, opener: Opener) -> None:
    page = opener()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    ask(page, archive, van=EXPIRED, naar=CURRENT)
    expect(page.locator(".verschil-artikel")).to_have_count(5)
    assert not [url for url in asked if not url.startswith((archive.address, "data:"))]
    assert wrong == []
