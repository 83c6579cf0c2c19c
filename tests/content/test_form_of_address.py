"""How our own text is said with je: every sentence was read aloud once, and one that changes is read again."""

from __future__ import annotations

import os

import pytest

from handbook.sources.printed.form_of_address import Familiar
from handbook.sources.printed.sentences import words
from tests.support import form_of_address
from tests.support.expectations import ours

AGAIN = "Write the list again, and read in git what changed: make aanspreekvorm"


@pytest.fixture(scope="module")
def said() -> dict[str, str]:
    return form_of_address.said(ours())


def test_no_sentence_is_said_otherwise_than_it_was_read(said: dict[str, str]) -> None:
    listed = form_of_address.listed()
    assert {formal: familiar for formal, familiar in said.items() if listed.get(formal, familiar) != familiar} == {}, AGAIN


@pytest.mark.skipif("HANDBOEK_ADOPTER" in os.environ or not ours().examples, reason="the list holds the sentences of the example")
def test_every_sentence_was_read(said: dict[str, str]) -> None:
    assert (sorted(said.keys() - form_of_address.listed().keys()), sorted(form_of_address.listed().keys() - said.keys())) == ([], []), AGAIN


def test_the_pairs_decide_every_sentence() -> None:
    familiar = Familiar.of(ours().data.address, next(form_of_address.employers()))
    found = form_of_address.spoken(ours()).values()
    assert [(one.text, doubts) for one in found if (doubts := familiar.said(one.text, one.quoted).doubts)] == []


@pytest.mark.skipif(
    "HANDBOEK_ADOPTER" in os.environ or not ours().examples, reason="an organisation may keep the pairs of a page that it took out"
)
def test_every_phrase_is_one_of_the_text() -> None:
    text = " | ".join(" ".join(words(one.lower())) for one in form_of_address.spoken(ours()))
    assert [left for left in ours().data.address.told.zinsdelen if " ".join(words(left.lower())) not in text] == []


def test_a_title_in_a_sentence_is_said_as_the_heading_is() -> None:
    familiar = Familiar.of(ours().data.address, next(form_of_address.employers()))
    titles = {article.title for article in ours().articles.values()}
    assert len(titles) > 9
    assert [
        one for one in titles if familiar.text(f"Dat staat in artikel 1.1, {one}.") != f"Dat staat in artikel 1.1, {familiar.text(one)}."
    ] == []
