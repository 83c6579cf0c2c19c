"""Who somebody in an export is: names, addresses and numbers in every way in which programs write them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

_ADDRESS = re.compile(r"[^\s<>\"'();,:|\[\]]+@[^\s<>\"'();,:|\[\]]+\.[^\s<>\"'();,:|\[\]]*[^\s<>\"'();,:|\[\].]")

LIKE = 0.85
"""From which likeness a name may be another one with a slip of the pen."""

_QUOTED = re.compile(r"^([\"'])(.*)\1$")


@dataclass(frozen=True)
class Person:
    """Somebody by name, addresses and number, whichever there are; `groups` are those that a list of staff names, `line` where it does."""

    name: str = ""
    addresses: tuple[str, ...] = ()
    number: str = ""
    groups: tuple[str, ...] = ()
    line: int = 0

    @property
    def shown(self) -> str:
        """The name as people say it, with the first address behind it."""
        name, address = spoken(self.name), self.addresses[0] if self.addresses else ""
        return f"{name} ({address})" if name and address else name or address or f"nummer {self.number}"


def of(name: str, address: str, number: str, groups: str = "", line: int = 0) -> Person:
    """From the fields of a row; a field for a name may hold an address, or both."""
    beside = _ADDRESS.findall(name)
    bare = re.sub(r"<[^>]*>|\[[^\]]*\]", " ", name) if beside else name
    for one in beside:
        bare = bare.replace(one, " ")
    found = dict.fromkeys(folded(one).removeprefix("mailto:") for one in (*_ADDRESS.findall(address), *beside))
    words = " ".join((bare.strip(" ;,()") if beside else bare).split())
    words = _QUOTED.sub(r"\2", words)
    named = tuple(dict.fromkeys(part.strip() for part in re.split(r"[;,|/\n]", groups) if part.strip()))
    return Person(words, tuple(found), " ".join(number.split()), named, line)


def folded(text: str) -> str:
    """The same for texts that differ in capitals, white space or the way in which their accents are stored."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _number(text: str) -> str:
    """A number of staff as it is compared: a spreadsheet takes the zeros before it away."""
    return folded(text).lstrip("0") or "0"


