"""Which text applied on a given day, as far as was known on that day, in a format that never changes: regime.json."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from handbook.archive.manifest import Facts, Folder, Link, Withdrawal, tools
from handbook.core.status import Archived, Status, status
from handbook.core.version_name import VersionName

REGIME_JSON = "regime.json"
SCHEMA = 1


@dataclass(frozen=True)
class Version:
    """One published version. `sequence` counts publications from 1; `manifest` is a SHA-256, `tree` the folder's id in git."""

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
    withdrawn: Withdrawal | None
    manifest: str
    tree: str
    employer: str
    address: str
    previous: Link | None

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
            withdrawn=folder.withdrawal,
            manifest=manifest,
            tree=tree,
            employer=facts.werkgever,
            address=facts.adres,
            previous=facts.vorige,
        )

    @property
    def day(self) -> date:
        """The first day on which it applies."""
        return self.version.day

    @property
    def title(self) -> str:
        return self.version.title

    @property
    def link(self) -> Link:
        """How the next version points at this one."""
        return Link(versie=str(self.version), manifest=self.manifest)


def in_force(entries: Collection[Version], day: date, known_on: date | None = None) -> Version | None:
    """The text that applies to `day`, by what had been made known on `known_on`; None for `known_on`: by all that was published.

    The newest that has begun goes first, and a correction before the first text of its day. A text that was withdrawn still counts: it did apply.
    """
    known = [entry for entry in entries if entry.day <= day and (known_on is None or entry.announced <= known_on)]
    return max(known, key=lambda entry: entry.version, default=None)


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

    @property
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

    def status(self, entry: Version) -> Status:
        """Its state on the day."""
        archived = Archived(in_force=entry == self.current, withdrawn=entry.withdrawn is not None)
        return status(Status.ADOPTED, entry.announced, entry.day, self.day, archived)

    def ends(self, entry: Version) -> Version | None:
        """The version that takes its place: the best text of the next first day, or a correction of its own day."""
        return self._successors[entry.version]

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

    def data(self, files: Mapping[str, str]) -> dict[str, Any]:
        """The contents of regime.json; `files` are the other files of the register with their SHA-256."""
        return {
            "schema": SCHEMA,
            "handbook": self.program,
            "werkgever": self.employer,
            "adres": self.address,
            "peildatum": self.day.isoformat(),
            "geldend": str(self.current.version) if self.current else None,
            "versies": [self._row(entry) for entry in self.entries],
            "bestanden": dict(files),
        }

    def _row(self, entry: Version) -> dict[str, Any]:
        end, gone = self.ends(entry), entry.withdrawn
        return {
            "versie": str(entry.version),
            "titel": entry.title,
            "volgnummer": entry.sequence,
            "geldig_van": entry.day.isoformat(),
            # The first day on which it no longer applies: "tot" does not include that day.
            "geldig_tot": end.day.isoformat() if end else None,
            "vervangen_door": str(end.version) if end else None,
            "vastgesteld": entry.adopted.isoformat(),
            "vastgesteld_door": entry.adopted_by,
            "bekendgemaakt": entry.announced.isoformat(),
            "gepubliceerd": entry.published.isoformat(),
            "aard": entry.kind,
            "toelichting": entry.note,
            "besluiten": list(entry.decisions),
            "evaluatie": entry.review.isoformat(),
            "ingetrokken": {"datum": gone.datum.isoformat(), "reden": gone.reden, "door": gone.door} if gone else None,
            "manifest": entry.manifest,
            "boom": entry.tree,
        }
