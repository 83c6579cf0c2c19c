"""The dilemmas under every combination of facts: enough of them, with articles that are printed, and an address that stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from handbook.checks.dilemmas import NEEDED, NEEDED_OF_SECTOR
from handbook.sources import Sources
from handbook.sources.data.dilemmas import ROLES
from handbook.sources.printed import numbering
from handbook.sources.printed.values import page_names
from handbook.sources.template import allowlist
from tests.support.employers import combinations
from tests.support.expectations import load, ours
from tests.support.server import served

# With the other tests of these sites.
pytestmark = pytest.mark.xdist_group("search")


@pytest.fixture(scope="module")
def sources() -> Sources:
    return ours()


def test_there_are_enough_under_every_combination(sources: Sources) -> None:
    assert sources.facts
    for facts in combinations(sources.facts):
        printed = [entry for _, entry in sources.data.dilemmas.printed(facts)]
        for role in ROLES:
            assert sum(entry.voor == role for entry in printed) >= NEEDED
        roles = [sum(entry.voor == role for entry in printed) for role in ROLES]
        assert max(roles) - min(roles) <= 4, "half is for employees, half for managers"
        themes = {entry.thema for entry in printed}
        assert themes == set(sources.data.themes.items), "no page of a theme is ever empty"
        (sector,) = facts.werkgever.sector
        assert sector == "algemeen" or sum(sector in entry.alleen_bij.sector for entry in printed) >= NEEDED_OF_SECTOR


def test_every_article_of_a_dilemma_is_printed_with_it(sources: Sources) -> None:
    assert sources.facts and sources.config
    trees = {path: tree for path, page in sources.pages.items() if (tree := allowlist.parse(page).tree)}
    for facts in combinations(sources.facts):
        numbered = numbering.number(trees, sources.config.pages, page_names(facts, sources.revisions))
        for id_, entry in sources.data.dilemmas.printed(facts):
            assert set(entry.artikelen) <= set(numbered), (id_, facts.werkgever.sector, facts.beleid)


def test_addresses_that_were_given_out_stay(sources: Sources) -> None:
    expected = load("inhoud.yml")
    assert {f"dilemma-{name}" for name in expected["vaste_dilemmas"]} <= set(sources.data.dilemmas.items)
    assert sources.config
    assert [old for old in expected["oude_adressen"] if sources.config.redirects[old][0] not in sources.pages] == []


def test_every_dilemma_names_a_step_a_limit_and_words_to_find_it(sources: Sources) -> None:
    for id_, entry in sources.data.dilemmas.items.items():
        assert len(entry.eerst) >= 2, id_
        assert len(entry.niet) >= 2, id_
        own = " ".join([entry.titel, *entry.situatie]).lower()
        assert not [word for word in entry.zoekwoorden if f" {word.lower()} " in f" {own} "], id_


SHEETS = 29
"""A third fewer than the 44 that all dilemmas once took."""


def test_all_of_them_go_on_few_sheets_and_none_is_broken(own_site: Path, browser: Browser) -> None:
    with served(own_site) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}dilemmas/afdrukken/")
        sheets = page.pdf(prefer_css_page_size=True)
        assert 10 < len(re.findall(rb"/Type\s*/Page\b(?!s)", sheets)) <= SHEETS
        page.emulate_media(media="print")
        # The room of a sheet: 297 mm without its margins, at 96 points to the inch.
        tall = page.locator(".dilemma").evaluate_all(
            """all => all.filter(one => getComputedStyle(one).breakInside !== "avoid" || one.getBoundingClientRect().height > 950).map(one => one.textContent)"""
        )
        assert page.locator(".dilemma").count() > 80 and tall == []
        assert page.locator(".dilemma-eerst li").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 11
