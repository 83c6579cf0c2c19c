"""Where two runs of tokens differ, put so that a person can follow it.

Three steps after the common words are known. A gap that could stand in more places goes to where a sentence begins. A few words in
common between two replaced stretches are replaced along, as in the "semantic cleanup" of Neil Fraser's diff-match-patch: who reads
"[-A-] de {+B+}" sees a word puzzle. And where two texts hardly share a word, all is replaced.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handbook.redline.common import common
from handbook.redline.tokens import FULL, Token

TO_JUDGE = 3 * FULL
"""Of fewer than three words that say something nobody can tell whether they are others altogether."""

SENTENCE_END = frozenset(".!?:;")


@dataclass
class Gap:
    """The old tokens from `start` to `end` that are no longer there, and the new ones from `from_` to `to`; `why` says what it comes from.

    `start` and `from_` belong to the tokens before which it stands in each text.
    """

    start: int
    end: int
    from_: int
    to: int
    why: str = ""


def find(old: Sequence[Token], new: Sequence[Token]) -> list[Gap]:
    """All stretches in which the words differ, in order; what is between two of them has the same words on both sides."""
    pairs = common([token.key for token in old], [token.key for token in new], [token.weight for token in old])
    shared = sum(old[one].weight for one, _ in pairs if old[one].weight == FULL)
    whole = min(sum(token.weight for token in side if token.weight == FULL) for side in (old, new))
    if pairs and whole >= TO_JUDGE and shared * 5 < whole:
        return [Gap(0, len(old), 0, len(new))]
    return [_slid(old, new, gap) for gap in _between(pairs, len(old), len(new))]


def _between(pairs: Sequence[tuple[int, int]], length: int, size: int) -> list[Gap]:
    found = []
    start = from_ = 0
    for one, other in [*pairs, (length, size)]:
        if one > start or other > from_:
            found.append(Gap(start, one, from_, other))
        start, from_ = one + 1, other + 1
    return found


def _slid(old: Sequence[Token], new: Sequence[Token], gap: Gap) -> Gap:
    """The gap of one side, moved to where it begins a sentence, or at least where its first words do not end the words before it."""
    if (gap.start == gap.end) == (gap.from_ == gap.to):
        return gap
    side = new if gap.start == gap.end else old
    first, last = (gap.from_, gap.to) if side is new else (gap.start, gap.end)
    best, choice = _worth(side, first), 0
    step = 0
    # To the left: the word before the gap is the last one in it.
    while first + step > 0 and min(gap.start, gap.from_) + step > 0 and side[first + step - 1].key == side[last + step - 1].key:
        step -= 1
        if _worth(side, first + step) > best:
            best, choice = _worth(side, first + step), step
    return Gap(gap.start + choice, gap.end + choice, gap.from_ + choice, gap.to + choice)


def _worth(side: Sequence[Token], at: int) -> int:
    if at == 0 or side[at - 1].key in SENTENCE_END:
        return 2
    return 1 if side[at - 1].key == "," else 0


def joined(old: Sequence[Token], new: Sequence[Token], found: Sequence[Gap]) -> list[Gap]:
    """The gaps, those of one cause joined between which too little stands.

    That is where what stands between weighs at most half of what both gaps replace, each by itself; of little words and signs alone, at
    most half of what they replace together. What is taken along thus never weighs more than what did change.
    """
    kept: list[Gap] = []
    last = (0, 0)
    for gap in found:
        size = _weighed(old, gap.start, gap.end), _weighed(new, gap.from_, gap.to)
        if kept and kept[-1].why == gap.why:
            between = old[kept[-1].end : gap.start]
            weight = sum(token.weight for token in between)
            apart = min(*last, *size)
            together = min(last[0] + size[0], last[1] + size[1])
            if weight * 2 <= (apart if any(token.weight == FULL for token in between) else together):
                kept[-1].end, kept[-1].to = gap.end, gap.to
                last = size
                continue
        kept.append(gap)
        last = size
    return kept


def _weighed(side: Sequence[Token], start: int, end: int) -> int:
    return sum(token.weight for token in side[start:end])
