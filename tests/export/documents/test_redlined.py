"""Two texts as one document: each of them can be had back from it to the letter, and what is the same is said once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from handbook.export.documents import redlined
from handbook.export.documents.model import Book
from handbook.redline.changes import IN, OUT, TOLD, Line, Marked
from tests.support import documents
from tests.support.soaking import SOAK
from tests.support.text_strategies import pairs
from tests.support.yaml_lists import read

CASES: list[dict[str, Any]] = read(Path(__file__).parents[2] / "redline/cases.yml")
EXAMPLES = 200 if SOAK else 20


def holds(old: Book, new: Book, successors: dict[str, str] | None = None) -> Book:
    """The redline of both, from which each can be had back."""
    both = redlined.of(old, new, successors)
    for book, op in ((old, OUT), (new, IN)):
        assert documents.said(documents.side(both, op)) == documents.said(book.chapters)
    assert TOLD not in {op for line in lines(both) for op, *_ in line.pieces}
    return both


def lines(book: Book) -> list[Line]:
    def within(block: Marked) -> list[Line]:
        return [block] if isinstance(block, Line) else [line for child in block.children for line in within(child)]

    return [line for section in book.sections for item in section.items for block in item.blocks for line in within(block)]


@pytest.mark.parametrize("case", CASES, ids=[case["naam"] for case in CASES])
def test_both_texts_of_a_golden_redline_can_be_had_back(case: dict[str, Any]) -> None:
    holds(documents.of("oud", case["oud"]), documents.of("nieuw", case["nieuw"]), case.get("opvolgers"))


@settings(max_examples=EXAMPLES)
@given(pairs())
def test_both_of_any_two_texts_can_be_had_back(both: tuple[Any, Any]) -> None:
    old, new = both
    holds(documents.of("oud", old), documents.of("nieuw", new))
