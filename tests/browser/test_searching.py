"""The page that searches the texts of all versions: which versions hold a word, in which article, and what holds now."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from handbook.archive import distinct_texts, history, manifest, root_pages
from handbook.archive.register import Register, Version
from handbook.archive.texts import Texts
from handbook.core.edition import Edition
from handbook.serve.accessibility import example
from handbook.serve.accessibility.example import Archive
from tests.support import pages
from tests.support.changed_archive import A2, B2, C2, SECRET, TEXTS, Rule, Text, built
from tests.support.handbooks import ODD, ROOT
from tests.support.registers import entry, seen
from tests.support.states import SAMPLE

# The archive of the sample is that of the test of access.
pytestmark = pytest.mark.xdist_group("access")

DAY = date(2026, 11, 22)
NUMBERED = Rule("2.1", "Beeld & <geluid>", "regels/begin.md", (*B2.paragraphs, "Foto's van klanten bewaart u niet."))
AHEAD = Text({"doel": replace(A2, note="Over klanten staat er iets."), "foto": NUMBERED, "klagen": C2}, "2026-11-20")
"""Published before its day, with an article that got another number, another title and a paragraph more."""

ALL = {**TEXTS, "2027-02-01": AHEAD}
GONE, REPEALED = "2026-07-01", "2026-09-01"


def entries() -> Iterator[Version]:
    for number, version in enumerate(ALL, 1):
        decided = (
            {"gone": "2026-10-01"}
            if version == GONE
            else {"repealed": "2026-10-15", "instead": "2026-05-01"}
            if version == REPEALED
            else {}
        )
        announced = "2026-11-20" if version == "2027-02-01" else ""
        yield entry(version, number, announced=announced, **decided)


class Folders:
    def __init__(self, root: Path, register: Register) -> None:
        self.folders = {one.tree: root / str(one.version) for one in register.entries if not one.taken_off}

    def read(self, spec: str, /) -> bytes | None:
        tree, _, path = spec.partition(":")
        file = self.folders[tree] / path if tree in self.folders else None
        return file.read_bytes() if file and file.is_file() else None


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an archive with a text of every state, and articles that changed in every way."""
    root = tmp_path_factory.mktemp("zoeken") / "archief"
    root.mkdir()
    register = seen(*entries(), day=DAY)
    for version, text in ALL.items():
        if version != GONE:
            built(root / version, version, text)
    files = Folders(root, register)
    read = Texts(files)
    told = history.tell(files, register, texts=read)
    made = root_pages.render(register, None, alias=Edition().alias, told=told, found=distinct_texts.gather(register, read, told))
    made["regime.json"] = manifest.canonical(register.data({}))
    for path, data in made.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    with example.served(root, DAY) as archive:
        yield archive.address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with pages.fresh(browser, f"{DAY}T12:00:00Z") as fresh:
        yield fresh


def ask(page: Page, address: str, words: str, **more: str) -> None:
    page.goto(f"{address}zoeken/?" + "&".join(f"{key}={quote(value)}" for key, value in {"q": words, **more}.items()))
    expect(page.locator("[data-melding] p").first).to_be_visible()


def said(page: Page) -> Locator:
    return page.locator("[data-melding]")


def answers(page: Page, part: str = "precies") -> list[str]:
    """Of each answer its article and what it says of time, with plain spaces."""
    found = page.locator(f"[data-deel={part}] .zoek-stond")
    return [
        " | ".join(
            one.evaluate(
                "e => [e.parentElement.querySelector('h3'), e.querySelector('.zoek-tijd')].map(x => x.innerText.trim().replace(/\\u00a0/g, ' '))"
            )
        )
        for one in found.all()
    ]


def sentences(page: Page, part: str = "precies") -> list[str]:
    return [one.inner_text() for one in page.locator(f"[data-deel={part}] .zoek-zinnen li").all()]


