"""What two sequences have in common: the heaviest common subsequence, found by dynamic programming.

Source: Wagner and Fischer, "The String-to-String Correction Problem" (1974), in the form for common subsequences, with a weight per
element. Elements that the other side lacks are left out first; where what remains is too large, the elements that stand once on each
side cut it into smaller pieces (the "patience" of Bram Cohen).
"""

from __future__ import annotations

from collections.abc import Sequence

LARGEST = 250_000
"""Cells that one table may have."""

Pair = tuple[int, int]
"""Places of one element in the old and the new sequence."""


def common(old: Sequence[str], new: Sequence[str], weigh: Sequence[int]) -> list[Pair]:
    """The pairs that belong to each other, in order; `weigh` has the weight of each old element."""
    start = 0
    while start < len(old) and start < len(new) and old[start] == new[start]:
        start += 1
    tail = 0
    while tail < len(old) - start and tail < len(new) - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    pairs = [(at, at) for at in range(start)]
    pairs += _within(old, new, weigh, (start, len(old) - tail, start, len(new) - tail))
    pairs += [(len(old) - at, len(new) - at) for at in range(tail, 0, -1)]
    return pairs


def _within(old: Sequence[str], new: Sequence[str], weigh: Sequence[int], window: tuple[int, int, int, int]) -> list[Pair]:
    start, end, from_, to = window
    there, here = set(new[from_:to]), set(old[start:end])
    left = [at for at in range(start, end) if old[at] in there]
    right = [at for at in range(from_, to) if new[at] in here]
    if not left or not right:
        return []
    if len(left) * len(right) <= LARGEST:
        return _table(old, new, weigh, left, right)
    anchors = _anchors(old, new, left, right)
    found: list[Pair] = []
    at, to_ = start, from_
    for one, other in [*anchors, (end, to)] if anchors else ():
        found += _within(old, new, weigh, (at, one, to_, other))
        if one < end:
            found.append((one, other))
        at, to_ = one + 1, other + 1
    return found


def _table(old: Sequence[str], new: Sequence[str], weigh: Sequence[int], left: list[int], right: list[int]) -> list[Pair]:
    """Of several ways that weigh the same, the one that takes what comes first, and leaves out of the old side first."""
    there = [new[at] for at in right]
    rows = [[0] * (len(right) + 1)]
    for at in reversed(left):
        word, worth, below = old[at], weigh[at], rows[-1]
        row = [0] * (len(right) + 1)
        best = 0
        for column in range(len(right) - 1, -1, -1):
            if there[column] == word:
                best = below[column + 1] + worth
            elif below[column] > best:
                best = below[column]
            row[column] = best
        rows.append(row)
    rows.reverse()
    found: list[Pair] = []
    one = other = 0
    while one < len(left) and other < len(right):
        if old[left[one]] == there[other]:
            found.append((left[one], right[other]))
            one, other = one + 1, other + 1
        elif rows[one + 1][other] >= rows[one][other + 1]:
            one += 1
        else:
            other += 1
    return found


def _anchors(old: Sequence[str], new: Sequence[str], left: list[int], right: list[int]) -> list[Pair]:
    """Pairs of elements that stand once on each side: the longest row of them that rises on both."""
    once, also = _once(old, left), _once(new, right)
    pairs = [(at, also[old[at]]) for at in left if old[at] in once and old[at] in also]
    piles: list[int] = []
    before: list[int] = []
    tops: list[int] = []
    for number, (_, place) in enumerate(pairs):
        low, high = 0, len(piles)
        while low < high:
            middle = (low + high) // 2
            if piles[middle] < place:
                low = middle + 1
            else:
                high = middle
        before.append(tops[low - 1] if low else -1)
        piles[low : low + 1], tops[low : low + 1] = [place], [number]
    found: list[Pair] = []
    at = tops[-1] if tops else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _once(items: Sequence[str], places: list[int]) -> dict[str, int]:
    seen: dict[str, int] = {}
    for at in places:
        seen[items[at]] = -1 if items[at] in seen else at
    return {item: at for item, at in seen.items() if at >= 0}
