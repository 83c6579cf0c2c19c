"""The day on which HR changes a rule and a contact, played from the form to the day on which the new text holds.

A real Chromium, the real editor with Decap's own program for a repository on this computer (decap-server, in a copy of its own), a bare remote
with the guard. Needs `handbook editor --get`, and says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from handbook.serve.accessibility import axe
from tests.support import publishing
from tests.support.beside import NEEDED, at_work, opened, saved
from tests.support.beside import served as beside
from tests.support.handbooks import SAMPLE, draw
from tests.support.publishing import git
from tests.support.server import served
from tests.support.year import Year

pytestmark = NEEDED

NOW, NEXT = "2026-11-01", "2027-01-01"
REVISION = f"docs/revisies/{NEXT}.md"
TEXT, FACTS, WHEN = "cms/pagina-regels/omgang", "cms/gegevens/gegevens", f"cms/revisies/{NEXT}"
OLD_RULE, NEW_RULE = "Wacht dan met plaatsen tot u rustig bent.", "Wacht dan met plaatsen tot de volgende dag."
OLD_PHONE, NEW_PHONE = "+31 20 555 45 67", "+31 20 555 45 99"
DECIDED = """\
status: vastgesteld
bekendgemaakt: 2026-11-22
evaluatie: 2028-01-01
besluiten:
  - {wie: or, wat: instemming, stand: verleend, datum: 2026-11-20}
  - {wie: bestuur, naam: "de directie", wat: besluit, stand: verleend, datum: 2026-11-21}
