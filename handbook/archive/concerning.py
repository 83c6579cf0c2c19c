"""What a page of a version asks of the register: a small file of what holds now or will, and of each version a smaller one of what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby, product
from typing import Any

from handbook.archive import small_file, year_answers
from handbook.archive.in_turn import Known
from handbook.archive.register import Register, Version
from handbook.core.version_name import VersionName

NOW_JSON = "versies/nu.json"
"""Of no more versions than the newest, those in force or still to come, and what a decision names in the place of them: as small after twenty years
as after one."""

NEWEST = 5
"""How many of the newest versions stand in it whatever became of them, before all others: the menu of a page lists these (stijl/stand.js), and what took
the place of one of them is among them or still to come. A page of another text asks for its own file too."""


def own_file(version: VersionName) -> str:
    """Where it stands what became of `version`. An act changes no other one than that of the text before it."""
    return f"versies/stand/{version}.json"


def files(register: Register, *, changeable: bool) -> dict[str, bytes]:
    """All of them, by their paths at the root. `changeable`: each page can be changed at the host of the sources.

    regime.json stays what versions are promised: a page reads that one where these are not there (root/versies.js).
    """
    head = {"schema": register.schema, "peildatum": register.day.isoformat()}
    way = {"wijzigen": True} if changeable else {}
    years = year_answers.span(entry.version for entry in register.entries)
    # Of which years there are files for op/: the first and the last (year_answers.py).
    edges = {"jaren": [f"{year:04}" for year in (years[0], years[-1])]} if years else {}
    now = [small_file.row(entry, entry.repealed) for entry in _matter(register)]
    return {
        NOW_JSON: small_file.written({**head, "aantal": len(register.entries), **way, **edges, "versies": now}),
        **{
            own_file(entry.version): small_file.written({"versies": _became(register, entry, after)})
            for entry, after in _followed(register)
        },
    }


def _became(register: Register, entry: Version, after: Version | None) -> list[dict[str, Any]]:
    return [small_file.row(entry, register.repeal_of(entry)), *([small_file.row(after, None)] if after else [])]


def _followed(register: Register) -> Iterator[tuple[Version, Version | None]]:
    """Each version with the text that took its place, by what is known on the day: the best of the next first day, or a correction of its own."""
    after: Version | None = None
    for day, group in groupby(register.entries, key=lambda entry: entry.day):
        same = [*group]
        best = next((entry for entry in same if day <= register.day and entry.announced <= register.day), None)
        for entry in same:
            yield entry, best if best and best.version > entry.version else after
        after = best or after


def _matter(register: Register) -> list[Version]:
    """The versions that say on the day of the register, and on every later one, what all of them say, the newest first.

    Whatever a page finds among all (in_force, standings) for a day from then on, it finds among these: they hold all that is come past in looking,
    on each day on which anything among them changes, by what is known now or on any later day.
    """
    entries, today = register.entries, register.day
    repealed = {one.version: one.repealed for one in entries if one.repealed}
    later = {one.announced for one in entries} | {repeal.bekendgemaakt for repeal in repealed.values()}
    turns = [today, *sorted(day for day in later if day > today)]
    found = {*(one.version for one in entries[:NEWEST]), *(one.version for one in entries if max(one.day, one.announced) > today)}
    known = {known_on: Known(entries, known_on) for known_on in (*turns, None)}
    looked: set[date] = set()
    while True:
        # A correction is repealed with the text that it corrects, by the row of that one.
        found |= {other for other in repealed for name in found if other.day == name.day and other <= name}
        days = {*turns, *(name.day for name in found), *(repealed[name].vanaf for name in found if name in repealed)} - looked
        if not days:
            return [one for one in entries if one.version in found]
        looked |= days
        for day, known_on in product(days, known):
            found |= {one.version for one in known[known_on].asked(day) if one}
