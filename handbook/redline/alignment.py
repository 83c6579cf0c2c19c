"""Finds which parts, paragraphs, rows or columns of two texts belong to each other: by their place, then by the words they share.

Source: Needleman and Wunsch, "A general method applicable to the search for similarities in the amino acid sequence of two proteins"
(1970), with the share of common words as the score. What is left over is looked at once more: it may have been moved, taken together
with a neighbour, or split off one. All scores are whole numbers, so that another language counts the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from handbook.redline.tokens import weight

ENOUGH, SAME_NUMBER, BONUS = 400, 250, 60
"""From what likeness on, of 1000, two items are one that changed; less is enough for two with the same number, which weighs BONUS more."""

MOVED, TAKEN = 800, 600
"""How alike an item elsewhere must be to have been moved, and how much of it its neighbour must hold to have taken it in."""

SIZE_TO_MOVE = 18
"""Three words: a shorter item is found anywhere."""


@dataclass(frozen=True)
class Item:
    """What is aligned: items of one `shape` may belong together; with the same `key` nothing in them differs. `bag` counts the words."""

    shape: str
    key: object
    bag: Mapping[str, int]
    number: int | None = None

    @cached_property
    def size(self) -> int:
        return sum(weight(word) * number for word, number in self.bag.items())


@dataclass(frozen=True)
class Step:
    """`how`: same, changed, out, in, moved-out, moved-in, merged or split; `old` and `new` are places in the two sequences.

    Both steps of a move name both places.
    """

    how: str
    old: tuple[int, ...]
    new: tuple[int, ...]


def likeness(one: Item, other: Item) -> int:
    """The share of words in common, of 1000; two items without words are as alike as can be."""
    total = one.size + other.size
    return 2000 * shared(one.bag, other.bag) // total if total else 1000


def shared(one: Mapping[str, int], other: Mapping[str, int]) -> int:
    """What the words weigh that both have."""
    return sum(weight(word) * min(number, other[word]) for word, number in one.items() if word in other)


def align(old: Sequence[Item], new: Sequence[Item]) -> list[Step]:
    """The steps from the one sequence to the other, in the order of reading: what went stands before what came in its place."""
    start = 0
    while start < len(old) and start < len(new) and old[start].key == new[start].key and old[start].shape == new[start].shape:
        start += 1
    tail = 0
    while (
        tail < min(len(old), len(new)) - start and old[-1 - tail].key == new[-1 - tail].key and old[-1 - tail].shape == new[-1 - tail].shape
    ):
        tail += 1
    pairs = {at: at for at in range(start)}
    pairs |= _pairs(old, new, (start, len(old) - tail, start, len(new) - tail))
    pairs |= {len(old) - at: len(new) - at for at in range(1, tail + 1)}
    return _Steps(old, new, pairs).steps()


def _pairs(old: Sequence[Item], new: Sequence[Item], window: tuple[int, int, int, int]) -> dict[int, int]:
    start, end, from_, to = window
    width = to - from_
    scores = [[_score(old[one], new[other]) for other in range(from_, to)] for one in range(start, end)]
    rows = [[0] * (width + 1)]
    for score in reversed(scores):
        below = rows[-1]
        row = [0] * (width + 1)
        for at in range(width - 1, -1, -1):
            row[at] = max(row[at + 1], below[at])
            if score[at]:
                row[at] = max(row[at], below[at + 1] + score[at])
        rows.append(row)
    rows.reverse()
    found = {}
    one = other = 0
    while one < end - start and other < width:
        here = rows[one][other]
        if scores[one][other] and here == rows[one + 1][other + 1] + scores[one][other]:
            found[start + one] = from_ + other
            one, other = one + 1, other + 1
        elif here == rows[one + 1][other]:
            one += 1
        else:
            other += 1
    return found


def _score(one: Item, other: Item) -> int:
    """0 where the two are not one item that changed."""
    if one.shape != other.shape:
        return 0
    alike = likeness(one, other)
    numbered = one.number is not None and one.number == other.number
    return alike + BONUS * numbered if alike >= (SAME_NUMBER if numbered else ENOUGH) else 0


class _Steps:
    """Says of each item what became of it."""

    def __init__(self, old: Sequence[Item], new: Sequence[Item], pairs: Mapping[int, int]) -> None:
        self._old, self._new = old, new
        self._groups = [([one], [other]) for one, other in sorted(pairs.items())]
        """The old places and the new ones that belong together, in order."""
        self._of_old = {olds[0]: at for at, (olds, _) in enumerate(self._groups)}
        self._of_new = {news[0]: at for at, (_, news) in enumerate(self._groups)}
        self._moved: dict[int, int] = {}
        self._find_moved()
        self._find_taken()

    def _left(self, length: int, grouped: Mapping[int, int], moved: Collection[int]) -> list[int]:
        return [at for at in range(length) if at not in grouped and at not in moved]

    def _find_moved(self) -> None:
        come = self._left(len(self._new), self._of_new, ())
        for one in self._left(len(self._old), self._of_old, ()):
            item = self._old[one]
            if item.size < SIZE_TO_MOVE:
                continue
            best, choice = MOVED - 1, -1
            for other in come:
                alike = likeness(item, self._new[other]) if self._new[other].shape == item.shape else 0
                if alike > best:
                    best, choice = alike, other
            if choice >= 0:
                self._moved[one] = choice
                come.remove(choice)

    def _find_taken(self) -> None:
        """What went into its neighbour, and what came out of it; a neighbour may have been taken in before."""
        gone = self._left(len(self._old), self._of_old, self._moved)
        for one in (*gone, *reversed(gone)):
            for beside in (one - 1, one + 1):
                if one not in self._of_old and beside in self._of_old and self._old[beside].shape == self._old[one].shape:
                    self._take(one, self._of_old[beside], 0)
        come = self._left(len(self._new), self._of_new, self._moved.values())
        for other in (*come, *reversed(come)):
            for beside in (other - 1, other + 1):
                if other not in self._of_new and beside in self._of_new and self._new[beside].shape == self._new[other].shape:
                    self._take(other, self._of_new[beside], 1)

    def _take(self, at: int, number: int, side: int) -> None:
        """Puts an item with the group of its neighbour where its words stand on the group's other side, beside those of its own side."""
        group = self._groups[number]
        items = (self._old, self._new)
        item = items[side][at]
        if len(group[1 - side]) > 1 or item.size < SIZE_TO_MOVE:
            return
        left = dict(items[1 - side][group[1 - side][0]].bag)
        for own in group[side]:
            for word, count in items[side][own].bag.items():
                if word in left:
                    left[word] -= min(count, left[word])
        if shared(item.bag, left) * 1000 >= TAKEN * item.size:
            group[side].append(at)
            group[side].sort()
            (self._of_old, self._of_new)[side][at] = number

    def steps(self) -> list[Step]:
        """In the order of both sequences."""
        found: list[Step] = []
        start = from_ = 0
        back = {other: one for one, other in self._moved.items()}
        for olds, news in [*self._groups, ([len(self._old)], [len(self._new)])]:
            for at in range(start, olds[0]):
                found.append(Step("moved-out", (at,), (self._moved[at],)) if at in self._moved else Step("out", (at,), ()))
            for at in range(from_, news[0]):
                found.append(Step("moved-in", (back[at],), (at,)) if at in back else Step("in", (), (at,)))
            start, from_ = olds[-1] + 1, news[-1] + 1
            if olds[0] < len(self._old):
                found.append(Step(self._how(olds, news), tuple(olds), tuple(news)))
        return found

    def _how(self, olds: list[int], news: list[int]) -> str:
        if len(olds) > 1:
            return "merged"
        if len(news) > 1:
            return "split"
        return "same" if self._old[olds[0]].key == self._new[news[0]].key else "changed"
