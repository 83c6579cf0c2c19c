"""Which article somebody may have meant who typed an address that is not there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

LIKE = 0.7
"""From which likeness an address may be another one with a slip of the hand."""


def near(typed: str, known: Iterable[str], number: int) -> list[str]:
    """At most `number` of the known ids: those that hardly differ, then those of which it is a part, or that are a part of it."""
    ids = sorted(known)
    parts = [one for one in ids if typed and (f"-{typed}-" in f"-{one}-" or f"-{one}-" in f"-{typed}-")]
    return [*dict.fromkeys((*difflib.get_close_matches(typed, ids, number, LIKE), *parts))][:number]


def article(near: Sequence[str]) -> str:
    """What to do about an article that is not there: which ones may be meant, or where its address is to be found."""
    return f"Bedoelt u {' of '.join(near)}?" if near else "Hoe een artikel heet, staat aan het eind van zijn adres, achter het teken #."
