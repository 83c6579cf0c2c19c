"""The eight states of a revision, and the one rule that says in which of them it is on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from handbook.core.dutch import long_date


class Status(StrEnum):
    """In the order in which a revision passes through them; the value is how people type and read it."""

    CONCEPT = "concept"
    FOR_CONSENT = "ter instemming"
    ADOPTED = "vastgesteld"
    ANNOUNCED = "bekendgemaakt"
    FUTURE = "toekomstig"
    IN_FORCE = "geldend"
    LAPSED = "vervallen"
    REPEALED = "ingetrokken"


Typed = Literal[Status.CONCEPT, Status.FOR_CONSENT, Status.ADOPTED]
"""What the file of a revision can say of itself; the other states follow from days and from what was published."""


@dataclass(frozen=True)
class Archived:
    """What the archive says of a version on a day: whether it is the text in force, and whether it was repealed by then.

    Whether its text can still be read is no state: a text that was taken off the site applies as it did.
    """

    in_force: bool
    repealed: bool = False


def status(typed: Typed, announced: date | None, begins: date, day: date, archived: Archived | None) -> Status:
    """The state on `day` of a revision that calls itself `typed`; `archived` is None where it was not published.

    An adopted revision that people were told of, and that is in no archive yet, is only announced. The same rule for scripts: root/versies.js.
    """
    if archived is None:
        known = typed == Status.ADOPTED and announced is not None and announced <= day
        return Status.ANNOUNCED if known else typed
    if archived.in_force:
        return Status.IN_FORCE
    if archived.repealed:
        return Status.REPEALED
    to_come = begins > day or (announced is not None and announced > day)
    return Status.FUTURE if to_come else Status.LAPSED


def announcement(announced: date, day: date) -> str:
    """A sentence that is true on `day`, without its subject: Wordt op 20 januari 2027 bekendgemaakt."""
    return f"Wordt op {long_date(announced)} bekendgemaakt." if announced > day else f"Bekendgemaakt op {long_date(announced)}."