def spoken(name: str) -> str:
    """`Berg, Jan van den` as `Jan van den Berg`."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}".strip() if comma and first.strip() else name


def _plain(name: str) -> str:
    """Without accents, as programs that know none write a name."""
    told = folded(spoken(name))
    return told if told.isascii() else "".join(c for c in unicodedata.normalize("NFKD", told) if not unicodedata.combining(c))


def _begins(told: str) -> set[str]:
    """How each word of a name or an address begins, without what all addresses end on."""
    return {word[:3] for word in re.findall(r"\w{2,}", told.partition("@")[0])}


@dataclass(frozen=True)
class Found:
    """Who it is, or in Dutch why nobody can tell; `doubt` says what somebody may want to look at."""

    person: Person | None
    why: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class Staff:
    """The people of a list."""

    people: tuple[Person, ...]

    def find(self, one: Person) -> Found:
        """The person of the list by number, else by address, else by a name that only one has."""
        if one.number and (hit := self._by_number.get(_number(one.number))):
            return Found(hit)
        hits = list(dict.fromkeys(person for address in one.addresses for person in self._by_address.get(address, ())))
        if len(hits) > 1:
            hits = [person for person in hits if one.name and _plain(person.name) == _plain(one.name)] or hits
        if len(hits) == 1:
            return Found(hits[0])
        if hits:
            names = " en ".join(person.shown for person in hits)
            return Found(None, f"dit adres hoort bij meer mensen: {names}. Zet de naam of het nummer erbij.")
        return self._named(one)

    def _named(self, one: Person) -> Found:
        hits = self._by_name.get(_plain(one.name), ()) if one.name else ()
        if len(hits) > 1:
            return Found(None, f"meer mensen op de lijst heten {spoken(one.name)}. Zet het adres of het nummer erbij.")
        if not hits:
            meant = " of ".join(person.shown for person in self._near(one))
            return Found(None, f"staat niet op de lijst van medewerkers.{f' Bedoelt u {meant}?' if meant else ''}")
        if one.addresses and hits[0].addresses:
            return Found(hits[0], doubt=f"{one.addresses[0]} staat niet op de lijst: gevonden op naam, bij {hits[0].shown}.")
        return Found(hits[0])

    def _near(self, one: Person) -> list[Person]:
        """Who may be meant, by a name or an address that hardly differs: at most two."""
        found: dict[Person, None] = {}
        for typed in filter(None, (_plain(one.name), *one.addresses)):
            # Only what begins alike somewhere is compared: a large organisation has thousands of names.
            alike = {other: person for begin in _begins(typed) for other, person in self._by_begin.get(begin, ())}
            found |= dict.fromkeys(alike[other] for other in difflib.get_close_matches(typed, alike, 2, LIKE))
        return [*found][:2]

    @cached_property
    def _by_begin(self) -> dict[str, list[tuple[str, Person]]]:
        found: dict[str, list[tuple[str, Person]]] = defaultdict(list)
        for person in self.people:
            for told in filter(None, (_plain(person.name), *person.addresses)):
                for begin in _begins(told):
                    found[begin].append((told, person))
        return found

    @cached_property
    def groups(self) -> Mapping[str, str]:
        """Every group that the list names: as it is compared -> as it was typed."""
        return {folded(name): name for person in self.people for name in person.groups}

    @cached_property
    def _by_number(self) -> dict[str, Person]:
        return {_number(person.number): person for person in self.people if person.number}

    @cached_property
    def _by_address(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = defaultdict(list)
        for person in self.people:
            for address in person.addresses:
                found[address].append(person)
        return found

    @cached_property
    def _by_name(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = defaultdict(list)
        for person in self.people:
            if person.name:
                found[_plain(person.name)].append(person)
        return found


@dataclass
class _Together:
    """Which rows are about one person."""

    above: dict[int, int] = field(default_factory=dict)

    def root(self, at: int) -> int:
        while (up := self.above.get(at, at)) != at:
            self.above[at] = self.above.get(up, up)
            at = up
        return at

    def join(self, one: int, other: int) -> None:
        first, last = sorted((self.root(one), self.root(other)))
        self.above[last] = first


def merged(rows: Iterable[Person]) -> list[Person]:
    """One person for rows with the same number, or with the same address and no other name or number; a row with a name alone joins the one who has it."""
    listed, together = list(rows), _Together()
    for key in _keys(listed):
        for other in key[1:]:
            together.join(key[0], other)
    members: dict[int, list[Person]] = defaultdict(list)
    for at, person in enumerate(listed):
        members[together.root(at)].append(person)
    return [_one(some) for some in members.values()]


def _keys(listed: list[Person]) -> Iterator[list[int]]:
    """Places of rows that belong together."""
    by_number: dict[str, list[int]] = defaultdict(list)
    by_address: dict[tuple[str, str], list[int]] = defaultdict(list)
    named: dict[str, set[str]] = defaultdict(set)
    for person in listed:
        for address in person.addresses:
            named[address].add(_plain(person.name))
    holders: dict[str, list[int]] = defaultdict(list)
    for at, person in enumerate(listed):
        if person.number:
            by_number[_number(person.number)].append(at)
        for address in person.addresses:
            names = sorted(named[address] - {""})
            # Of an address that one person has, a row without a name is of that person.
            by_address[address, _plain(person.name) or (names[0] if len(names) == 1 else "")].append(at)
        if person.name:
            holders[_plain(person.name)].append(at)
    numbers = {at: _number(person.number) for at, person in enumerate(listed) if person.number}
    yield from by_number.values()
    for some in (*by_address.values(), *_bare(listed, holders)):
        if len({numbers[at] for at in some if at in numbers}) < 2:
            yield some


def _bare(listed: list[Person], holders: Mapping[str, list[int]]) -> Iterator[list[int]]:
    """Rows with nothing but a name, with the one who else has it: of two nobody can tell which."""
    for some in holders.values():
        bare = [at for at in some if not listed[at].addresses and not listed[at].number]
        others = [at for at in some if at not in bare]
        who = {listed[at].number or listed[at].addresses for at in others}
        yield [*bare, *(others if len(who) == 1 else [])]


def _one(some: list[Person]) -> Person:
    """What several rows say of one person."""
    return Person(
        next((one.name for one in some if one.name), ""),
        tuple(dict.fromkeys(address for one in some for address in one.addresses)),
        next((one.number for one in some if one.number), ""),
        tuple(dict.fromkeys(group for one in some for group in one.groups)),
        some[0].line,
    )


def namesakes(people: Iterable[Person]) -> list[list[Person]]:
    """People who have one name, and of whom nothing but the address tells them apart: perhaps they are one."""
    found: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        if person.name and not person.number:
            found[_plain(person.name)].append(person)
    return [some for some in found.values() if len(some) > 1]
