"""What became of everybody: who confirmed the text of now or one that is as good for them, who is asked again, and who never did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handbook.receipts import again, confirmations, people
from handbook.receipts.again import Reason
from handbook.receipts.confirmations import Confirmation, Remark
from handbook.receipts.people import Person, Staff, folded, spoken
from handbook.receipts.texts import Text, Texts


class State(StrEnum):
    """Where somebody stands, in the words of the lists."""

    DONE = "bevestigd"
    AGAIN = "opnieuw"
    NEVER = "nog nooit"


@dataclass(frozen=True)
class Standing:
    """One person; `why` says of what changed since why it is or is no reason to ask again."""

    person: Person
    state: State
    last: Confirmation | None
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """The answer: everybody by name, and what is to be looked at. `listed` says whether there was a list of staff."""

    texts: Texts
    target: Text
    day: date
    listed: bool
    standings: tuple[Standing, ...]
    remarks: tuple[Remark, ...]
    notes: tuple[str, ...]

    def of(self, state: State) -> tuple[Standing, ...]:
        return tuple(one for one in self.standings if one.state == state)

    @property
    def asked(self) -> tuple[Standing, ...]:
        """Whom to remind; nobody where the text cannot be read any more."""
        return () if self.target.version.taken_off else (*self.of(State.AGAIN), *self.of(State.NEVER))


def make(
    texts: Texts, target: Text, found: Sequence[Confirmation], listed: Sequence[Person] | None, remarks: Sequence[Remark], day: date
) -> Outcome:
    """Puts every confirmation with its person; without a list of staff those are who confirmed."""
    staff = Staff(tuple(people.merged(one.who for one in found)) if listed is None else tuple(listed))
    held: dict[Person, list[Confirmation]] = defaultdict(list)
    more: list[Remark] = []
    for one in found:
        who = staff.find(one.who)
        if who.person is None:
            more.append(Remark(one.path, one.line, f"{one.who.shown}: {who.why}"))
            continue
        held[who.person].append(one)
        if who.doubt:
            more.append(Remark(one.path, one.line, who.doubt, lost=False))
    standings = [_standing(texts, target, person, held.get(person, []), staff) for person in staff.people]
    twice = sum(len(some) - len({one.text.version.version for one in some}) for some in held.values())
    return Outcome(
        texts,
        target,
        day,
        listed is not None,
        tuple(sorted(standings, key=lambda one: (folded(spoken(one.person.name)) or one.person.shown, one.person.addresses))),
        tuple(sorted([*remarks, *more], key=lambda one: (str(one.path), one.line))),
        (*_told(found, twice, target), *_namesakes(staff)),
    )


def _standing(texts: Texts, target: Text, person: Person, held: Sequence[Confirmation], staff: Staff) -> Standing:
    if not held:
        return Standing(person, State.NEVER, None)
    last = confirmations.best(held)
    reasons = again.reasons(person, texts.since(last.text.version.version, target), staff.groups)
    asked = tuple(one for one in reasons if one.asks)
    return Standing(person, State.AGAIN if asked else State.DONE, last, asked or reasons)


def _told(found: Sequence[Confirmation], twice: int, target: Text) -> list[str]:
    """What is worth knowing of many rows at once."""
    notes: list[str] = []
    if twice:
        notes.append(f"{_rows(twice, 'telt', 'tellen')} niet mee, want die persoon bevestigde die tekst al.")
    bare = sum(not one.proven for one in found)
    if bare:
        notes.append(f"{_rows(bare, 'noemt', 'noemen')} geen vingerafdruk van de tekst. Die telt het programma mee.")
    for version in sorted({one.text.version.version for one in found if one.text.version.taken_off}):
        notes.append(f"Versie {version} is van de website gehaald. Wie haar eerder las en bevestigde, telt mee.")
    if target.version.taken_off:
        notes.append("De tekst waar het om gaat, is van de website gehaald. Daarom is er niemand om te herinneren.")
    return notes


def _rows(number: int, one: str, more: str) -> str:
    return f"1 rij {one}" if number == 1 else f"{number} rijen {more}"


def _namesakes(staff: Staff) -> list[str]:
    """Perhaps one person with two addresses."""
    return [
        f"{spoken(some[0].name)} staat er met meer adressen: {', '.join(a for one in some for a in one.addresses) or 'geen'}. "
        "Is het één mens? Geef elke rij dan hetzelfde personeelsnummer."
        for some in people.namesakes(staff.people)
    ]
