"""The only module that speaks to Hunspell: knows which Dutch words are spelt right (OpenTaal's list, in nl_NL/)."""

from __future__ import annotations

import difflib
import hashlib
import os
import tempfile
from collections.abc import Collection, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

DICTIONARY = Path(__file__).parent / "nl_NL"

LENGTH_LIMIT = 40
"""Letters of a word that is looked up: a longer one is no word, and takes Hunspell long to take apart."""

MOST = 50_000
"""Words that are kept: ten handbooks."""

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


def right(word: str) -> bool:
    """Whether the word is in the list, by itself or as a compound."""
    if word in _remembered():
        return True
    if len(word) > LENGTH_LIMIT or word in _wrong or not _hunspell().spell(word.replace("’", "'")):
        _wrong.add(word)
        return False
    _remembered().add(word)
    return True


_wrong: set[str] = set()


def memory() -> Path:
    """Where the words that were found right are kept: another word list has another memory."""
    print_ = hashlib.sha256()
    for part in sorted(DICTIONARY.glob("nl_NL.*")):
        print_.update(part.read_bytes())
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "handboek" / f"woorden-{print_.hexdigest()[:16]}.txt"


@cache
def _remembered() -> set[str]:
    try:
        return set(memory().read_text("utf-8").split("\n")[:MOST])
    except (OSError, RuntimeError, ValueError):
        return set()


def remember() -> None:
    """Keeps the words that were found right for the next run, which then need not load the list: looking up is half of a check.

    A machine that has no place for them works without; what goes wrong here is no reason to stop.
    """
    with suppress(OSError, RuntimeError):
        path = memory()
        known = path.read_text("utf-8").count("\n") if path.exists() else 0
        if not known < len(_remembered()) <= MOST:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
            file.writelines(f"{word}\n" for word in sorted(_remembered()) if word)
        Path(file.name).replace(path)


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
