"""The rule of `register.asked` for many questions at once: what applies to each of many days, and which text each took the place of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection, Iterator
from datetime import date
from operator import attrgetter

from handbook.archive.register import Version, turns
from handbook.core.version_name import VersionName

NAME = attrgetter("version")


class Known:
    """What had been made known on one day, or with None all that was published, put in order once: no question looks at all texts again."""

    def __init__(self, entries: Collection[Version], known_on: date | None = None) -> None:
        self._texts = sorted((one for one in entries if known_on is None or one.announced <= known_on), key=NAME)
        self._days = [one.day for one in self._texts]
        self._names = {one.version: one for one in self._texts}
        # By the decision on a text that nobody knew of yet, an earlier one of its day is repealed too.
        self._repeals = {one.version: one.repealed for one in entries if one.repealed}
        self._known_on = known_on

    def asked(self, day: date) -> Iterator[Version | None]:
        """As `register.asked`."""
        begun = bisect_right(self._days, day)
        newest = self._texts[begun - 1] if begun else None

        def named(name: VersionName) -> Version | None:
            one = self._names.get(name)
            return one if one and one.day <= day else None

        return turns(newest, named, self._repeals, day, self._known_on)

    def applies(self, day: date) -> Version | None:
        """As `register.in_force`."""
        *_, found = self.asked(day)
        return found


def on_the_day_itself(entries: Collection[Version], days: Collection[date]) -> Iterator[tuple[date, Version | None]]:
    """By day, the earliest first, the text that applied to it by what had been made known and was published on it."""
    coming = sorted(entries, key=_begun, reverse=True)
    repealed = [one for one in entries if one.repealed]
    here: dict[VersionName, Version] = {}
    newest: Version | None = None
    for day in sorted(days):
        while coming and _begun(coming[-1]) <= day:
            one = coming.pop()
            here[one.version] = one
            newest = max(filter(None, (newest, one)), key=NAME)
        repeals = {one.version: one.repealed for one in repealed if one.repealed and one.published <= day}
        *_, found = turns(newest, here.get, repeals, day, day)
        yield day, found


def _begun(one: Version) -> date:
    """The first day on which it applied, people could know it, and it could be read."""
    return max(one.day, one.announced, one.published)


def predecessors(entries: Collection[Version]) -> dict[VersionName, Version | None]:
    """By each text the one that a reader had until then: of those that were published before it, what applied to its first day.

    Where a repeal left no text for that day, it is the last one that was repealed; None for the first text. What is published later changes
    nothing here, so that two texts that were neighbours once stay so.
    """
    published = sorted(entries, key=attrgetter("sequence"))
    coming, repealed = iter(published), [one for one in published if one.repealed]
    names: list[VersionName] = []
    here: dict[VersionName, Version] = {}
    found: dict[VersionName, Version | None] = {}
    added = next(coming, None)
    for entry in published:
        while added and added.sequence < entry.sequence:
            insort(names, added.version)
            here[added.version] = added
            added = next(coming, None)
        before = bisect_left(names, entry.version)
        newest = here[names[before - 1]] if before else None
        repeals = {
            one.version: one.repealed
            for one in repealed
            if one.repealed and one.sequence < entry.sequence and one.repealed.bekendgemaakt <= entry.published
        }
        earlier = {name: here[name] for name in (one.instead for one in repeals.values()) if name and name in here and name < entry.version}
        *_, last = turns(newest, earlier.get, repeals, entry.day, None)
        found[entry.version] = last or newest
    return found
