"""The list of all words of a search index, and how texts are written by the places of their words in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

SIGNS = "".join(chr(code) for code in range(33, 126) if chr(code) not in '"\\')
"""What stands for a word, one to three of them: none that JSON writes with more."""

BASE = len(SIGNS)

BOUND = "~"
"""Between the words of one phrase; between two phrases stands nothing."""

OFTEN = 30
"""Words that one sign stands for: those that are said most."""

WORD = re.compile("([A-Z])([^A-Z]*)")
"""How many signs a word shares with the one before it, as a letter (A is none), and what follows; words are small."""


@dataclass(frozen=True)
class WordList:
    """All words: those that are said most, and then the others, each in alphabetical order."""

    often: tuple[str, ...]
    others: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str], besides: Collection[str]) -> WordList:
        """The words of the texts, phrases parted by |, and those that stand elsewhere."""
        said = Counter(word for text in texts for word in re.split(r"[| ]", text) if word)
        often = sorted(sorted(said, key=lambda word: (-said[word], word))[:OFTEN])
        return cls(tuple(often), tuple(sorted((said.keys() | set(besides)) - set(often))))

    @classmethod
    def read(cls, often: str, others: str) -> WordList:
        """The list that was `written`."""
        return cls(tuple(_read(often)), tuple(_read(others)))

    def written(self) -> tuple[str, str]:
        """Both parts, each word by what it does not share with the one before."""
        return "".join(_written(self.often)), "".join(_written(self.others))

    @cached_property
    def all(self) -> tuple[str, ...]:
        return self.often + self.others

    @cached_property
    def _signs(self) -> dict[str, str]:
        return {word: self._sign(at) for at, word in enumerate(self.all)}

    @cached_property
    def _thrice(self) -> int:
        """First signs of words for which three stand, because one and two are not enough for all."""
        some, twice = 0, BASE - len(self.often)
        while (twice - some) * BASE + some * BASE * BASE < len(self.others):
            some += 1
        return some

    def _sign(self, at: int) -> str:
        once, twice = len(self.often), (BASE - len(self.often) - self._thrice) * BASE
        if at < once:
            return SIGNS[at]
        at -= once
        if at < twice:
            return SIGNS[once + at // BASE] + SIGNS[at % BASE]
        at -= twice
        return SIGNS[BASE - self._thrice + at // BASE**2] + SIGNS[at // BASE % BASE] + SIGNS[at % BASE]

    def packed(self, text: str) -> str:
        """The text by the places of its words."""
        return "".join(BOUND.join(self._signs[word] for word in phrase.split()) for phrase in text.split("|"))

    def unpacked(self, packed: str) -> str:
        """The text that was `packed`, as docs/stijl/zoek/uitpakken.js reads it."""
        phrases: list[str] = []
        bound = False
        signs = iter(packed)
        for sign in signs:
            if sign == BOUND:
                bound = True
                continue
            word = self.all[self._place(sign, signs)]
            phrases[len(phrases) - bound :] = [f"{phrases[-1]} {word}" if bound else word]
            bound = False
        return "|".join(phrases)

    def _place(self, sign: str, others: Iterator[str]) -> int:
        at, once = SIGNS.index(sign), len(self.often)
        if at < once:
            return at
        twice = once + (BASE - once - self._thrice) * BASE
        at = once + (at - once) * BASE + SIGNS.index(next(others))
        return at if at < twice else twice + (at - twice) * BASE + SIGNS.index(next(others))


def _written(words: Collection[str]) -> Iterator[str]:
    for before, word in pairwise(["", *words]):
        alike = [a == b for a, b in zip(before[:25], word, strict=False)]
        shared = [*alike, False].index(False)
        yield chr(ord("A") + shared) + word[shared:]


def _read(written: str) -> Iterator[str]:
    word = ""
    for shared, end in WORD.findall(written):
        word = word[: ord(shared) - ord("A")] + end
        yield word
