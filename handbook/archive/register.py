"""Which text applied on a given day, as far as was known on that day, in a format that never changes: regime.json."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from handbook.archive import releases
from handbook.archive.acts import Folder, Measure, Repeal
from handbook.archive.manifest import Change, Facts, Link, plain, tools
from handbook.core import change_kind
from handbook.core.status import Archived, Status, status
from handbook.core.version_name import VersionName

REGIME_JSON = "regime.json"
SCHEMA = 1
WITH_REPEALS = 2
"""The schema once a version was repealed: scripts of versions from before that know no repeals, and then say that they do not know."""


@dataclass(frozen=True)
class Version:
    """One published version. `sequence` counts publications from 1; `manifest` is a SHA-256, `tree` the folder's id in git.

    `measures` are all decisions to take something of it off the site, `steps` counts the acts that its folder went through, and
    `of_before` says that a release before 0.4.0 took it off.
    """

    version: VersionName
    sequence: int
    adopted: date
    adopted_by: str
    announced: date
    published: date
    kind: str
    note: str | None
    decisions: tuple[str, ...]
    review: date
    measures: tuple[Measure, ...]
    repealed: Repeal | None
    steps: int
    of_before: bool
    manifest: str
    tree: str
    employer: str
    address: str
    previous: Link | None
    changes: tuple[Change, ...] = ()
    """What it says itself that it changes, article by article; without any where it says so of none."""

    @classmethod
    def of(cls, folder: Folder, manifest: str, tree: str) -> Version:
        """From a folder's own account, the fingerprint of its manifest and its id in git."""
        facts: Facts = folder.facts
        return cls(
            version=facts.name,
            sequence=facts.volgnummer,
            adopted=facts.vastgesteld,
            adopted_by=facts.vastgesteld_door,
            announced=facts.bekendgemaakt,
            published=facts.gepubliceerd,
            kind=facts.aard,
            note=facts.toelichting,
            decisions=facts.decisions,
            review=facts.evaluatie,
            measures=folder.measures,
            repealed=folder.repeal,
            steps=folder.steps,
            of_before=folder.withdrawal is not None,
            manifest=manifest,
            tree=tree,
            employer=facts.werkgever,
            address=facts.adres,
            previous=facts.vorige,
            changes=facts.wijzigingen or (),
        )

    @property
    def day(self) -> date:
        """The first day on which it applies."""
        return self.version.day

    @property
    def title(self) -> str:
        return self.version.title

    @property
    def taken_off(self) -> Measure | None:
        """The decision by which nothing of it can be read any more."""
        return next((one for one in self.measures if one.wat == "alles"), None)

    @property
    def parts(self) -> tuple[Measure, ...]:
        """The decisions by which a page or an article cannot be read any more."""
        return tuple(one for one in self.measures if one.wat != "alles")

    @property
    def meaning(self) -> str:
        """What its kind means for who reads it."""
        return change_kind.MEANING[self.kind]

    @property
    def confirm_again(self) -> bool:
        """Whether it is a reason to ask people again to confirm that they know the text; none is what cannot be read."""
        return change_kind.confirm_again(self.kind) and not self.taken_off

    @property
    def withdrawn(self) -> Measure | None:
        """What templates of releases before 0.4.0 call `taken_off`."""
        return self.taken_off

    @property
    def link(self) -> Link:
        """How the next version points at this one."""
        return Link(versie=str(self.version), manifest=self.manifest)


def repeal_of(entries: Collection[Version], entry: Version) -> Repeal | None:
    """By which decision the text does not apply any more from some day on: its own repeal, else that of the text which it corrects."""
    return _repeal({one.version: one.repealed for one in entries if one.repealed}, entry)


def _repeal(repeals: Mapping[VersionName, Repeal], entry: Version) -> Repeal | None:
    """As `repeal_of`, from the decisions on all texts: few are repealed, and with a thousand versions this is asked thousands of times."""
    latest = max((name for name in repeals if name.day == entry.day and name <= entry.version), default=None)
    return repeals[latest] if latest else None


