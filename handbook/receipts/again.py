"""Who is asked again: only whom a material change since the text that they confirmed touches, and why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handbook.archive.manifest import Change
from handbook.archive.register import Version
from handbook.core import change_kind
from handbook.receipts.people import Person, folded

EVERYBODY = re.compile(r"(?:voor )?(?:iedereen|allen|(?:alle|elke) (?:medewerker|collega|werknemer))", re.IGNORECASE)
BEFORE_A_GROUP = re.compile(r"(?:voor |de |het |alle |afdeling |team |onze )+")


@dataclass(frozen=True)
class Reason:
    """One change, and in Dutch why it is a reason to ask again or none; `what` and `means` are what its revision says of it to readers."""

    version: Version
    asks: bool
    why: str
    what: str = "De regels zijn veranderd."
    means: str | None = None

    def __str__(self) -> str:
        return f"versie {self.version.version}: {self.why}"


def reasons(person: Person, missed: Sequence[Version], groups: Mapping[str, str]) -> tuple[Reason, ...]:
    """What became of the text since this person read it; `groups` are all that the list of staff names, as they are compared."""
    return tuple(reason for version in missed for reason in _of_version(person, version, groups))


def _of_version(person: Person, version: Version, groups: Mapping[str, str]) -> list[Reason]:
    if not version.confirm_again:
        why = "van de website gehaald" if change_kind.confirm_again(version.kind) else "alleen de woorden zijn veranderd"
        return [Reason(version, False, why)]
    if not version.changes:
        return [Reason(version, True, "de regels zijn veranderd, en de revisie zegt niet voor wie")]
    return [_of_change(person, version, change, groups) for change in version.changes]


def _of_change(person: Person, version: Version, change: Change, groups: Mapping[str, str]) -> Reason:
    asks, whom = _whom(person, change.voor_wie, groups)
    return Reason(version, asks, f"{change.wat.rstrip('.')} ({whom})", change.wat, change.betekent)


def _whom(person: Person, typed: str | None, groups: Mapping[str, str]) -> tuple[bool, str]:
    """Whether the change is for this person, and why."""
    if not typed:
        return True, "de revisie zegt niet voor wie"
    named, said = touched(typed, groups), f"voor wie: {typed.rstrip('.')}"
    if named is None:
        return True, said if EVERYBODY.match(typed) or not groups else f"{said}; dat is geen groep op de lijst, dus voor iedereen"
    if not person.groups:
        return True, f"{said}; van deze medewerker staat geen groep op de lijst"
    asks = bool(named & {folded(one) for one in person.groups})
    return asks, said if asks else f"{said}; daar hoort deze medewerker niet bij"


def touched(whom: str | None, groups: Mapping[str, str]) -> set[str] | None:
    """The groups that the words name, where each of the words is one; None where nobody can know that, so that it is everybody."""
    if not whom or not groups or EVERYBODY.match(whom.strip()):
        return None
    parts = [folded(part) for part in re.split(r",| en | of ", whom.strip().rstrip("."))]
    names = {part if part in groups else BEFORE_A_GROUP.sub("", part, count=1) for part in parts if part}
    return names if names and names <= groups.keys() else None
