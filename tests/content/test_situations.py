"""Holds everyday situations (docs/gegevens/toetsen/situaties.yml) against the handbook: each is settled by the article that it names, on the page of that article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from handbook import sources
from handbook.build.expectations import situations
from handbook.build.expectations.situations import Searched
from handbook.core.page_marks import set_apart
from tests.support.expectations import load, ours, standing
from tests.support.situations import untold
from tests.support.variants import variant

# With the other tests of these sites.
pytestmark = pytest.mark.xdist_group("search")

LISTED: list[dict[str, Any]] = load("situaties.yml")
SITUATIONS = [one for one in LISTED if "kern" in one]
"""Those that are found by the words of the person."""

TOLD = [one for one in LISTED if "vertelt" in one]
"""Those of which it is known what the page must tell, point by point."""

ASKED = standing(SITUATIONS)
ENOUGH_POINTS = 3


@pytest.fixture(scope="module")
def found(own_site: Path) -> dict[str, Searched]:
    """By page: everything that a search of it can find, in small letters: its printed text and its search words."""
    return situations.searchable(own_site, ours().metadata)


def page_of(situation: dict[str, Any]) -> str:
    return ours().metadata.articles[situation["artikel"]].page


def name(situation: dict[str, Any]) -> str:
    return f"{situation['artikel']}: {situation['kern'][0]}"


def test_there_are_enough_and_no_two_are_alike() -> None:
    enough = load("inhoud.yml")["situaties"]
    assert len(SITUATIONS) >= enough
    assert len({situation["situatie"] for situation in LISTED}) == len(LISTED)
    assert len({situation["artikel"] for situation in SITUATIONS}) >= enough


@pytest.mark.parametrize("situation", SITUATIONS, ids=name)
def test_core_is_in_the_words_of_the_person(situation: dict[str, Any]) -> None:
    assert [word for word in situation["kern"] if word not in situation["situatie"].lower()] == []


@pytest.mark.parametrize("situation", ASKED, ids=name)
def test_page_answers(situation: dict[str, Any], found: dict[str, Searched]) -> None:
    text = found[page_of(situation)].text
    assert [word for word in situation["kern"] if word not in text] == []


@pytest.mark.parametrize("situation", ASKED, ids=name)
def test_few_other_pages_answer_to_the_same_words(situation: dict[str, Any], found: dict[str, Searched]) -> None:
    """The dilemmas tell the same stories at length, so they stand beside the rules and not before them; what is set apart is in no search."""
    others = [path for path in found if path != page_of(situation) and not path.startswith("dilemmas/") and not set_apart(path)]
    fitting = [path for path in others if all(word in found[path].own for word in situation["kern"])]
    assert len(fitting) < situations.AMONG, fitting


def test_enough_of_them_are_told_point_by_point() -> None:
    """Some were written by fresh eyes, before they had read the text."""
    enough = load("inhoud.yml")
    assert len(TOLD) >= enough["situaties_met_punten"]
    assert sum(one.get("bron") == "vers" for one in TOLD) >= enough["verse_situaties"]
    assert [one["situatie"] for one in TOLD if len(one["vertelt"]) < ENOUGH_POINTS] == []


@pytest.mark.parametrize("situation", standing(TOLD), ids=lambda one: f"{one['artikel']}: {one['situatie'][:40]}")
def test_one_page_tells_every_point(situation: dict[str, Any]) -> None:
    assert [f"{one.message} {one.mend}" for one in untold(situation)] == []


@pytest.mark.parametrize("stance", ["vrij", "beperkt", "verboden"])
def test_article_stands_on_its_page_under_every_stance(stance: str, tmp_path: Path) -> None:
    printed = sources.read(variant(tmp_path, stand=stance)).articles
    known = ours().metadata.articles
    asked = [one for one in SITUATIONS if one["artikel"] in known]
    assert [one["artikel"] for one in asked if printed[one["artikel"]].page != page_of(one)] == []