def _has_effect(repeal: Repeal | None, day: date, known_on: date | None) -> bool:
    return repeal is not None and repeal.vanaf <= day and (known_on is None or repeal.bekendgemaakt <= known_on)


def asked(entries: Collection[Version], day: date, known_on: date | None = None) -> Iterator[Version | None]:
    """Each text that is asked whether it applies to `day`, by what had been made known on `known_on`: the last one does, or none where that is None.

    The newest that has begun goes first, and a correction before the first text of its day. Where that one was repealed, it is the text that
    the decision names: an earlier one does not revive by itself.
    """
    known = {one.version: one for one in entries if one.day <= day and (known_on is None or one.announced <= known_on)}
    newest = known[max(known)] if known else None
    return turns(newest, known.get, {one.version: one.repealed for one in entries if one.repealed}, day, known_on)


def turns(
    newest: Version | None,
    named: Callable[[VersionName], Version | None],
    repeals: Mapping[VersionName, Repeal],
    day: date,
    known_on: date | None,
) -> Iterator[Version | None]:
    """As `asked`, from the newest text that has begun; `named` gives one of those that have, and `repeals` has the decisions on all texts."""
    found, repeal = newest, _repeal(repeals, newest) if newest else None
    yield found
    gone: set[VersionName] = set()
    while found and repeal and _has_effect(repeal, day, known_on):
        # A decision may name a text that was repealed later; no text is asked twice.
        gone.add(found.version)
        found = named(repeal.instead) if repeal.instead and repeal.instead not in gone else None
        repeal = repeals.get(found.version) if found else None
        yield found


def in_force(entries: Collection[Version], day: date, known_on: date | None = None) -> Version | None:
    """The text that applies to `day`, by what had been made known on `known_on`; None for `known_on`: by all that was published.

    A text that was taken off the site counts as before. The same rule for scripts: root/versies.js. For many days: `in_turn.Known`.
    """
    *_, found = asked(entries, day, known_on)
    return found


