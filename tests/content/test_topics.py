"""Every topic of a complete protocol has its articles, or the reason why it has none, in every sector."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.sources import decided_by_law, read
from handbook.sources.data.topics import settled
from tests.support.employers import SECTORS
from tests.support.expectations import load, ours
from tests.support.variants import variant

EXPECTED = load("inhoud.yml")
USUAL = {"stand": "beperkt", "soort": "or", "toezicht": "true", "eigen_kanalen": "true", "medewerkers": "120"}
"""The choices that an employer may make otherwise, so that what is expected does not depend on them."""


def test_the_list_is_complete() -> None:
    assert set(ours().data.topics.items) == {*EXPECTED["onderwerpen"].split()}


def test_what_the_law_has_others_decide_on_is_among_the_topics() -> None:
    for key, subject in decided_by_law.subjects().items():
        assert subject.onderwerpen, key
        named = {*subject.onderwerpen, *subject.verder, *(without for each in subject.verder.values() for without in each)}
        assert named <= ours().data.topics.items.keys(), key


def test_every_article_has_a_topic() -> None:
    assert [id for id, one in ours().metadata.articles.items() if not one.topics] == []


@pytest.mark.parametrize("sector", SECTORS)
def test_every_topic_has_an_article_or_a_reason(sector: str, tmp_path: Path) -> None:
    sources = read(variant(tmp_path, sector=sector, **USUAL))
    found = {one.key: one for one in settled(sources.data.topics, sources.metadata, sources.articles)}
    off = {key for key, one in found.items() if not one.articles}
    elsewhere = {key for key, one in ours().data.topics.items.items() if one.alleen_bij.sector and sector not in one.alleen_bij.sector}
    assert off == {*EXPECTED["zonder_artikel"], *elsewhere}
    assert all(found[key].reason for key in off)
    assert not off & set(EXPECTED["nooit_zonder_artikel"])
