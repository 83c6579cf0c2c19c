"""The dilemmas as pages in a real build, with and without a script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
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
from tests.support.server import served
from tests.support.trees import whole


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
        assert words == "|".join(entry.zoekwoorden).lower(), id_


def test_the_page_for_paper_holds_all(site: Path, sources: Sources) -> None:
    assert sources.facts
    page = LexborHTMLParser((site / FOLDER / "afdrukken/index.html").read_text("utf-8"))
    assert len(page.css(".dilemma")) == len(list(sources.data.dilemmas.printed(school(sources.facts))))


def test_the_old_page_leads_on(site: Path) -> None:
    assert 'href="../../dilemmas/"' in whole((site / "regels/dilemmas/index.html").read_text("utf-8"))


SHOWN = "list => list.filter(e => e.checkVisibility()).length"


@pytest.mark.xdist_group("look")
def test_without_a_script_all_of_them_stand_by_theme_and_role(site: Path, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640}) as context:
        page = context.new_page()
        page.goto((site / FOLDER / "index.html").as_uri())
        everyone = page.locator(".dilemma-lijst li").count()
        expect(page.locator(".dilemma-telling")).to_have_text(f"{everyone} dilemma's")
        page.locator('.dilemma-keuze [href="#alleen-beeld"]').click()
        expect(page.locator("#beeld")).to_be_in_viewport()
        assert page.locator(".dilemma-lijst li").evaluate_all(SHOWN) == everyone
        expect(page.locator(".dilemma-keuze").get_by_text("Wie bent u?")).to_be_hidden()
        # The role is said once for each group.
        roles = page.locator(".dilemma-thema").evaluate_all(
            "all => all.map(e => [...e.querySelectorAll('.dilemma-voor')].map(r => r.textContent))"
        )
        assert roles and all(len(set(said)) == len(said) for said in roles)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.xdist_group("look")
def test_role_and_theme_are_chosen_together(site: Path, browser: Browser) -> None:
    with served(site) as address, browser.new_context(viewport={"width": 320, "height": 640}) as context:
        page = context.new_page()
        page.goto(f"{address}{FOLDER}/")
        rows, told, keuze = page.locator(".dilemma-lijst li"), page.locator(".dilemma-telling"), page.locator(".dilemma-keuze")
        everyone = rows.count()
        keuze.get_by_text("Voor leidinggevenden").click()
        keuze.locator("[data-over=beeld]").click()
        expect(page.locator(".dilemma-thema:visible")).to_have_count(1)
        both = rows.evaluate_all(SHOWN)
        assert 0 < both < everyone and page.url.endswith("#alleen-leidinggevende,beeld")
        expect(told).to_have_text(f"{both} van {everyone} dilemma's")
        expect(page.locator(".dilemma-voor:visible")).to_have_text(["Voor leidinggevenden"])
        expect(keuze.locator("[aria-current]")).to_have_count(2)
        # What each other choice would leave stands behind it, and the address brings somebody else here.
        expect(keuze.locator("[data-over=beeld] .dilemma-aantal")).to_have_text(str(both))
        page.reload()
        expect(told).to_have_text(f"{both} van {everyone} dilemma's")
        page.go_back()
        expect(page.locator(".dilemma-voor:visible").filter(has_text="Voor medewerkers")).to_have_count(0)
        # A place that the choice leaves out is shown to who asks for it.
        page.evaluate("location.hash = 'alleen-medewerker,beeld'")
        expect(page.locator(".dilemma-thema:visible")).to_have_count(1)
        page.evaluate("location.hash = 'mening'")
        expect(page.locator("#mening")).to_be_in_viewport()
        expect(told).to_have_text(f"{everyone} dilemma's")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.xdist_group("look")
def test_where_none_is_found_it_is_said_with_a_way_out(site: Path, browser: Browser) -> None:
    with served(site) as address, browser.new_context() as context:
        page = context.new_page()
        # A theme for one role alone; which theme that is, depends on the text.
        gone = '<div class="dilemma-groep" data-voor="leidinggevende">'
        page.route(
            "**/dilemmas/",
            lambda route: route.fulfill(
                content_type="text/html",
                body=whole((site / FOLDER / "index.html").read_text("utf-8")).replace(
                    gone, gone.replace("leidinggevende", "medewerker"), 1
                ),
            ),
        )
        page.goto(f"{address}{FOLDER}/")
        theme = page.locator(".dilemma-thema").first.get_attribute("data-over")
        page.evaluate(f"location.hash = 'alleen-leidinggevende,{theme}'")
        told = page.locator(".dilemma-telling")
        expect(told).to_contain_text("Geen van de ")
        expect(page.locator(".dilemma-lijst li:visible")).to_have_count(0)
        told.get_by_role("link", name="Toon alles").click()
        expect(page.locator(".dilemma-thema:visible")).not_to_have_count(0)
