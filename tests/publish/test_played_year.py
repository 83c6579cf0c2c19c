"""A year of one organisation, from the example to an archive that was wiped: a real remote with the guard, real builds, a reader at each step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from handbook.core.project import Project
from handbook.sources import sample
from tests.support import shipped
from tests.support.publishing import git
from tests.support.server import served
from tests.support.year import Year, revision

FIRST = "docs/revisies/2026-01-01.md"
RULES = "docs/regels.md"
WHY = ("--reason", "Er stond een naam in.", "--by", "de directie")
ARTICLES = """
## {{ artikel('antwoord') }} Antwoord {#antwoord}

Antwoord binnen een week.

## {{ artikel('klant') }} Klanten {#klant}

Noem geen klant bij naam, ook niet op uw eigen rekening.
"""


def wipe(year: Year) -> None:
    """What `mkdocs gh-deploy --force` does, by somebody who may pass the guard."""
    page = git(year.remote, "hash-object", "-w", "--stdin", feed="<h1>Site</h1>")
    tree = git(year.remote, "mktree", feed=f"100644 blob {page}\tindex.html\n")
    git(year.remote, "update-ref", "refs/heads/gh-pages", git(year.remote, "commit-tree", "-m", "Deployed", tree))


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

    # The engine is renewed: another look, the same words.
    year.day = "2026-03-15"
    year.write("docs/stijl/handboek.css", (year.copy / "docs/stijl/handboek.css").read_text("utf-8") + "\n.nieuw { color: inherit; }\n")
    year.save("Nieuwe vorm")
    before = year.published
    year.publish()
    assert year.published == before

    # A page names a customer, and goes; the text stays in force.
    year.day = "2026-05-10"
    year.types(
        "take-down", "2026-04-01", "--page", "regels.md", *WHY, "--ask", "Afdeling HR, hr@proefhuis.test", "--yes", "--push", "origin"
    )
    year.settle()

    # The board repeals.
    year.day = "2026-06-01"
    year.types(
        "repeal",
        "2026-04-01",
        "--from",
        "2026-06-15",
        "--instead",
        "2026-01-01.2",
        "--decided",
        "2026-05-30",
        *WHY,
        "--yes",
        "--push",
        "origin",
    )
    year.settle()

    # Somebody puts another site in its place, past the guard.
    year.day = "2026-07-01"
    wipe(year)
    said = year.types("verify", "--remote", "origin", code=1)
    year.types("publish", "--push", "origin", code=4)
    year.follow(said)
    year.settle()
