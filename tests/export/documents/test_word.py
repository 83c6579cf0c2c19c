"""A document as a Word file: whole, numbered by Word itself, the same to the byte, and with changes that can be accepted or refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from handbook.export.documents import redlined
from handbook.export.documents.model import Book
from handbook.export.documents.word import file as word
from tests.support import documents, word_reading
from tests.support.soaking import SOAK
from tests.support.text_strategies import pairs
from tests.support.yaml_lists import read

CASES: list[dict[str, Any]] = read(Path(__file__).parents[2] / "redline/cases.yml")
EXAMPLES = 200 if SOAK else 15


def of_both(case: dict[str, Any]) -> tuple[Book, Book, Book]:
    """Both texts of a case, and the two as one."""
    old, new = (documents.of(side, case[side]) for side in ("oud", "nieuw"))
    return old, new, redlined.of(old, new, case.get("opvolgers"))


def holds(old: Book, new: Book, both: Book) -> None:
    """All changes accepted make the new text, all refused the old one; and no word processor has anything to mend."""
    made = word.make(both)
    assert word_reading.faults(made) == []
    assert word_reading.said(made, "accept") == word_reading.said(word.make(new))
    assert word_reading.said(made, "reject") == word_reading.said(word.make(old))


@pytest.mark.parametrize("case", CASES, ids=[case["naam"] for case in CASES])
def test_the_changes_of_a_golden_redline_can_be_accepted_and_refused(case: dict[str, Any]) -> None:
    holds(*of_both(case))


@settings(max_examples=EXAMPLES)
@given(pairs())
def test_the_changes_of_any_two_texts_can_be_accepted_and_refused(drawn: tuple[Any, Any]) -> None:
    holds(*of_both({"oud": drawn[0], "nieuw": drawn[1]}))
