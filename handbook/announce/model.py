"""All that a message on a revision says, before anybody knows in which form: its sentences, what they lead to, and where it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from handbook.core.change_kind import EDITORIAL
from handbook.core.version_name import VersionName

Form: TypeAlias = Literal["u", "je"]
"""How the text speaks to its reader, and the message as well."""


@dataclass(frozen=True)
class Link:
    """Words that lead to an address: of a page, or of a program of the reader such as `mailto:`."""

    words: str
    to: str


Line: TypeAlias = tuple[str | Link, ...]
"""A sentence, or a few, in bare words with what they lead to; whoever prints it escapes it."""


def words(line: Line) -> str:
    """The line in words alone."""
    return "".join(one.words if isinstance(one, Link) else one for one in line)


# What is known of a version

PLACE_ALONE = frozenset({"vernummerd", "verwijzing", "hernoemd", "verplaatst"})
"""Kinds of change by which an article says what it said."""

CHANGED = frozenset({"nieuw", "gewijzigd", "vervallen", "gesplitst", "samengevoegd"})
"""Kinds of change of the words themselves; another value of a fact is neither of the two."""


@dataclass(frozen=True)
class Noted:
    """One change as its authors told it. `rules` says whether it changes what somebody must or may do, as far as the redline tells."""

    what: str
    means: str | None
    whom: str | None
    where: tuple[Line, ...]
    rules: bool


@dataclass(frozen=True)
class Ending:
    """The text that is to apply after this one, from the day `day` on; `known` says that people were told of it before they are told of this one."""

    day: date
    text: Line
    known: bool = False


@dataclass(frozen=True)
class Repealed:
    """The decision by which the text does not apply any more from `since` on; `instead` is the text that does, None where there is none."""

    since: date
    instead: Line | None
    by: str
    why: str


@dataclass(frozen=True)
class Seen:
    """What a version or a draft says of itself. Addresses are whole, and empty where there is no such page; a draft has none.

    `kind` is None where a draft does not say it yet. `others` are articles that changed and of which no note tells. `same` counts the articles
    that stayed as they were, None where nobody can tell; `moved` says that some of them have another number, page or address. `notes` are for who
    sends the message, and no part of it.
    """

    version: VersionName
    employer: str
    form: Form
    day: date
    contact: Line
    kind: str | None
    note: str | None = None
    draft: bool = False
    adopted: bool = True
    first: bool = False
    announced: date | None = None
    noted: tuple[Noted, ...] = ()
    others: tuple[Line, ...] = ()
    same: int | None = None
    moved: bool = False
    hidden: bool = False
    text: str = ""
    news: str = ""
    compared: str = ""
    confirm: str = ""
    ending: Ending | None = None
    repealed: Repealed | None = None
    notes: tuple[str, ...] = ()

    @property
    def editorial(self) -> bool:
        """Whether only words change, and nobody wrote what that means for who reads it: what means something is never left out."""
        return self.kind == EDITORIAL and not any(one.means for one in self.noted)

    @property
    def begun(self) -> bool:
        """Whether it applied already before the day of the message."""
        return self.version.day < self.day

    @property
    def correction(self) -> bool:
        """Whether it mends a text of the same day."""
        return self.version.number > 1


# What is said


@dataclass(frozen=True)
class Point:
    """One change that matters: what it is, and below that lines with their labels, such as what it means for the reader."""

    what: Line
    told: tuple[tuple[str, Line], ...] = ()


@dataclass(frozen=True)
class Message:
    """A message as it is sent. `lead` are its first paragraphs, `heading` stands over the points, `rest` are the paragraphs behind those."""

    subject: str
    lead: tuple[Line, ...]
    heading: str = ""
    points: tuple[Point, ...] = ()
    rest: tuple[Line, ...] = ()
    greeting: str = ""
    closing: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        """Its words, addresses not counted."""
        return sum(len(one.split()) for one in self._texts())

    def _texts(self) -> Iterator[str]:
        yield from (self.greeting, self.heading, *self.closing)
        yield from map(words, (*self.lead, *self.rest))
        for point in self.points:
            yield words(point.what)
            yield from (f"{label} {words(line)}" for label, line in point.told)


@dataclass(frozen=True)
class Length:
    """How much a form takes: points at most, and words that it tries to keep to. `letter` is one that greets, `short` one that leaves out what stays as it was."""

    points: int
    words: int
    letter: bool = False
    short: bool = False


@dataclass(frozen=True)
class Told:
    """A message, and what whoever sends it must know beside that."""

    message: Message
    notes: tuple[str, ...] = ()


def enumerated(lines: Iterable[Line], last: str = " en ") -> Line:
    """`a`, `a en b`, `a, b en c`."""
    found = [*lines]
    joined: list[str | Link] = []
    for at, line in enumerate(found):
        joined += [*line, *([] if at == len(found) - 1 else [last if at == len(found) - 2 else ", "])]
    return tuple(joined)
