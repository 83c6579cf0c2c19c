"""Finds the published version that somebody named, and says what to type where it is not to be had."""

from __future__ import annotations

import difflib
from datetime import date

from handbook.archive import timeline
from handbook.archive.acts import Read
from handbook.archive.git import Repository
from handbook.archive.register import Register, Version
from handbook.core.dutch import cited, long_date
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.core.version_name import DRAFT, VersionName, no_name

NEAR = 3


class Archive:
    """The published versions, read when one of them is asked for."""

    def __init__(self, project: Project, today: date) -> None:
        self._project, self._today = project, today
        self._seen: Register | None = None

    @property
    def _register(self) -> Register:
        self._seen = self._seen or timeline.load(self._project, self._today)
        return self._seen

    def version(self, typed: str) -> Version:
        """The version with this name. Raises CannotWork where there is none, or where its text was taken off the site."""
        name = VersionName.or_none(typed)
        if name is None:
            raise CannotWork(no_name(typed, DRAFT))
        entry = next((one for one in self._register.entries if one.version == name), None)
        if entry is None:
            raise CannotWork(self._missing(name))
        if entry.taken_off:
            raise CannotWork(_taken_off(entry, self._readable()))
        return entry

    def usual(self) -> Version | None:
        """The version that is in force, else the newest that can be read; None where there is none."""
        readable = [one for one in self._register.entries if not one.taken_off]
        return self._register.current if self._register.current in readable else next(iter(readable), None)

    def files(self, entry: Version) -> Read:
        """Reads a file of a version by its path within it."""
        repo = Repository(self._project.root)
        return lambda path: repo.read(f"{entry.tree}:{path}")

    def _readable(self) -> list[str]:
        return [str(one.version) for one in self._register.entries if not one.taken_off]

    def _missing(self, name: VersionName) -> str:
        """What to type instead, of a version that is not published."""
        from handbook.sources import revisions

        names = self._readable()
        if any(one == name for one in revisions.names(self._project)):
            return f"Versie {name} is nog niet gepubliceerd. Bedoelt u de tekst die hier staat? Schrijf dan: {DRAFT}"
        if not names:
            return f"Versie {name} is er niet: er is nog geen versie gepubliceerd. Publiceer de eerste met: handbook publish"
        near = difflib.get_close_matches(str(name), names, NEAR, 0.8) or names[:NEAR]
        return f"Versie {name} is er niet. Kies bijvoorbeeld {' of '.join(near)}. Alle versies ziet u met: handbook versions"


def _taken_off(entry: Version, others: list[str]) -> str:
    measure = entry.taken_off
    assert measure
    ask = f" Vraag haar op bij {measure.vraag}." if measure.vraag else ""
    instead = f" Of neem een andere versie: {' of '.join(others[:NEAR])}." if others else ""
    return f"De tekst van versie {entry.version} is op {long_date(measure.datum)} van de website gehaald, met als reden: {cited(measure.reden)}{ask}{instead}"
