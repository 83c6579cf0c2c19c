"""The statement on access: it says what the last test found, and says so where that test was of something else."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook import checks
from handbook.build import build
from handbook.core.project import Project
from handbook.serve.accessibility import statement
from handbook.serve.accessibility.looking import Wrong
from handbook.serve.accessibility.states import State
from handbook.sources.data import accessibility_test
from handbook.sources.data.accessibility_test import TEST_YML
from tests.support.handbooks import ODD, draw
from tests.support.statements import drawn_in, proof

HOME, ARTICLE = State("home", "2026-11-01/"), State("article", "2026-11-01/regels/prive/#likes")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The tiny handbook with a statement."""
    return drawn_in(tmp_path / "handboek")


def proved(project: Project, *found: Wrong) -> None:
    """A test of the sources as they stand, written down."""
    assert statement.write(project, proof(project, *found))


def said(project: Project) -> str:
    """What the built statement reads."""
    site = project.root.parent / "site"
    build.build(project, site)
    tree = LexborHTMLParser((site / "toegankelijkheid/index.html").read_text("utf-8"))
    article = tree.css_first("article")
    assert article
    # A date is one piece of the sentence in which it stands.
    for day in article.css(".datum"):
        day.unwrap()
    article.merge_text_nodes()
    return " ".join(article.text(separator=" ").split())


def codes(project: Project) -> list[str]:
    return [finding.code for finding in checks.check(project)[1]]


def test_what_was_tested_and_right_says_so(project: Project) -> None:
    proved(project)
    text = said(project)
    assert "Bij de test van 22 november 2026 zijn geen fouten gevonden. Voor zover een programma dat kan zien, voldoet" in text
    for row in (
        "axe-core 4.12.1",
        "Chromium 156",
        "320, 768 en 1440 pixels",
        "Toestanden van een pagina 4",
        "Hoe vaak het programma keek 12",
    ):
        assert row in text
    assert "veranderd" not in text and codes(project) == []


def test_without_a_test_it_says_so(project: Project) -> None:
    text = said(project)
    assert "Deze versie is niet getest." in text and "Er is nog geen test gedaan." in text and "voldoet" not in text
    assert codes(project) == []


@pytest.mark.parametrize("file", ["docs/stijl/handboek.css", "overrides/main.html", "macros/contact.py"])
def test_another_form_than_was_tested_says_so(project: Project, file: str) -> None:
    proved(project)
    path = project.root / file
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    text = said(project)
    assert "Deze versie is in deze vorm niet getest. De laatste test was op 22 november 2026." in text
    assert "geen fouten" not in text and "voldoet" not in text
    assert codes(project) == ["TOE002"]


@pytest.mark.parametrize("file", ["docs/index.md", "variables.yml", "mkdocs.yml"])
def test_another_text_than_was_tested_says_so_and_asks_nothing_of_hr(project: Project, file: str) -> None:
    proved(project)
    path = project.root / file
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    text = said(project)
    assert "zijn geen fouten gevonden" in text
    assert "Na die test is de tekst veranderd. De nieuwe tekst staat in dezelfde vorm, maar is zelf niet opnieuw getest." in text
    assert codes(project) == []


def test_what_was_found_stands_in_it_in_dutch_with_its_place(project: Project) -> None:
    proved(
        project,
        Wrong("color-contrast", HOME, "320 px, light, 100 %", "faint"),
        Wrong("color-contrast", ARTICLE, "320 px, light, 100 %", "faint"),
        Wrong("aria-<b>|`x`", HOME, "320 px, dark, 200 %", "odd"),
    )
    text = said(project)
    assert (
        "Dit handboek voldoet nog niet helemaal aan WCAG 2.2, niveau AA. Bij de test van 22 november 2026 zijn 2 punten gevonden:" in text
    )
    assert "Letters steken te weinig af tegen hun achtergrond. Te zien op: de startpagina en regels/prive/#likes." in text
    assert "De regel aria-<b>|`x` van axe-core is niet gehaald." in text
    assert "geen fouten" not in text and codes(project) == ["TOE003", "TOE003"]


def test_one_point_is_one(project: Project) -> None:
    proved(project, Wrong("keyboard", HOME, "Tab", "out of reach"))
    assert "Bij de test van 22 november 2026 is één punt gevonden:" in said(project)


def test_the_same_test_again_changes_nothing(project: Project) -> None:
    """Else every pull request would be asked to take a new file in."""
    proved(project)
    before = (project.root / TEST_YML).read_bytes()
    again = proof(project, browser="Chromium 157", day=date(2027, 1, 1))
    assert not statement.write(project, again)
    assert (project.root / TEST_YML).read_bytes() == before
    page = project.root / "docs/index.md"
    page.write_text(page.read_text("utf-8") + "\n", "utf-8")
    assert statement.write(project, proof(project, browser="Chromium 157", day=date(2027, 1, 1)))
    assert accessibility_test.load(project)[0].same_text


def test_a_file_changed_by_hand_counts_as_no_test(project: Project) -> None:
    proved(project)
    path = project.root / TEST_YML
    for wrong in ("getest_op: morgen\n", path.read_text("utf-8") + "cijfer: 10\n", "[", ""):
        path.write_text(wrong, "utf-8")
        assert codes(project) == ["TOE001"], wrong
        assert "Deze versie is niet getest." in said(project)


def test_the_fingerprints_do_not_depend_on_the_machine(project: Project) -> None:
    before = accessibility_test.look(project), accessibility_test.text(project)
    page, cache = project.root / "docs/index.md", project.root / "macros/__pycache__"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    cache.mkdir()
    (cache / "contact.pyc").write_bytes(b"x")
    (project.root / "docs/.index.md.swp").write_bytes(b"x")
    assert (accessibility_test.look(project), accessibility_test.text(project)) == before
    (project.root / "docs/nieuw.md").write_text("x", "utf-8")
    assert accessibility_test.look(project) == before[0] and accessibility_test.text(project) != before[1]


def test_the_foot_of_every_page_leads_to_it(project: Project) -> None:
    said(project)
    site = project.root.parent / "site"
    for page in site.rglob("*.html"):
        links = [link.attributes["href"] or "" for link in LexborHTMLParser(page.read_text("utf-8")).css("footer a")]
        assert any(re.search(r"(?:^|/)toegankelijkheid/$|^\./$", link) for link in links), page


def test_a_handbook_without_a_statement_has_no_link_to_it(tmp_path: Path) -> None:
    build.build(Project.find(draw(tmp_path / "handboek")), tmp_path / "site")
    assert "toegankelijkheid/" not in (tmp_path / "site/index.html").read_text("utf-8")


def test_an_odd_organisation_reads_as_it_is(handbook: Path) -> None:
    facts = handbook / "variables.yml"
    facts.write_text(
        facts.read_text("utf-8")
        .replace('"Proefhuis B.V."', f'"{ODD}"')
        .replace('"Servicedesk ICT"', '"I|C_T*"')
        .replace("sector: algemeen", "sector: overheid")
        .replace("soort: or", "soort: geen"),
        "utf-8",
    )
    project = Project.find(handbook)
    text = said(project)
    assert f"{ODD} wil dat iedereen dit handboek kan lezen" in text
    assert "Bel I|C_T* op" in text
    assert "geldt ook het Besluit digitale toegankelijkheid overheid" in text and "of met de medezeggenschap" not in text