"""


@pytest.fixture
def year(tmp_path: Path, sample_site: Path, browser: Browser) -> Iterator[Year]:
    """An organisation whose first text is in force."""
    sources = draw(tmp_path / "bron", {".gitignore": ".handboek-*/\n__pycache__/\n"}, SAMPLE)
    played = Year.begun(tmp_path, sources, browser)
    played.day = "2026-11-22"
    done = publishing.land(played.copy, sample_site, NOW, "origin", played.day)
    assert done.code == 0, done.said
    with served(played.web) as address:
        played.address = address
        yield played


def test_hr_changes_a_rule_and_a_contact_from_the_form_to_the_day_they_hold(
    year: Year, sample_site: Path, browser: Browser, tmp_path: Path
) -> None:
    asked: list[str] = []
    with beside(year.copy, sample_site, tmp_path / "concept") as editor, at_work(browser, asked) as page:
        opened(page, editor, "gegevens/entries/gegevens")
        page.get_by_text("Afdeling HR", exact=True).click()
        page.get_by_label(re.compile("^Telefoon")).first.fill(NEW_PHONE)
        saved(page)
        opened(page, editor, "pagina-regels/entries/omgang")
        text = page.get_by_label("Tekst", exact=True)
        text.fill(text.input_value().replace(OLD_RULE, NEW_RULE))
        saved(page)
        assert editor.branches() == {FACTS, TEXT}
        assert editor.changed(FACTS) == [f'-    telefoon: "{OLD_PHONE}"', f'+    telefoon: "{NEW_PHONE}"']
        assert editor.changed(TEXT) == [f"-    {OLD_RULE}", f"+    {NEW_RULE}"]
        # Somebody else's work in the folder is untouched, and so is the main branch.
        assert git(year.copy, "status", "--porcelain") == ""
        assert git(year.copy, "branch", "--show-current") == "main"
        # And goes to the server, without a word of git.
        page.get_by_role("button", name="Indienen (2)").click()
        page.get_by_role("button", name="Indienen: Regels").wait_for()
        axe.brought(page)
        assert axe.run(page, within="dialog[open]").found == ()
        for what in ("Gegevens van de organisatie", "Regels: Omgangsvormen"):
            page.get_by_role("button", name=f"Indienen: {what}").click()
            page.get_by_text(f"{what} is ingediend.").wait_for()
        assert [git(year.remote, "rev-parse", one) for one in (FACTS, TEXT)] == [git(year.copy, "rev-parse", one) for one in (FACTS, TEXT)]
        # A colleague merges both there; with them HR begins the revision.
        page.keyboard.press("Escape")
        git(year.copy, "pull", "--quiet", "--no-rebase", "--no-edit", "origin", TEXT, FACTS)
        page.goto(f"{editor.address}beheer/#/collections/revisies")
        page.get_by_role("button", name="Nieuwe revisie").click()
        page.get_by_label("Vanaf welke dag").fill("2026-11-21")
        page.get_by_role("button", name="Begin").click()
        page.get_by_text("21 november 2026 is al geweest.").wait_for()
        page.get_by_label("Vanaf welke dag").fill(NEXT)
        page.get_by_role("button", name="Begin").click()
        page.get_by_role("button", name="Opslaan").wait_for()
        assert page.get_by_label("Ingangsdatum").input_value() == NEXT
        page.get_by_role("button", name="Indienen (1)").click()
        page.get_by_role("button", name="Indienen: Revisies").click()
        page.get_by_text("Revisies: Revisie van 1 januari 2027 is ingediend.").wait_for()
        assert {url for url in asked if not url.startswith((editor.address, "data:", "blob:"))} == set()
        # What was merged is no proposal any more.
        assert editor.branches() == {WHEN}

    # Its report says what all of it changes, and which decision is missing.
    git(year.copy, "switch", "--quiet", WHEN)
    told = report(year)
    assert [(one["naam"], one["oud"], one["nieuw"]) for one in told["gegevens"]] == [("Telefoon (contact hr)", OLD_PHONE, NEW_PHONE)]
    changed = [(one["id"], one["soort"]) for one in told["artikelen"]["wijzigingen"] if "gewijzigd" in one["soort"]]
    assert changed == [("omgang", ["gewijzigd"])]
    assert [(one["wat"], one["stand"]) for one in told["soort"]["besluiten"]] == [("Instemming van de ondernemingsraad", "ontbreekt")]
    assert told["fouten"] == [] and told["publiceren"]["versies"] == []

    # What was decided is recorded, and on which text.
    head, mark, body = (year.copy / REVISION).read_text("utf-8").partition("\n# Revisie")
    head = re.sub(r"(?m)^    nagelezen: nee\n|^#.*\n", "", head)
    head = head.replace("Gewoon fatsoen: lid 3 is anders.", NEW_RULE)
    head = head.replace("    voor_wie:", '    waarom: "Daar vroegen medewerkers om."\n    voor_wie:')
    year.write(REVISION, head.replace("status: concept\n", DECIDED) + mark + body)
    assert "Alles is er." in year.types("decisions", "--write")
    publishing.commit(year.copy, "Revisie", silent=True)
    told = report(year)
    assert [one["stand"] for one in told["soort"]["besluiten"]] == ["is er"]
    assert told["fouten"] == []
    assert told["publiceren"]["versies"] == [{"versie": NEXT, "geldt_vanaf": NEXT}]
    year.types("check")
    git(year.copy, "switch", "--quiet", "main")
    git(year.copy, "merge", "--quiet", "--no-edit", WHEN)
    git(year.copy, "push", "--quiet", "origin", "main", env={"HANDBOEK_VANDAAG": year.day})

    # Published ahead: the banner of the text that holds says how long, that of the next one from when.
    year.publish()
    assert year.line("geldend/regels/omgang/") == f"{NOW}/regels/omgang/: Dit is de geldende tekst, tot en met 31 december 2026."
    assert "Treedt in werking op 1 januari 2027." in year.line(f"{NEXT}/regels/omgang/")

    # The day itself: the old address answers as it did, and says that it has lapsed.
    year.day = NEXT
    year.types("activate", "--push", "origin")
    year.settle()
    assert year.line("geldend/regels/omgang/") == f"{NEXT}/regels/omgang/: Dit is de geldende tekst."
    assert "Vervallen, vervangen door de tekst van 1 januari 2027." in year.line(f"{NOW}/regels/omgang/")
    for version, rule, phone in ((NOW, OLD_RULE, OLD_PHONE), (NEXT, NEW_RULE, NEW_PHONE)):
        assert rule in (year.web / version / "regels/omgang/index.html").read_text("utf-8")
        assert phone in shown(year.web / version / "melden/index.html")


def report(year: Year) -> dict[str, Any]:
    """What `handbook report` says against the text that was published."""
    found: dict[str, Any] = json.loads(year.types("report", "--format", "json"))
    return found


def shown(page: Path) -> str:
    """What a reader sees of it."""
    return LexborHTMLParser(page.read_text("utf-8")).text().replace("\u00a0", " ")
