"""What an examination is, and the four answers that it can give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from handbook.doctor.seen import Seen

State = Literal["in orde", "niet ingesteld", "verouderd", "niet te zien"]
"""Nothing to do; was never set up; was right once; what only a person, or another machine, can see."""


@dataclass(frozen=True)
class Answer:
    """What an examination found, in a sentence; what to do about it, and the commands for that, each a line to copy; where more stands."""

    state: State
    found: str = ""
    step: str = ""
    commands: tuple[str, ...] = ()
    more: str = ""

    @property
    def to_do(self) -> bool:
        """Whether somebody has to do something: what cannot be seen from here may well be in order."""
        return self.state in ("niet ingesteld", "verouderd")


FINE = Answer("in orde")


def fine(found: str) -> Answer:
    """In order, with something that is good to know."""
    return Answer("in orde", found)


def not_set(found: str, step: str, *commands: str, more: str = "") -> Answer:
    """Nobody set it up."""
    return Answer("niet ingesteld", found, step, commands, more)


def old(found: str, step: str, *commands: str, more: str = "") -> Answer:
    """It was right once, and is not now."""
    return Answer("verouderd", found, step, commands, more)


def unseen(found: str, step: str, *commands: str, more: str = "") -> Answer:
    """Only a person, or another machine, can tell."""
    return Answer("niet te zien", found, step, commands, more)


@dataclass(frozen=True)
class Examination:
    """One question about how a handbook is kept; `look` gives None where it is no question, as on a host that lacks such a thing.

    `name` is how a program knows it. One that is not `of_git` can be answered where there is no repository.
    """

    name: str
    question: str
    look: Callable[[Seen], Answer | None]
    of_git: bool = True


@dataclass(frozen=True)
class Group:
    """Examinations of one subject, in the order in which they are told."""

    title: str
    examinations: tuple[Examination, ...]


@dataclass(frozen=True)
class Told:
    """An examination with its answer."""

    group: str
    examination: Examination
    answer: Answer
