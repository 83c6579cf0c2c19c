"""What our own text leans on: the rules and norms of each sector, and what is uncertain."""

from __future__ import annotations

from functools import cache

import pytest

from handbook.sources import Sources, with_facts
from handbook.sources.printed import citations
from tests.support.employers import SECTORS
from tests.support.expectations import ours


@cache
def with_sector(sector: str) -> Sources:
    """Our own text for an employer in a sector; test_combinations.py checks it for each."""
    own = ours()
    assert own.facts
    return with_facts(own, own.facts.model_copy(update={"werkgever": own.facts.werkgever.model_copy(update={"sector": (sector,)})}))


@pytest.mark.parametrize("sector", SECTORS)
def test_only_the_rules_of_the_own_sector_are_printed(sector: str) -> None:
    sources = with_sector(sector)
    about = sources.metadata.articles
    topics = {topic for id_ in sources.articles for topic in about[id_].topics if topic.startswith("sector-")}
    assert topics == ({f"sector-{sector}"} if sector != "algemeen" else set())
    chapters = sorted({a.chapter for a in sources.articles.values()})
    assert chapters == list(range(1, len(chapters) + 1))


def test_every_sector_adds_norms_of_its_own() -> None:
    leaning = {sector: {use.key for use in with_sector(sector).leaning} for sector in SECTORS}
    assert all(leaning[sector] - leaning["algemeen"] for sector in SECTORS[1:])


def test_what_is_uncertain_is_printed_as_such() -> None:
    """Whatever the stance: an L entry stands in a box, with the words that say so."""
    sources = with_sector("algemeen")
    uncertain = [key for key, entry in sources.data.legal.items.items() if entry.zekerheid == "L"]
    assert uncertain
    for page in sources.pages.values():
        for use in citations.written(page):
            assert use.key not in uncertain or page.lines[use.line - 1].startswith("    "), (page.name, use.line)
