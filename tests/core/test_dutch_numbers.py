"""Numbers as a sentence has them, and how a sentence ends."""

from __future__ import annotations

import pytest

from handbook.core.dutch import ended, in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "één"),
        (2, "twee"),
        (6, "zes"),
        (12, "twaalf"),
        (20, "twintig"),
        (21, "21"),
        (24, "24"),
        (30, "dertig"),
        (36, "36"),
        (104, "104"),
    ],
)
def test_small_numbers_and_tens_are_words(number: int, words: str) -> None:
    assert in_words(number) == words


@pytest.mark.parametrize("text", ["Jansen & Zn.", "Waarom?", "Zij zei: “Het mag.”", "Nu!", "En zo verder…"])
def test_what_ends_a_sentence_gets_no_second_full_stop(text: str) -> None:
    assert ended(text) == text
    assert ended("Er stond een naam in") == "Er stond een naam in."
