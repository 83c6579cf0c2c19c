"""Which article somebody may have meant who typed an address that is not there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

LIKE = 0.7
"""From which likeness an address may be another one with a slip of the hand."""


def near(typed: str, known: Iterable[str], number: int) -> list[str]:
    """At most `number` of the known ids: those that hardly differ, then those of which it is a part, or that are a part of it."""
    ids = sorted(known)
    parts = [one for one in ids if typed and (f"-{typed}-" in f"-{one}-" or f"-{one}-" in f"-{typed}-")]
    return [*dict.fromkeys((*difflib.get_close_matches(typed, ids, number, LIKE), *parts))][:number]
