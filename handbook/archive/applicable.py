"""Which text applies to a day by what was known on another: the one rule of the list, the command and the feed; root/versies.js has it for scripts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from handbook.archive.acts import Repeal
from handbook.archive.in_turn import Known, on_the_day_itself
from handbook.archive.register import Version, in_force, repeal_of
from handbook.core.dutch import long_date
from handbook.core.status import announcement
from handbook.core.version_name import VersionName


@dataclass(frozen=True)
class Answer:
    """What applies to `day` by what had been made known on `known_on`, said on the day `today`."""

    entries: Collection[Version]
    day: date
    known_on: date
    today: date

    @cached_property
    def applies(self) -> Version | None:
        return in_force(self.entries, self.day, self.known_on)

    @property
    def then(self) -> date:
        """The day itself, or that of the question where the day had not come yet."""
        return min(self.day, self.known_on)

    @cached_property
    def knew(self) -> Version | None:
        """What people took to apply on the day itself; another text than `applies` where that one works back."""
        return in_force(self.entries, self.day, self.then)

    @cached_property
    def awaited(self) -> Version | None:
        """The published text that comes to apply to the day once it has been made known; None where nothing is awaited."""
        whole = in_force(self.entries, self.day)
        return whole if whole and whole != self.applies and whole.announced > self.known_on else None

    @property
    def repealed(self) -> Repeal | None:
        """The decision that takes the day from the text that applies, and that was only made known after `known_on`."""
        repeal = repeal_of(self.entries, self.applies) if self.applies else None
        return repeal if repeal and repeal.vanaf <= self.day and repeal.bekendgemaakt > self.known_on else None

    @property
    def ended(self) -> tuple[Version, Repeal] | None:
        """The text after which the day has none, with the decision that ended it; None where a text applies, or none had begun."""
        begun = [entry for entry in self.entries if entry.day <= self.day and entry.announced <= self.known_on]
        newest = max(begun, key=lambda entry: entry.version, default=None)
        repeal = repeal_of(self.entries, newest) if newest and not self.applies else None
        return (newest, repeal) if newest and repeal else None

    @property
    def unproven(self) -> Version | None:
        """What was known on the day by its own account alone: the archive did not hold it yet."""
        return self.knew if self.knew and self.knew.published > self.then else None

    @property
    def sentence(self) -> str:
        """What applies, and what is still to be made known: true on `today`."""
        found, awaited = self.applies, self.awaited
        now = self.known_on == self.today
        by = "Volgens wat nu bekend is" if now else f"Volgens wat op {long_date(self.known_on)} bekend {_was(self.known_on, self.today)}"
        more = [*([awaits(awaited, self.today)] if awaited else []), *([repealed(self.repealed)] if self.repealed else [])]
        if not more and now:
            return f"Voor {long_date(self.day)} {f'geldt {named(found)}' if found else 'is er geen tekst'}."
        said = f"{by}, {f'geldt voor {long_date(self.day)} {named(found)}' if found else f'is er voor {long_date(self.day)} geen tekst'}"
        return f"{'; '.join([said, *more])}."


def _was(day: date, today: date) -> str:
    return "is" if day > today else "was"


def named(entry: Version) -> str:
    """A version, in the middle of a sentence."""
    return f"de tekst van {entry.title}: versie {entry.version}"


def awaits(entry: Version, today: date) -> str:
    """From when a text applies that has to be made known first, or had to: the end of a sentence that is true on `today`."""
    back, begins, announced = entry.announced > entry.day, long_date(entry.day), long_date(entry.announced)
    if entry.announced > today:
        return f"een gepubliceerde tekst {'werkt terug tot' if back else 'gaat in op'} {begins}, zodra zij op {announced} bekend is gemaakt"
    return f"een tekst die {'terugwerkt tot' if back else 'ingaat op'} {begins}, is pas op {announced} bekendgemaakt"


def repealed(repeal: Repeal) -> str:
    """That a decision of later takes days from a text: the end of a sentence."""
    return f"op {long_date(repeal.bekendgemaakt)} is bekendgemaakt dat deze tekst vanaf {long_date(repeal.vanaf)} niet meer geldt"


def three_days(entry: Version, today: date) -> str:
    """The days that are easily mistaken for each other, in sentences that are true on `today`."""
    return f"Geldt vanaf {long_date(entry.day)}. {announcement(entry.announced, today)} In dit archief sinds {long_date(entry.published)}."


def unproven(entry: Version) -> str:
    """Why the archive cannot show that a text was known on the day of which it says so."""
    return (
        f"Deze tekst staat pas sinds {long_date(entry.published)} in dit archief. "
        f"Dat zij op {long_date(entry.announced)} is bekendgemaakt, zegt alleen de revisie zelf."
    )


def too_late(announced: date, today: date) -> str | None:
    """What to say to who publishes on `today` a text that people were told of before; None where the archive has it in time."""
    if announced >= today:
        return None
    return (
        f"Let op: deze tekst is bekendgemaakt op {long_date(announced)}, maar komt pas op {long_date(today)} in het archief. "
        "Dat hij in de tussentijd bekend was, kan het archief niet laten zien, en dat zegt het ook bij elke vraag over die dagen. "
        "Klopt de dag niet? Verander dan bekendgemaakt in het bestand van de revisie voordat u publiceert."
    )


@dataclass(frozen=True)
class Period:
    """Days in a row on which one text applies; `until` is the first day after it, None where no end is known."""

    begins: date
    until: date | None

    @property
    def words(self) -> str:
        """1 januari 2026 t/m 31 oktober 2026."""
        if self.until is None:
            return f"vanaf {long_date(self.begins)}"
        return f"{long_date(self.begins)} t/m {long_date(self.until - timedelta(days=1))}"


@dataclass(frozen=True)
class Standing:
    """On which days one version applies. `awaited` is the first published text that takes days of it once it has been made known.

    Of a text that is to be made known itself, these are the days that follow from all that was published.
    """

    entry: Version
    periods: tuple[Period, ...] = ()
    awaited: Version | None = None

    def words(self, today: date) -> str | None:
        """The days as the middle of a sentence that is true on `today`; None where there are none."""
        if not self.periods:
            return None
        said = " en weer ".join(period.words for period in self.periods)
        if self.entry.announced > today:
            return f"{said}, zodra zij op {long_date(self.entry.announced)} bekend is gemaakt"
        return f"{said}, volgens wat nu bekend is; {awaits(self.awaited, today)}" if self.awaited else said


def standings(entries: Collection[Version], known_on: date) -> dict[VersionName, Standing]:
    """How each version stands by what had been made known on `known_on`: no day is without a text once there is one, and none has two."""
    known, whole, awaited = _Run(), _Run(), dict[VersionName, Version]()
    by_then, by_all = Known(entries, known_on), Known(entries)
    for turn in sorted({*(entry.day for entry in entries), *(entry.repealed.vanaf for entry in entries if entry.repealed)}):
        now, then = by_then.applies(turn), by_all.applies(turn)
        known.take(turn, now)
        whole.take(turn, then)
        if now and then and then != now and then.announced > known_on:
            awaited.setdefault(now.version, then)
    return {
        e.version: Standing(e, known.of(e), awaited.get(e.version)) if e.announced <= known_on else Standing(e, whole.of(e))
        for e in entries
    }


class _Run:
    """Days one after the other, each with the text that applies from it on."""

    def __init__(self) -> None:
        self._begins: list[tuple[date, Version | None]] = []

    def take(self, day: date, entry: Version | None) -> None:
        if not self._begins or self._begins[-1][1] != entry:
            self._begins.append((day, entry))

    def of(self, entry: Version) -> tuple[Period, ...]:
        """When `entry` applies."""
        return tuple(self._periods.get(entry.version, ()))

    @cached_property
    def _periods(self) -> dict[VersionName, list[Period]]:
        found: dict[VersionName, list[Period]] = {}
        ends: list[date | None] = [day for day, _ in self._begins[1:]]
        for (day, entry), until in zip(self._begins, [*ends, None], strict=False):
            if entry:
                found.setdefault(entry.version, []).append(Period(day, until))
        return found


def led_to(entries: Collection[Version], until: date) -> list[tuple[date, Version]]:
    """What the address of the text in force led to, each time from a first day on, through the day `until`: by what was then known and published."""
    found: list[tuple[date, Version]] = []
    begun = (max(entry.day, entry.announced, entry.published) for entry in entries)
    ended = (max(entry.repealed.vanaf, entry.repealed.bekendgemaakt) for entry in entries if entry.repealed)
    for day, now in on_the_day_itself(entries, {*begun, *ended}):
        if now and day <= until and (not found or found[-1][1] != now):
            found.append((day, now))
    return found
