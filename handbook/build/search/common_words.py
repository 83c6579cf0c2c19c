"""Which common Dutch words a site does not have, packed so small that the worker can know that somebody who types one made no slip."""

from __future__ import annotations

import base64
import re
from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from pathlib import Path

from handbook.build.search.stems import fold, stem

LIST = Path(__file__).with_name("common_words.txt")

HASHES, BITS = 8, 12
"""How many bits each word sets, and how many there are for one: of other words three in a thousand then look like one of these."""

ENDING = re.compile(r"(?<=\w{4})(?:eer(?:den?|[td])|eren|ing(?:en)?|en|es|[ets])$")
DOUBLE = re.compile(r"([aeou])\1(?=[^aeiou]$)|([^aeiou])\2$")


@cache
def common() -> tuple[str, ...]:
    """The words of the list."""
    lines = LIST.read_text("utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _compared() -> tuple[tuple[str, str], ...]:
    """The stem of each word of the list, and what its forms share: the same for every build of a process."""
    return tuple((stem(fold(word)), rough(word)) for word in common())


@cache
def stems() -> frozenset[str]:
    """What the forms of each word of the list share."""
    return frozenset(root for root, _ in _compared())


def rough(word: str) -> str:
    """What forms of a word share, so roughly that a regular expression finds it, here and in the worker."""
    return DOUBLE.sub(r"\1\2", ENDING.sub("", fold(word)))


def packed(held: Collection[str]) -> str:
    """A Bloom filter, in base64, of the common words of which no form is among the words `held` by the site: those the worker knows without."""
    known = {stem(fold(word)) for word in held}
    return _filter(tuple(sorted({shared for root, shared in _compared() if root not in known})))


@lru_cache(4)
def _filter(words: tuple[str, ...]) -> str:
    """Asked again for the same words by every build of a text that another revision changed a little."""
    bits = bytearray(-(-len(words) * BITS // 8) or 1)
    for word in words:
        for at in _places(word, len(bits) * 8):
            bits[at >> 3] |= 1 << (at & 7)
    return base64.b64encode(bytes(bits)).decode()


def _places(word: str, size: int) -> Iterable[int]:
    return (hashed % size for hashed in _hashes(word))


@cache
def _hashes(word: str) -> tuple[int, ...]:
    """All hashes of a word of the list: most of the work of a filter, and the same for every site."""
    return tuple(_hash(word, n) for n in range(HASHES))


def _hash(word: str, n: int) -> int:
    """FNV-1a, begun otherwise for each of the hashes, as in docs/stijl/zoek/kennis.js."""
    total = 0x811C9DC5 ^ n
    for sign in word:
        total = ((total ^ ord(sign)) * 0x01000193) & 0xFFFFFFFF
    return total ^ (total >> 15)
