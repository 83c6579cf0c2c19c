"""The sentences that facts change were read once, each in every way in which it is printed, and one that changes is read again."""

from __future__ import annotations

import os

import pytest

from tests.support import fact_sentences
from tests.support.expectations import ours

AGAIN = "Write the list again, and read in git what changed: make feitzinnen"


@pytest.mark.skipif("HANDBOEK_ADOPTER" in os.environ or not ours().examples, reason="the list holds the sentences of the example")
def test_every_sentence_that_facts_change_was_read() -> None:
    made = fact_sentences.written(fact_sentences.shown(ours())).splitlines()
    listed = fact_sentences.LIST.read_text("utf-8").splitlines()
    assert len(listed) > 99
    assert (sorted({*made} - {*listed}), sorted({*listed} - {*made}), made == listed) == ([], [], True), AGAIN


def test_a_value_that_no_condition_asks_for_changes_nothing() -> None:
    """Every fact on which a condition of ours rests is among the choices, but for whether the text is adopted, which ours is, and with whom one is compared."""
    asked = {path for tree in ours().trees.values() for path in fact_sentences.tested(tree)}
    unknown = {path for path in asked if not any(path == one or path.startswith(f"{one}.") for one in fact_sentences.CHOICES)}
    assert unknown == {"revisie.status", "contact.communicatie", "contact.communicatie.naam"}
