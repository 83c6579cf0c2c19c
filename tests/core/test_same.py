"""What is equal is found again as the very same thing, and only that."""

from __future__ import annotations

from functools import lru_cache

from handbook.core.same import Itself, Last


def test_a_thing_is_a_key_of_its_own() -> None:
    asked: list[list[int]] = []

    @lru_cache
    def total(numbers: Itself[list[int]]) -> int:
        asked.append(numbers.held)
        return sum(numbers.held)

    one, equal = [1, 2], [1, 2]
    assert [total(Itself(one)), total(Itself(one)), total(Itself(equal))] == [3, 3, 3]
    assert asked == [one, equal] and asked[0] is one and asked[1] is equal


def test_what_is_equal_to_the_last_one_is_that_one() -> None:
    last: Last[list[int]] = Last()
    one, equal, other = [1, 2], [1, 2], [3]
    assert last(one) is one and last(equal) is one
    assert last(other) is other and last(equal) is equal


def test_nothing_counts_as_itself() -> None:
    last: Last[list[int] | None] = Last()
    assert last(None) is None and last([]) == [] and last(None) is None
