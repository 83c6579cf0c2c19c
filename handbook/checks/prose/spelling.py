"""Which Dutch words are spelt right, by Hunspell and OpenTaal's list in nl_NL/ alone."""

from __future__ import annotations

import difflib
import json
from collections.abc import Collection, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from handbook.core import kept

DICTIONARY = Path(__file__).parent / "nl_NL"

KIND = "spelling"

WORDS_KEPT = 50_000
"""More words than a handbook has: the rest is what was suggested once."""

LENGTH_LIMIT = 40
"""Letters of a word that is looked up: a longer one is no word, and takes Hunspell long to take apart."""

TAKEN_APART = frozenset("personeelshandboek privéwachtwoord wachtwoordkluis".split())
"""Right words of a handbook that Hunspell tries to take apart in so many ways that each costs it 7 to 80 ms."""

NEAR = 3
"""Suggestions that a finding shows."""

CONFUSED = (
    ("ei", "ij"),
    ("ij", "ei"),
    ("au", "ou"),
    ("ou", "au"),
    ("dt", "t"),
    ("t", "dt"),
    ("d", "t"),
    ("t", "d"),
    ("c", "k"),
    ("z", "s"),
    ("s", "z"),
)
"""What sounds alike in Dutch."""


@cache
def _hunspell() -> Any:
    # Loaded at the first word: most commands look up none.
    from hunspell import Hunspell

    return Hunspell("nl_NL", hunspell_data_dir=str(DICTIONARY))


@cache
def right(word: str) -> bool:
    """Whether the word is in the list, by itself or as a compound."""
    if word in TAKEN_APART or len(word) > LENGTH_LIMIT:
        return word in TAKEN_APART
    known = _looked_up()
    if word not in known:
        known[word] = listed(word)
    return known[word]


@cache
def _looked_up() -> dict[str, bool]:
    """What Hunspell said of words, in this process and in those before it, as far as `keep` kept it."""
    with suppress(ValueError, LookupError, TypeError):
        right, wrong = json.loads(kept.recalled(KIND) or "")
        return dict.fromkeys(right.split(), True) | dict.fromkeys(wrong.split(), False)
    return {}


def keep() -> None:
    """Keeps what was looked up for the next command; a handbook has the same words every day."""
    known = _looked_up()
    if 0 < len(known) <= WORDS_KEPT:
        text = json.dumps([" ".join(sorted(word for word, right in known.items() if right is said)) for said in (True, False)])
        if text != kept.recalled(KIND):
            kept.remember(text, KIND)


def listed(word: str) -> bool:
    """What Hunspell itself says, however long that takes it."""
    return bool(_hunspell().spell(word.replace("’", "'")))


def near(word: str, used: Collection[str]) -> list[str]:
    """What was probably meant: a word that is used elsewhere, or one that a usual slip turns into this one.

    Hunspell's own suggestions depend on how much time it gets, and are nonsense compounds more often than not.
    """
    if len(word) > LENGTH_LIMIT:
        return []
    close = difflib.get_close_matches(word, used, NEAR, cutoff=0.85)
    return close or [slip for slip in dict.fromkeys(_slips(word)) if slip != word and right(slip)][:NEAR]


def _slips(word: str) -> Iterator[str]:
    """A letter too few of a pair, a letter too many, two letters turned round, letters that sound alike."""
    for at, letter in enumerate(word):
        yield word[:at] + letter + word[at:]
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    for heard, meant in CONFUSED:
        at = word.find(heard)
        while at >= 0:
            yield word[:at] + meant + word[at + len(heard) :]
            at = word.find(heard, at + 1)
