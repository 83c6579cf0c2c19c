"""Numbers as a sentence has them."""

from __future__ import annotations

import pytest

from handbook.core.dutch import in_words


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
