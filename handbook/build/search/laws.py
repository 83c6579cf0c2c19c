"""Which articles of law a text names, as one word each: 7:611 by its book, and 27wor, 10evrm or 261strafrecht by its law."""

from __future__ import annotations

import re
from collections.abc import Iterator

NAMED = re.compile(
    r"\b[Aa]rtikel(?:en)? (?P<numbers>\d[^.]*?) (?:van|uit) (?:(?:de|het) )?(?P<law>[A-Z][\w -]*?)(?= en |[^\w -]| \(|$)(?: \((?P<short>[A-Z]{2,})\b)?"
)
BOOK = re.compile(r"\d+:\d+[a-z]?")
"""An article of the Burgerlijk Wetboek says by itself which law it is of."""

NUMBER = re.compile(r"(?P<first>\d+)(?: tot en met (?P<last>\d+)|(?P<letter>[a-z]*))")
LAW = re.compile(r"(?:Wetboek|Wet) (?:van |op de |op het )?")
WORD = re.compile(r"[\w-]+")

RANGE = 10
"""Articles of one reference, at most: what names more says something of the law as a whole."""


def named(text: str) -> frozenset[str]:
    """The articles of law in a text without marks; those of a handbook have a point (7.1), and are none."""
    return frozenset(word for found in NAMED.finditer(text.replace("\N{NO-BREAK SPACE}", " ")) for word in _words(found))


def _words(found: re.Match[str]) -> Iterator[str]:
    numbers = found["numbers"]
    if books := BOOK.findall(numbers):
        yield from books
        return
    law = found["short"] or WORD.findall(LAW.sub("", found["law"], count=1))[0]
    for one in NUMBER.finditer(numbers):
        first, last = int(one["first"]), int(one["last"] or one["first"])
        yield from (f"{number}{one['letter'] or ''}{law.lower()}" for number in range(first, min(last, first + RANGE) + 1))
