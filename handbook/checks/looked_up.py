"""The days on which somebody looked up what the text leans on: not to come, and not after the text was adopted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from handbook.core.dutch import long_date, today
from handbook.core.findings import quote
from handbook.sources import Sources
from handbook.sources.data.entries import Entries
from handbook.sources.data.legal_sources import Bron
from handbook.sources.data.outside_help import Hulp

Looked: TypeAlias = Entries[Bron] | Entries[Hulp]

AFTERWARDS = (
    "Keek iemand ook vóór het besluit? Vul dan die dag in."
    " Maak anders een nieuwe revisie: een bestand docs/revisies/JJJJ-MM-DD.md, met status: concept."
)
"""What to do about what was looked up after the adoption."""


@dataclass(frozen=True)
class Late:
    """The first entry that was looked up after the adoption: its line, and what is said of it and of `others` like it."""

    line: int | None
    said: str
    others: int

    def more(self, one: str, several: str) -> str:
        """A sentence about the others, which are called `one` or `several`; empty where there are none."""
        found = {0: "", 1: f" Voor één andere {one} geldt dat ook."}
        return found.get(self.others, f" Voor {self.others} andere {several} geldt dat ook.")


def to_come(listed: Looked) -> Iterator[tuple[int | None, str]]:
    """The line and the words of every entry that was looked up on a day that nobody has seen yet."""
    for key, entry in listed.items.items():
        if entry.nagekeken > today():
            yield listed.line(key, "nagekeken"), f"{quote(key)} is nagekeken op een dag die nog moet komen: {entry.nagekeken}."


def after_adoption(sources: Sources, listed: Looked, leaning: Iterable[str]) -> Iterator[Late]:
    """Nobody adopts what was looked up afterwards; `leaning` are the keys that the text leans on.

    One for all: what to do is the same, and what the board adopted can still be published.
    """
    newest = next(iter(sources.revisions), None)
    adopted = newest.facts.adopted if newest and newest.adopted else None
    late = [key for key in leaning if adopted and adopted < listed.items[key].nagekeken <= today()]
    if adopted and late:
        first, *others = late
        day = long_date(listed.items[first].nagekeken)
        said = f"{quote(first)} is nagekeken op {day}, maar de tekst is al vastgesteld op {long_date(adopted)}."
        yield Late(listed.line(first, "nagekeken"), said, len(others))