def test_a_word_in_one_version_only(page: Page, texts: str) -> None:
    ask(page, texts, "mondeling")
    expect(said(page)).to_contain_text("‘mondeling’ staat in geen enkele versie.")
    expect(said(page)).to_contain_text("Gezocht in 7 versies, van de tekst van 1 januari 2026 tot en met die van 1 februari 2027.")
    ask(page, texts, "KANTINE")
    expect(said(page)).to_contain_text("‘KANTINE’ staat in 1 artikel, in 1 van de 7 versies.")
    expect(said(page)).to_contain_text("In de tekst van 1 september 2026.")
    assert answers(page) == ["Artikel 1.3, Bellen | ingetrokken Gold van 1 september 2026 t/m 14 oktober 2026."]
    assert sentences(page) == ["Lid 1: U belt in de kantine."]
    expect(page.locator(".zoek-zinnen mark")).to_have_text("kantine")
    expect(page.locator("[role=status]")).to_have_count(1)


def test_the_same_words_in_several_versions_are_one_answer_with_one_period(page: Page, texts: str) -> None:
    ask(page, texts, "hal")
    # It came back when the text after it was repealed.
    assert answers(page) == [
        "Artikel 1.3, Bellen | vervallen Van 1 maart 2026 t/m 30 juni 2026 en weer 15 oktober 2026 t/m 31 oktober 2026."
    ]
    [answer] = page.locator(".zoek-stond").all()
    expect(answer.locator(".zoek-tekst")).to_have_text("In de teksten van 1 maart 2026, 1 maart 2026, verbetering 2 en 1 mei 2026.")
    first = answer.locator(".zoek-tekst a").first
    assert first.get_attribute("href") == "../2026-03-01/regels/begin/#bellen"
    # What comes next cannot be read: nothing is said of that.
    changes = [str(one.get_attribute("href")) for one in answer.locator(".zoek-wijziging a").all()]
    assert changes == ["../vergelijk/?van=2026-01-01&naar=2026-03-01&artikel=bellen"]


def test_of_many_texts_the_first_and_the_last_are_named_and_the_others_unfold(page: Page, texts: str) -> None:
    ask(page, texts, "geldt")
    newer, older = page.locator("[data-artikel=doel] .zoek-stond").all()
    # The text off the site breaks the row: from there on it is another.
    expect(newer.locator(".zoek-tekst")).to_have_text("In de teksten van 1 september 2026, 1 november 2026 en 1 februari 2027.")
    expect(older.locator(".zoek-tekst")).to_have_text("In 4 teksten, van 1 januari 2026 tot en met 1 mei 2026.")
    assert older.locator(".zoek-alle a").count() == 0
    older.locator("summary").press("Enter")
    expect(older.locator(".zoek-alle a")).to_have_text(["1 maart 2026", "1 maart 2026, verbetering 2"])
    # The words of this paragraph stayed as they were where another changed: it is one answer.
    assert sentences(page)[-1] == "Lid 2: Het geldt voor iedereen."


def test_an_article_keeps_its_answer_under_another_id_number_and_title(page: Page, texts: str) -> None:
    ask(page, texts, "schriftelijk")
    expect(said(page)).to_contain_text("in 6 van de 7 versies.")
    states = answers(page)
    # The text off the site in between is no text that holds it.
    assert len(states) == 2 and states[0].startswith("Artikel 2.1, Beeld & <geluid> | geldt nu Van 1 september 2026 t/m ")
    newest = page.locator(".zoek-stond").first
    expect(newest.locator(".zoek-naam")).to_have_text(
        "Eerst Artikel 1.2, Beeld; vanaf de tekst van 1 februari 2027 Artikel 2.1, Beeld & <geluid>."
    )
    expect(newest.locator(".zoek-plek a")).to_have_attribute("href", "../2027-02-01/regels/begin/#foto-lid-1")
    older = page.locator(".zoek-stond").nth(1)
    expect(older.locator(".zoek-naam")).to_have_text("Toen: Artikel 1.2, Beeld.")
    page.locator(".zoek-plek a").first.click()
    expect(page).to_have_url(f"{texts}2027-02-01/regels/begin/#foto-lid-1")


def test_what_is_published_ahead_does_not_hold_yet(page: Page, texts: str) -> None:
    ask(page, texts, "bewaart")
    assert answers(page) == ["Artikel 2.1, Beeld & <geluid> | geldt nog niet Gaat gelden vanaf 1 februari 2027."]
    ask(page, texts, "bewaart", op="nu")
    expect(said(page)).to_contain_text("‘bewaart’ staat hier niet.")
    expect(said(page)).to_contain_text("Er is alleen gekeken in wat nu geldt (de tekst van 1 november 2026).")
    page.clock.set_fixed_time("2027-03-01T12:00:00Z")
    ask(page, texts, "bewaart", op="nu")
    assert answers(page) == ["Artikel 2.1, Beeld & <geluid> | geldt nu Geldt vanaf 1 februari 2027."]


