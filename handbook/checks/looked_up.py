"""The days on which somebody looked up what the text leans on: not to come, and not after the text was adopted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from handbook.checks import published
from handbook.core.dutch import long_date, today
from handbook.core.findings import quote
from handbook.sources import Sources
from handbook.sources.data.entries import Entries
from handbook.sources.data.legal_sources import Bron
from handbook.sources.data.outside_help import Hulp

Looked: TypeAlias = Entries[Bron] | Entries[Hulp]

EARLIER = "Keek iemand ook vóór het besluit? Vul dan die dag in."
ALL = ' Of zeg het bij de revisie, voor alle bronnen en instanties tegelijk: bronnen_nagekeken: {door: "Wie het nakeek", op: JJJJ-MM-DD}'
"""What else to do where that would be typed more than once."""

ANEW = " Maak anders een nieuwe revisie: een bestand docs/revisies/JJJJ-MM-DD.md, met status: concept."
AGAIN = " Laat de tekst anders opnieuw vaststellen, en vul bij de revisie de dag van dat besluit in."
"""What else to do about what was looked up after the adoption: of a text that was published, and of one that was not."""


@dataclass(frozen=True)
class Late:
    """The entry that was looked up last, after the adoption: its line, what is said of it and of `others` like it, and what to do."""

    line: int | None
    said: str
    others: int
    mend: str

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

    One for all: what to do is the same, and what the board adopted can still be published. Nothing where the revision says who looked up all of it before.
    """
    newest = next(iter(sources.revisions), None)
    adopted = newest.facts.adopted if newest and newest.adopted else None
    before = newest.facts.bronnen_nagekeken if newest else None
    late = [key for key in leaning if adopted and adopted < listed.items[key].nagekeken <= today()]
    if adopted and late and not (before and before.op <= min(adopted, today())):
        # The last one: who moves the adoption behind its day has done so for all.
        last = max(late, key=lambda key: listed.items[key].nagekeken)
        day = long_date(listed.items[last].nagekeken)
        said = f"{quote(last)} is nagekeken op {day}, maar de tekst is al vastgesteld op {long_date(adopted)}."
        archive = published.archive(sources)
        out = archive is not None and sources.revisions[0].version in archive.names
        earlier = EARLIER + (f"{ALL}." if len(late) > 1 else "")
        yield Late(listed.line(last, "nagekeken"), said, len(late) - 1, earlier + (ANEW if out else AGAIN))
