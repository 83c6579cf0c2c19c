"""What a report holds, whatever form it is told in: plain text of the authors, which each form escapes for itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from handbook.core.findings import Finding
from handbook.core.meanings import Meanings
from handbook.redline import Change, Redline
from handbook.sources.pages import address

How = Literal["nieuw", "gewijzigd", "vervallen", "hernoemd"]
"""What became of a page or a file."""

State = Literal["is er", "is gevraagd", "ontbreekt", "mag ontbreken"]
"""How it stands with a decision."""


@dataclass(frozen=True)
class Base:
    """What the text here is held against: what it is called in a sentence, such as `main`, and its commit; empty where there was nothing."""

    name: str
    commit: str
    day: date | None
    published: bool = False


@dataclass(frozen=True)
class Place:
    """Somewhere that a reader can go: its words, and its address below the folder of the draft; empty where the draft has no such place."""

    words: str
    address: str = ""


@dataclass(frozen=True)
class PageChange:
    """A page whose text beside its articles changed. `change` holds its redline, in which the page is one article without a number."""

    title: str
    how: How
    address: str
    change: Change
    was: str = ""
    """The name of its file, where it had another one."""


@dataclass(frozen=True)
class Fact:
    """A fact that has another value, `niet ingevuld` where it has none; `where` are the articles and pages that print or weigh it.

    `live` says that readers of every version see it at once, because its contact is kept up to date.
    """

    name: str
    meaning: str
    old: str
    new: str
    where: tuple[Place, ...]
    live: bool = False


@dataclass(frozen=True)
class Line:
    """A line of a file that is no page, as it was typed: `op` is `+` or `-`."""

    op: str
    text: str


@dataclass(frozen=True)
class FileChange:
    """A file of which no redline shows what changed. `kind` says what it is for; `lines` are those that differ, and `left` how many more there are."""

    path: str
    how: How
    kind: str
    lines: tuple[Line, ...] = ()
    left: int = 0


@dataclass(frozen=True)
class Decision:
    """A decision that the law asks for: who must do what, how it stands, by which laws, and the articles that must wait for it."""

    what: str
    state: State
    laws: str
    articles: tuple[Place, ...]


@dataclass(frozen=True)
class Kind:
    """What the newest revision says of the change; `told` is a sentence on each thing, `doubts` are what the check says of it."""

    told: tuple[str, ...]
    decisions: tuple[Decision, ...]
    doubts: tuple[Finding, ...]

    @property
    def missing(self) -> tuple[Decision, ...]:
        return tuple(one for one in self.decisions if one.state in ("ontbreekt", "is gevraagd"))


@dataclass(frozen=True)
class Reading:
    """How a text reads: Flesch-Douma before and now (None where it was not there, or was too short), and what is `needed` of it."""

    place: Place
    before: int | None
    now: int
    needed: int

    @property
    def enough(self) -> bool:
        return self.now >= self.needed


@dataclass(frozen=True)
class Plan:
    """What publishing will do with the text as it stands: `short` in one sentence, `told` the rest, one sentence on each thing.

    `goes` are the versions that would be published, with the day from which each applies.
    """

    short: str
    told: tuple[str, ...] = ()
    goes: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True)
class Report:
    """All that there is to say; see the classes of its parts. `redline` holds the articles, `notes` what the reader must know of this report itself."""

    title: str
    base: Base
    notes: tuple[str, ...]
    compared: bool
    """Whether the two texts could be compared at all."""
    redline: Redline
    pages: tuple[PageChange, ...]
    facts: tuple[Fact, ...]
    files: tuple[FileChange, ...]
    silent: tuple[str, ...]
    """Pages that are typed otherwise and read the same."""
    kind: Kind
    mistakes: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    elsewhere: int
    """How many warnings there are on files that did not change."""
    readings: tuple[Reading, ...]
    plan: Plan
    meanings: Meanings = field(default_factory=Meanings)
    rest: tuple[str, ...] = ()
    """Sentences on what changes beside the text, such as how the handbook looks."""

    @property
    def seen(self) -> bool:
        """Whether a reader will see another text."""
        return bool(self.redline.changes or self.pages or self.visible or any(one.where for one in self.facts))

    @property
    def visible(self) -> tuple[FileChange, ...]:
        """The files that readers see something of, though no redline shows what."""
        return tuple(one for one in self.files if one.kind)


def at(path: str) -> str:
    """The address of a page below the folder of the draft; of the start page that is the folder itself."""
    return address(path) or "./"


def counted(number: int, one: str, several: str) -> str:
    """1 artikel, 2 artikelen."""
    return f"{number} {one if number == 1 else several}"
