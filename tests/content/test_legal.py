"""What our own text leans on: the rules and norms of each sector, and what is uncertain."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from handbook import checks
from handbook.core.findings import errors
from handbook.sources import Sources
from handbook.sources.printed import citations
from tests.support.employers import SECTORS
from tests.support.variants import variant

WithSector = Callable[[str], Sources]


@pytest.fixture(scope="module")
def with_sector(tmp_path_factory: pytest.TempPathFactory) -> WithSector:
    """Our own text for an employer in a sector, checked once for all tests."""

    @cache
    def checked(sector: str) -> Sources:
        sources, findings = checks.check(variant(tmp_path_factory.mktemp(sector), sector=sector))
        assert not errors(findings), findings
        return sources

    return checked


@pytest.mark.parametrize("sector", SECTORS)
def test_only_the_rules_of_the_own_sector_are_printed(sector: str, with_sector: WithSector) -> None:
    sources = with_sector(sector)
    about = sources.metadata.articles
    topics = {topic for id_ in sources.articles for topic in about[id_].topics if topic.startswith("sector-")}
    assert topics == ({f"sector-{sector}"} if sector != "algemeen" else set())
    chapters = sorted({a.chapter for a in sources.articles.values()})
    assert chapters == list(range(1, len(chapters) + 1))


def test_every_sector_adds_norms_of_its_own(with_sector: WithSector) -> None:
    leaning = {sector: {use.key for use in with_sector(sector).leaning} for sector in SECTORS}
    assert all(leaning[sector] - leaning["algemeen"] for sector in SECTORS[1:])


def test_what_is_uncertain_is_printed_as_such(with_sector: WithSector) -> None:
    """Whatever the stance: an L entry stands in a box, with the words that say so."""
    sources = with_sector("algemeen")
    uncertain = [key for key, entry in sources.data.legal.items.items() if entry.zekerheid == "L"]
    assert uncertain
    for page in sources.pages.values():
        for use in citations.written(page):
            assert use.key not in uncertain or page.lines[use.line - 1].startswith("    "), (page.name, use.line)