def test_what_was_taken_off_the_site_is_named_and_not_found(page: Page, texts: str) -> None:
    ask(page, texts, SECRET.split()[-1])
    expect(said(page)).to_contain_text("staat in geen enkele versie.")
    expect(page.locator("[data-deel=weg] li")).to_have_text(
        "De tekst van 1 juli 2026: op 1 oktober 2026 van de website gehaald, op besluit van de directie & de OR."
    )


def test_words_in_quotes_stand_in_a_row_and_a_minus_leaves_out(page: Page, texts: str) -> None:
    ask(page, texts, '"vraagt eerst toestemming"')
    assert [one.partition(" | ")[2][:9] for one in answers(page)] == ["vervallen"]
    expect(page.locator(".zoek-zinnen mark")).to_have_text("vraagt eerst toestemming")
    # A row of words may go on in the next paragraph's sentence, and never in the next paragraph.
    ask(page, texts, '"toestemming U plaatst"')
    expect(said(page)).to_contain_text("staat in geen enkele versie.")
    ask(page, texts, "toestemming vraagt")
    assert len(answers(page)) == 3
    ask(page, texts, "toestemming -schriftelijk")
    expect(said(page)).to_contain_text("‘toestemming’, zonder ‘schriftelijk’ staat in 1 artikel, in 1 van de 7 versies.")
    ask(page, texts, "-schriftelijk")
    expect(said(page)).to_contain_text("Er staat alleen wat er niet in mag.")
    ask(page, texts, "kantine directie")
    expect(said(page)).to_contain_text("in geen enkel artikel staat dat samen.")
    expect(said(page)).to_contain_text("‘kantine’ staat in 1 artikel. ‘directie’ staat in 1 artikel.")


def test_the_word_that_was_asked_goes_before_its_other_forms(page: Page, texts: str) -> None:
    ask(page, texts, "klagen")
    assert answers(page)[0].startswith("Artikel 3.1, Klagen | geldt nu")
    assert sentences(page)[0] == "In de titel: Klagen"
    ask(page, texts, "foto")
    expect(said(page)).to_contain_text("‘foto’ staat in geen enkele versie. Een andere vorm of een langer woord is wel gevonden.")
    expect(page.locator("[data-deel=anders] summary").first).to_have_text("1 artikel: ‘foto's’")
    assert sentences(page, "anders") == ["Lid 3: Foto's van klanten bewaart u niet."]
    ask(page, texts, '"foto"')
    expect(page.locator("[data-deel=anders]")).to_have_count(0)
    ask(page, texts, "plaatst")
    assert page.locator("[data-deel=anders]").count() == 0 and len(answers(page)) >= 1


def test_a_rule_goes_before_what_a_box_says(page: Page, texts: str) -> None:
    ask(page, texts, "klanten")
    assert [one.split(" | ")[0] for one in answers(page)] == ["Artikel 2.1, Beeld & <geluid>", "Artikel 1.1, Doel"]


def test_a_day_and_a_period_choose_among_the_texts(page: Page, texts: str) -> None:
    ask(page, texts, "toestemming", op="2026-02-01")
    assert [one.partition(" | ")[2] for one in answers(page)] == ["vervallen Gold van 1 januari 2026 t/m 28 februari 2026."]
    ask(page, texts, "toestemming", op="2026-02-01", tot="2026-12-31")
    assert len(answers(page)) == 3
    expect(said(page)).to_contain_text("in alle 5 versies van die tijd.")
    # The first text of 1 March was replaced on that very day.
    expect(said(page)).to_contain_text("In de teksten van 1 januari 2026; 1 maart 2026, verbetering 2 tot en met 1 mei 2026; 1 september")
    ask(page, texts, "toestemming", op="gisteren")
    expect(said(page)).to_contain_text("‘gisteren’ is geen dag.")
    ask(page, texts, "toestemming", op="2026-02-01", tot="2026-01-01")
    expect(said(page)).to_contain_text("De laatste dag ligt voor de eerste.")


