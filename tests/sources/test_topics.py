"""The coverage page: every topic of a complete protocol, with its articles or its reason, under the facts as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.core.project import Project
from handbook.sources import Sources, read
from handbook.sources.data.only_for import AlleenBij, applies
from handbook.sources.data.topics import Settled, settled
from tests.support.handbooks import ROOT
from tests.support.variants import SECTORS, variant

COMPLETE = frozenset(
    (
        "gebruik uitzonderingen publiceren dilemmas omgang uit-de-hand "
        "doel status medezeggenschap instemming-gedragsregels onderhoud hulp "
        "zakelijk-en-prive meningsuiting goed-werk geheimhouding klokkenluiders persoonsgegevens vakbond "
        "beeld auteursrecht ai mandaat reclame reageren toegankelijkheid nevenkanaal na-vertrek "
        "omgangsvormen doelwit werktijd beveiliging toezicht sancties sollicitanten "
        "sector-overheid sector-zorg sector-onderwijs sector-beurs"
    ).split()
)
"""The six points that every protocol covers, and the topics of a complete Dutch one."""

GAPS = frozenset("klokkenluiders toezicht beeld meningsuiting ai doelwit na-vertrek onderhoud".split())
"""What existing Dutch protocols leave out."""


def coverage(sources: Sources) -> dict[str, Settled]:
    found = settled(sources.data.topics, sources.metadata, sources.articles)
    return {one.key: one for one in found}


def test_the_list_is_complete() -> None:
    assert set(read(Project.find(ROOT)).data.topics.items) == COMPLETE


def test_every_article_has_a_topic() -> None:
    about = read(Project.find(ROOT)).metadata.articles
    assert [id for id, one in about.items() if not one.topics] == []


@pytest.mark.parametrize("sector", SECTORS)
def test_every_topic_has_an_article_or_a_reason(sector: str, tmp_path: Path) -> None:
    found = coverage(read(variant(tmp_path, sector=sector)))
    off = {key for key, one in found.items() if not one.articles}
    assert off == {"instemming-gedragsregels", *(f"sector-{s}" for s in SECTORS if s not in (sector, "algemeen"))}
    assert all(found[key].reason for key in off)
    assert not off & GAPS


def test_articles_stand_in_the_order_of_their_numbers() -> None:
    sources = read(Project.find(ROOT))
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
def test_conditions(conditions: AlleenBij, *, holds: bool) -> None:
    facts = read(Project.find(ROOT)).facts
    assert facts
    assert applies(conditions, facts) is holds
