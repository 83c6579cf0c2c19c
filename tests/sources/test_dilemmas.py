"""The dilemmas as pages in a real build, with and without a script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from handbook.build.search import index
from handbook.core.project import Project
from handbook.sources import Sources, read
from handbook.sources.data.dilemmas import FOLDER, page_of
from handbook.sources.data.only_for import applies
from handbook.sources.variables import Variables
from tests.support.employers import combinations
from tests.support.fork import handbook
from tests.support.handbooks import SAMPLE, draw


@pytest.fixture(scope="module")
def sources(sample: Path) -> Sources:
    return read(Project.find(sample))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school that allows all: its own dilemmas, and those of one stance."""
    folder = tmp_path_factory.mktemp("dilemmas")
    root = draw(folder / "handboek", of=SAMPLE)
    facts = root / "variables.yml"
    text = facts.read_text("utf-8").replace("sector: algemeen", "sector: onderwijs").replace("stand: beperkt", "stand: vrij")
    facts.write_text(text, "utf-8")
    done = handbook(root, "build", "--site-dir", str(folder / "site"))
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def school(facts: Variables) -> Variables:
    return next(one for one in combinations(facts) if one.werkgever.sector == ("onderwijs",) and one.beleid.stand == "vrij")


def test_each_has_its_own_heading_and_the_overview_leads_there(site: Path, sources: Sources) -> None:
    assert sources.facts
    overview = LexborHTMLParser((site / FOLDER / "index.html").read_text("utf-8"))
    facts = school(sources.facts)
    for id_, entry in sources.data.dilemmas.items.items():
        theme = LexborHTMLParser((site / page_of(entry.thema).removesuffix(".md") / "index.html").read_text("utf-8"))
        link = overview.css_first(f"li#{id_} > a")
        if not applies(entry.alleen_bij, facts):
            assert theme.css_first(f"#{id_}") is None and link is None, id_
            continue
        heading, card = theme.css_first(f"h3#{id_}"), theme.css_first(f".dilemma:has(> h3#{id_})")
        assert heading and card and link is not None
        assert heading.text().startswith(entry.titel)
        assert link.attributes["href"] == f"../{page_of(entry.thema).removesuffix('.md')}/#{id_}"
        assert [node.text() for node in card.css(".dilemma-eerst li")] == list(entry.eerst)
        assert [node.text() for node in card.css(".dilemma-niet li")] == list(entry.niet)
        assert len(card.css(".dilemma-artikelen a")) == len(entry.artikelen)


def test_the_search_finds_each_once(site: Path, sources: Sources) -> None:
    assert sources.facts
    docs = index.documents(site)
    found = [doc["location"].partition("#")[2] for doc in docs]
    for id_, entry in sources.data.dilemmas.printed(school(sources.facts)):
        assert found.count(id_) == 1, id_
        words = next(doc["zoek"] for doc in docs if doc["location"].endswith(f"#{id_}"))
        assert words == ", ".join(entry.zoekwoorden), id_


def test_the_page_for_paper_holds_all(site: Path, sources: Sources) -> None:
    assert sources.facts
    page = LexborHTMLParser((site / FOLDER / "afdrukken/index.html").read_text("utf-8"))
    assert len(page.css(".dilemma")) == len(list(sources.data.dilemmas.printed(school(sources.facts))))


def test_the_old_page_leads_on(site: Path) -> None:
    assert 'href="../../dilemmas/"' in (site / "regels/dilemmas/index.html").read_text("utf-8")


SHOWN = "list => list.filter(e => e.checkVisibility()).length"


@pytest.mark.xdist_group("look")
def test_the_choices_work_without_a_script(site: Path, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640}) as context:
        page = context.new_page()
        address = (site / FOLDER / "index.html").as_uri()
        page.goto(address)
        everyone = page.locator(".dilemma-lijst li").evaluate_all(SHOWN)
        page.locator('[href="#alleen-leidinggevende"]').click()
        assert page.locator("li.voor-medewerker").evaluate_all(SHOWN) == 0
        assert 0 < page.locator("li.voor-leidinggevende").evaluate_all(SHOWN) < everyone
        page.locator('[href="#alleen-beeld"]').click()
        assert page.locator(".dilemma-thema").evaluate_all(SHOWN) == 1
        page.go_back()
        assert page.locator(".dilemma-thema").evaluate_all(SHOWN) > 1
        page.locator('[href="#alle-dilemmas"]').click()
        assert page.locator(".dilemma-lijst li").evaluate_all(SHOWN) == everyone
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