def test_one_article_by_any_of_its_ids(page: Page, texts: str) -> None:
    ask(page, texts, "helpt", artikel="beeld")
    expect(page.locator("#artikel")).to_have_value("foto")
    expect(said(page)).to_contain_text("‘helpt’ staat hier niet.")
    ask(page, texts, "helpt", artikel="<b>x")
    expect(said(page)).to_contain_text("‘<b>x’ is geen artikel van dit handboek.")


def test_the_question_is_typed_sent_and_taken_back(page: Page, texts: str) -> None:
    page.goto(f"{texts}zoeken/")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(urlsplit(request.url).path))
    assert page.locator("[data-melding]").inner_text() == ""
    page.get_by_label("Wat moet erin staan?").focus()
    page.keyboard.type("Kantiné")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("‘Kantiné’ staat in 1 artikel")
    assert {"/zoeken/artikelen.json", "/zoeken/2026.json"} <= {*fetched}
    page.locator("summary", has_text="Zoek in minder teksten").click()
    page.get_by_label("Welke teksten?").select_option("Alleen wat nu geldt")
    expect(said(page)).to_contain_text("staat hier niet.")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["Kantiné"], "op": ["nu"]}
    page.get_by_label("Welk artikel?").select_option("1.1 Doel")
    assert parse_qs(urlsplit(page.url).query)["artikel"] == ["doel"]
    page.go_back()
    page.go_back()
    expect(said(page)).to_contain_text("staat in 1 artikel")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["Kantiné"]}


def test_nothing_is_fetched_before_somebody_is_about_to_ask(page: Page, texts: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(urlsplit(request.url).path))
    page.goto(f"{texts}zoeken/", wait_until="networkidle")
    assert not [path for path in fetched if path.startswith("/zoeken/") and path.endswith(".json")]


def test_files_that_do_not_belong_together_are_no_answer(page: Page, texts: str) -> None:
    empty = json.dumps({"schema": 1, "teksten": []})
    page.context.route("**/zoeken/2026.json", lambda route: route.fulfill(body=empty))
    ask(page, texts, "kantine")
    expect(said(page)).to_contain_text("De teksten zijn nu niet te lezen.")
    page.context.unroute_all()
    page.get_by_role("button", name="Probeer het opnieuw").click()
    expect(said(page)).to_contain_text("‘kantine’ staat in 1 artikel")


def test_the_employer_is_printed_as_typed_and_no_words_become_marks(page: Page, texts: str) -> None:
    ask(page, texts, '<img src=x onerror="alert(1)">')
    expect(page.locator(".zoek-uitleg").first).to_contain_text(ODD)
    assert page.locator("main img, main b").count() == 0
    ask(page, texts, "geluid")
    assert sentences(page) == ["In de titel: Beeld & <geluid>"]


def test_without_a_script_all_versions_are_listed(browser: Browser, texts: str) -> None:
    with pages.fresh(browser, java_script_enabled=False) as page:
        page.goto(f"{texts}zoeken/")
        expect(page.get_by_text("werkt alleen met JavaScript")).to_be_visible()
        listed = [one.inner_text() for one in page.locator("[data-zonder] li").all()]
        assert len(listed) == len(ALL)
        assert listed[0] == "1 februari 2027 (toekomstig)" and "1 juli 2026 (van de website gehaald)" in listed
        expect(page.locator("form:visible")).to_have_count(0)


# From a version


def test_the_search_of_a_version_leads_to_that_of_all(browser: Browser, archive: Archive) -> None:
    with pages.fresh(browser, str(archive.day)) as page:
        page.goto(f"{archive.address}{SAMPLE.current}/")
        page.locator("input.md-search__input").fill("mag & niet")
        page.get_by_role("link", name="Zoek dit in alle versies").click()
        expect(page).to_have_url(f"{archive.address}zoeken/?q=mag+%26+niet")
        expect(page.locator(".zoek-uitkomst")).to_contain_text("‘mag’ en ‘niet’ staan samen in")
        expect(page.locator(".zoek-artikel").first).to_be_visible()


def test_words_are_compared_as_in_the_search_of_a_version() -> None:
    own, root = ((ROOT / path).read_text("utf-8") for path in ("docs/stijl/zoek/woorden.js", "handbook/archive/root/zoeken/woorden.js"))
    what = "handbook/archive/root/zoeken/woorden.js is docs/stijl/zoek/woorden.js with one line more: copy it again"
    assert root.partition("\nexport {")[0].rstrip() == own.rstrip(), what