@dataclass(frozen=True)
class Register:
    """All published versions, newest first, seen from `day`."""

    entries: tuple[Version, ...]
    day: date
    program: str = field(default_factory=lambda: tools()["handbook"])
    moved_to: str | None = None
    """The address of the handbook, where that is another one than the newest text was published for."""

    @cached_property
    def current(self) -> Version | None:
        """What is in force on the day, as far as it had been made known by then."""
        return in_force(self.entries, self.day, self.day)

    @cached_property
    def repeals(self) -> Mapping[VersionName, Repeal]:
        """The decisions that texts do not apply any more, each by the version that has it."""
        return {entry.version: entry.repealed for entry in self.entries if entry.repealed}

    def repeal_of(self, entry: Version) -> Repeal | None:
        """As `repeal_of`."""
        return _repeal(self.repeals, entry)

    @property
    def yet(self) -> str:
        """The word "nog " of a sentence that no version applies, as long as none has begun; a repeal may have ended them since."""
        return "nog " if self.day < min(entry.day for entry in self.entries) else ""

    @cached_property
    def newest(self) -> Version:
        """The one that was published last."""
        return max(self.entries, key=lambda entry: entry.sequence)

    @property
    def employer(self) -> str:
        return self.newest.employer

    @property
    def address(self) -> str:
        """Where the handbook is read: what its pages at the root call themselves."""
        return self.moved_to or self.newest.address

    @property
    def knows_acts(self) -> bool:
        """Whether its release tells a text that was taken off the site from one that was repealed."""
        return releases.knows_acts(self.program)

    def status(self, entry: Version) -> Status:
        """Its state on the day."""
        if entry.taken_off and not self.knows_acts:
            return Status.REPEALED
        # A text that was repealed before it began is so from the moment that people know.
        repealed = _has_effect(self.repeal_of(entry), max(self.day, entry.day), self.day)
        archived = Archived(entry == self.current, repealed)
        return status(Status.ADOPTED, entry.announced, entry.day, self.day, archived)

    def ends(self, entry: Version) -> Version | None:
        """The version that takes its place: the best text of the next first day, or a correction of its own day.

        A repeal may end it before that: see `until`.
        """
        return self._successors[entry.version]

    def until(self, entry: Version) -> tuple[date, VersionName | None] | None:
        """The first day on which it no longer applies with the text that then does, by its successor or its repeal; None while nothing ends it."""
        next_, repeal = self.ends(entry), self.repeal_of(entry)
        if repeal and (next_ is None or max(repeal.vanaf, entry.day) < next_.day):
            return max(repeal.vanaf, entry.day), repeal.instead
        return (next_.day, next_.version) if next_ else None

    @cached_property
    def _successors(self) -> dict[VersionName, Version | None]:
        found: dict[VersionName, Version | None] = {}
        later: Version | None = None
        best: Version | None = None
        for entry in self.entries:
            if best is None or entry.day < best.day:
                later, best = best, entry
            found[entry.version] = later if entry == best else best
        return found

    @cached_property
    def statuses(self) -> dict[VersionName, Status]:
        return {entry.version: self.status(entry) for entry in self.entries}

    def agrees(self, other: Register) -> bool:
        """Whether on the other's day every version still has the state that it has here, and the same one applies."""
        # A text that was repealed before it began says so on every day, also on the day on which it would have come into force.
        return self.statuses == other.statuses and self.current == other.current

    @property
    def schema(self) -> int:
        return WITH_REPEALS if self.repeals else SCHEMA

    def data(self, files: Mapping[str, str]) -> dict[str, Any]:
        """The contents of regime.json; `files` are the other files of the register with their SHA-256."""
        return {
            "schema": self.schema,
            "handbook": self.program,
            "werkgever": self.employer,
            "adres": self.address,
            "peildatum": self.day.isoformat(),
            "geldend": str(self.current.version) if self.current else None,
            "versies": [self._row(entry) for entry in self.entries],
            "bestanden": dict(files),
        }

    def _row(self, entry: Version) -> dict[str, Any]:
        end = self.until(entry)
        gone = entry.taken_off if not self.knows_acts else None
        row = {
            "versie": str(entry.version),
            "titel": entry.title,
            "volgnummer": entry.sequence,
            "geldig_van": entry.day.isoformat(),
            # The first day on which it no longer applies: "tot" does not include that day.
            "geldig_tot": end[0].isoformat() if end else None,
            "vervangen_door": str(end[1]) if end and end[1] else None,
            "vastgesteld": entry.adopted.isoformat(),
            "vastgesteld_door": entry.adopted_by,
            "bekendgemaakt": entry.announced.isoformat(),
            "gepubliceerd": entry.published.isoformat(),
            "aard": entry.kind,
            "toelichting": entry.note,
            "besluiten": list(entry.decisions),
            "evaluatie": entry.review.isoformat(),
            # What releases before 0.4.0 said of a text that was taken off the site.
            "ingetrokken": {"datum": gone.datum.isoformat(), "reden": gone.reden, "door": gone.door} if gone else None,
            "manifest": entry.manifest,
            "boom": entry.tree,
        }
        return row | self._decided(entry)

    def _decided(self, entry: Version) -> dict[str, Any]:
        """What only a row has of which something was decided since: readers of before know no such keys."""
        more: dict[str, Any] = {}
        if entry.measures and self.knows_acts:
            more["van_de_site"] = [plain(one) for one in entry.measures]
        if entry.repealed:
            repeal = plain(entry.repealed)
            more["intrekking"] = {key: repeal[key] for key in ("vanaf", "in_plaats", "besloten", "bekendgemaakt", "door", "reden")}
        return more
