"""The coverage page: every topic with its articles, in the order of their numbers, and what it depends on."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.core.project import Project
from handbook.sources import Sources, read
from handbook.sources.data.only_for import AlleenBij, applies
from handbook.sources.data.topics import Settled, settled


def coverage(sources: Sources) -> dict[str, Settled]:
    found = settled(sources.data.topics, sources.metadata, sources.articles)
    return {one.key: one for one in found}


def test_articles_stand_in_the_order_of_their_numbers(sample: Path) -> None:
    sources = read(Project.find(sample))
    for one in coverage(sources).values():
        numbers = [(sources.articles[a.id].chapter, sources.articles[a.id].number) for a in one.articles]
        assert numbers == sorted(numbers)


@pytest.mark.parametrize(
    ("conditions", "holds"),
    [
        (AlleenBij(), True),
        (AlleenBij.model_construct(sector=("algemeen", "zorg")), True),
        (AlleenBij.model_construct(sector=("zorg",)), False),
        (AlleenBij.model_construct(stand=("beperkt",), medezeggenschap=("or",)), True),
        (AlleenBij.model_construct(stand=("beperkt",), medezeggenschap=("geen",)), False),
        (AlleenBij.model_construct(toezicht=False), False),
        (AlleenBij.model_construct(eigen_kanalen=True), True),
    ],
)
def test_conditions(sample: Path, conditions: AlleenBij, *, holds: bool) -> None:
    facts = read(Project.find(sample)).facts
    assert facts
    assert applies(conditions, facts) is holds
