"""A year of one organisation, from the example to an archive that was wiped: a real remote with the guard, real builds, a reader at each step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from handbook.core.project import Project
from handbook.sources import sample
from tests.support import shipped
from tests.support.publishing import git
from tests.support.server import served
from tests.support.year import Year, revision

FIRST = "docs/revisies/2026-01-01.md"
RULES = "docs/regels.md"
STYLE = "docs/stijl/handboek.css"
WHY = ("--reason", "Er stond een naam in.", "--by", "de directie")
ARTICLES = """
## {{ artikel('antwoord') }} Antwoord {#antwoord}

Antwoord binnen een week.

## {{ artikel('klant') }} Klanten {#klant}

Noem geen klant bij naam, ook niet op uw eigen rekening.
"""


@pytest.fixture
def year(tmp_path: Path, browser: Browser) -> Iterator[Year]:
    played = Year.begun(tmp_path, shipped.adopted(tmp_path / "bron"), browser)
    with served(played.web) as address:
        played.address = address
        yield played


def test_a_year(year: Year) -> None:
    # The example goes nowhere.
    assert "Nog van het voorbeeld" in year.types("publish", "--push", "origin", code=4)
    shipped.fill_in_all(year.copy, sample.left(Project.find(year.copy)))
    # The council is asked.
    year.write(RULES, (year.copy / RULES).read_text("utf-8") + ARTICLES)
    year.write(FIRST, revision("2026-01-01", "2025-11-10", asked=True))
    year.save("De ondernemingsraad is gevraagd")
    assert "ter instemming" in year.types("publish", "--push", "origin", code=4)
    assert git(year.copy, "ls-remote", "origin", "refs/heads/gh-pages") == ""

    # Both agree, and everybody is told a month before it begins.
    year.day = "2025-12-02"
    year.write(FIRST, revision("2026-01-01", "2025-12-01", announced="2025-12-02"))
    year.save("Vastgesteld")
    year.publish()
    assert "Treedt in werking op 1 januari 2026." in year.line("2026-01-01/")
    assert "geldt vanaf 1 januari 2026" in year.line("")

    # Nobody moved the archive on, and that is noticed.
    year.day = "2026-01-01"
    assert "Dit is de geldende tekst." in year.line("2026-01-01/")
    missed = year.types("verify", "--remote", "origin", code=1)
    assert year.follow(missed) == ["handbook activate --push origin"]
    year.settle()
    assert year.line("geldend/regels/").startswith("2026-01-01/regels/: Dit is de geldende tekst.")

    # A text for April is published in February.
    year.day = "2026-02-10"
    year.swap(RULES, "Antwoord binnen een week.", "Antwoord binnen twee dagen.")
    year.write("docs/revisies/2026-04-01.md", revision("2026-04-01", "2026-02-09", announced="2026-02-10"))
    year.save("Een tekst voor april")
    year.publish()
    assert "tot en met 31 maart 2026" in year.line("2026-01-01/")
    assert "Treedt in werking op 1 april 2026." in year.line("2026-04-01/")

    # What holds now has a wrong term, while a later text waits.
    year.day = "2026-02-20"
    year.types("correct", "2026-01-01")
    year.swap(RULES, "Antwoord binnen een week.", "Antwoord binnen zeven dagen.")
    year.write("docs/revisies/2026-01-01.2.md", revision("2026-01-01.2", "2026-02-19", announced="2026-02-20", kind="redactioneel"))
    year.save("Verbetering", branch="verbetering/2026-01-01.2")
    year.publish()
    assert "verbetering 2" in year.line("2026-01-01/")
    assert year.line("geldend/regels/").startswith("2026-01-01.2/regels/: Dit is de geldende tekst")
    git(year.copy, "switch", "--quiet", "main")

    # Something urgent comes before the text for April, which stays as it was told.
    year.day = "2026-03-01"
    april = year.folder_id("2026-04-01")
    year.types("correct", "2026-01-01.2", "--date", "2026-03-05")
    year.swap(RULES, "Noem geen klant bij naam", "Noem geen klant en geen collega bij naam")
    year.write("docs/revisies/2026-03-05.md", revision("2026-03-05", "2026-02-28", announced="2026-03-01", board_alone=True))
    year.save("Spoed", branch="verbetering/2026-03-05")
    year.publish()
    assert year.folder_id("2026-04-01") == april
    assert "tot en met 4 maart 2026" in year.line("2026-01-01.2/")
    assert "Treedt in werking op 5 maart 2026." in year.line("2026-03-05/")
    carried = "Instemming van de ondernemingsraad, verleend op 19 februari 2026, bij versie 2026-01-01.2"
    for path in ("2026-03-05/revisies/2026-03-05/index.html", "versies/index.html"):
        assert carried in LexborHTMLParser((year.web / path).read_text("utf-8")).text().replace("\u00a0", " "), path
    git(year.copy, "switch", "--quiet", "main")

    # The engine is renewed: another look, the same words.
    year.day = "2026-03-15"
    year.types("activate", "--push", "origin")
    year.write(STYLE, (year.copy / STYLE).read_text("utf-8") + "\n.nieuw { color: inherit; }\n")
    year.bring("2026-01-01.2", "2026-03-05")
    year.save("Nieuwe vorm")
    before = year.published
    year.publish()
    assert year.published == before
    assert year.line("geldend/regels/").startswith("2026-03-05/regels/: Dit is de geldende tekst, tot en met 31 maart 2026.")

    # The day of the text for April.
    year.day = "2026-04-01"
    year.types("verify", "--site", str(year.web), code=1)
    year.types("activate", "--push", "origin")
    year.settle()
    assert year.line("geldend/regels/").startswith("2026-04-01/regels/: Dit is de geldende tekst.")
    assert "Vervallen, vervangen door de tekst van 1 april 2026." in year.line("2026-03-05/regels/")

    # A page names a customer, and goes; the text stays in force.
    year.day = "2026-05-10"
    year.types(
        "take-down", "2026-04-01", "--page", "regels.md", *WHY, "--ask", "Afdeling HR, hr@proefhuis.test", "--yes", "--push", "origin"
    )
    year.settle()
    told = year.line("geldend/regels/")
    assert told.startswith("2026-04-01/regels/: Deze pagina is van de website gehaald") and "Afdeling HR" in told
    assert "klant" not in (year.web / "2026-04-01/regels/index.html").read_text("utf-8")
    assert "Dit is de geldende tekst." in year.line("2026-04-01/")

    # The board repeals, and says what applies instead.
    year.day = "2026-06-01"
    decided = ("--from", "2026-06-15", "--instead", "2026-03-05", "--decided", "2026-05-30", *WHY)
    year.types("repeal", "2026-04-01", *decided, "--yes", "--push", "origin")
    year.settle()
    assert "tot en met 14 juni 2026" in year.line("2026-04-01/")
    year.day = "2026-06-15"
    assert year.follow(year.types("verify", "--remote", "origin", code=1)) == ["handbook activate --push origin"]
    year.settle()
    assert year.line("geldend/regels/").startswith("2026-03-05/regels/: Dit is de geldende tekst.")
    assert "Ingetrokken vanaf 15 juni 2026" in year.line("2026-04-01/")
    assert year.line("geldend/revisies/2026-04-01/").startswith(
        "geldend/revisies/2026-04-01/: Handboek sociale media van Proefhuis Deze pagina staat niet in de geldende tekst"
    )

    # Somebody puts another site in its place, past the guard.
    year.day = "2026-07-01"
    versions = {name: year.folder_id(name) for name in ("2026-01-01", "2026-01-01.2", "2026-03-05", "2026-04-01")}
    year.wipe()
    said = year.types("verify", "--remote", "origin", code=1)
    year.types("publish", "--push", "origin", code=4)
    year.follow(said)
    year.settle()
    assert {name: year.folder_id(name) for name in versions} == versions
    assert year.line("geldend/regels/").startswith("2026-03-05/regels/: Dit is de geldende tekst.")
