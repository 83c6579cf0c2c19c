"""The published texts by their fingerprints, and which text a confirmation is about."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from handbook.archive import branch, reader, timeline
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.archive.git import Repository
from handbook.archive.in_turn import predecessors
from handbook.archive.manifest import MANIFEST_JSON
from handbook.archive.register import Register, Version
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.core.findings import errors
from handbook.core.project import Project
from handbook.core.receipt import LATER, PAGE, Told, short
from handbook.core.version_name import VersionName
from handbook.receipts.people import folded
from handbook.sources import editions, revisions

UNNAMED = "zegt niet om welke tekst het gaat: er staat geen versie en geen vingerafdruk bij."

ASKED_ON = f"{PAGE.removesuffix('.md')}/index.html"


@dataclass(frozen=True)
class Text:
    """A published version; `fingerprint` is that of its articles, None for a text of before these, `asks` says whether it has the page to confirm on."""

    version: Version
    fingerprint: str | None
    asks: bool

    @property
    def address(self) -> str:
        """Where the text stands for ever."""
        return f"{self.version.address}{self.version.version}/"

    @property
    def known_from(self) -> date:
        """The first day on which somebody can have read it: what applied or was made known before it came into the archive was read elsewhere."""
        return min(self.version.published, self.version.announced, self.version.day)

    @property
    def confirmed_at(self) -> str:
        """Where a reader confirms: the page for it, else the text."""
        return f"{self.address}{PAGE.removesuffix('.md')}/" if self.asks else self.address


@dataclass(frozen=True)
class Texts:
    """All that was published, newest first; `prepared` has no text in the archive, and `others` are fingerprints of other organisations in this repository."""

    register: Register
    texts: tuple[Text, ...]
    employer: str
    prepared: frozenset[VersionName] = frozenset()
    others: Mapping[str, str] | None = None

    @cached_property
    def by_version(self) -> dict[VersionName, Text]:
        return {one.version.version: one for one in self.texts}

    def target(self, wanted: VersionName | None) -> Text:
        """The text that people must know: the one that was asked for, else what applies today. Raises CannotWork where there is none."""
        known = self.by_version
        if wanted is not None:
            return self.named(wanted)
        current = self.register.current
        if current is None:
            raise CannotWork(f"Vandaag geldt er geen tekst. Zeg om welke versie het gaat, zoals: --versie {self.texts[0].version.version}")
        return known[current.version]

    def named(self, version: VersionName) -> Text:
        """The text of this name. Raises CannotWork where it is not published."""
        if version in self.by_version:
            return self.by_version[version]
        raise CannotWork(f"Versie {version} is niet gepubliceerd. Kies uit: {', '.join(map(str, self.by_version))}.")

    def since(self, read: VersionName, target: Text) -> list[Version]:
        """The texts that a reader of `read` has missed until `target`, the oldest first: one followed on the other, by what applied then."""
        found: list[Version] = []
        before = predecessors(self.register.entries)
        at: Version | None = target.version
        while at is not None and at.version > read:
            found.append(at)
            at = before[at.version]
        return found[::-1]

    def meant(self, told: Told) -> Text | str:
        """The text that a confirmation is about, or in Dutch why it counts for none."""
        known = self.by_version
        if told.fingerprint is None:
            return self._by_name(told, known)
        if told.fingerprint in (LATER, short(LATER)):
            return "komt van een pagina die niet is gepubliceerd, zoals een concept. Vraag het opnieuw, met het adres van de website."
        hits = [one for one in self.texts if one.fingerprint and short(one.fingerprint) == short(told.fingerprint)]
        hit = next((one for one in hits if told.fingerprint in (one.fingerprint, short(one.fingerprint or ""))), None)
        if hit and told.version in (None, hit.version.version):
            return hit
        if hit:
            return f"noemt versie {told.version}, en de vingerafdruk van versie {hit.version.version}. Vraag welke tekst het was."
        return self._strange(told, known)

    def _by_name(self, told: Told, known: Mapping[VersionName, Text]) -> Text | str:
        if told.version is None:
            return UNNAMED
        if self._of_others(told):
            return f"gaat over het protocol van {told.employer}, en dat is een andere organisatie."
        return known.get(told.version) or self._unknown(told.version)

    def _strange(self, told: Told, known: Mapping[VersionName, Text]) -> Text | str:
        """Of a fingerprint that no text of ours has."""
        other = (self.others or {}).get(short(told.fingerprint or ""))
        if other or self._of_others(told):
            return f"gaat over het protocol van {other or told.employer}, en dat is een andere organisatie."
        if told.version is None:
            return f"heeft een vingerafdruk die geen tekst van ons heeft: {short(told.fingerprint or '')}."
        text = known.get(told.version)
        if text and text.fingerprint is None:
            return text
        if text:
            return f"noemt versie {told.version}, met de vingerafdruk van een andere tekst: {short(told.fingerprint or '')}. Dat kan een concept zijn. Vraag het opnieuw."
        return self._unknown(told.version)

    def _unknown(self, version: VersionName) -> str:
        if version in self.prepared:
            return f"gaat over versie {version}, en die is nog een concept. Vraag het opnieuw na de publicatie."
        return f"gaat over versie {version}, en die is nooit gepubliceerd."

    def _of_others(self, told: Told) -> bool:
        return told.employer is not None and folded(told.employer) != folded(self.employer)


def load(project: Project, employer: str, today: date) -> Texts:
    """The texts of the project's archive. Raises CannotWork where nothing was published yet."""
    register = timeline.load(project, today)
    if not register.entries:
        raise CannotWork("Er is nog geen versie gepubliceerd, dus er is nog niets te bevestigen. Publiceer de eerste met: handbook publish")
    repo = Repository(project.root)
    prepared = frozenset(revisions.names(project)) - {entry.version for entry in register.entries}
    return Texts(register, tuple(_texts(repo, register.entries)), employer, prepared, _others(project, repo))


def _texts(repo: Repository, entries: tuple[Version, ...]) -> Iterator[Text]:
    for entry in entries:
        listed = _files(repo, entry)
        yield Text(entry, listed.get(ARTIKELEN_JSON), ASKED_ON in listed)


def _files(repo: Repository, entry: Version) -> Mapping[str, str]:
    """The fingerprints as they were published, also of what was taken off the site since."""
    try:
        listed = json.loads(repo.read(f"{entry.tree}:{MANIFEST_JSON}") or b"{}").get("bestanden")
    except (ValueError, AttributeError, RecursionError):
        return {}
    return listed if isinstance(listed, dict) else {}


def _others(project: Project, repo: Repository) -> dict[str, str]:
    """Short fingerprint -> employer, of the other organisations that this repository publishes for."""
    listed, findings = editions.load(project)
    found: dict[str, str] = {}
    for edition in () if errors(findings) else {Edition(): None} | dict.fromkeys(listed):
        commit = None if edition.branch == project.edition.branch else branch.published_commit(repo, edition)
        for text in _texts(repo, reader.read(repo, commit, edition)) if commit else ():
            if text.fingerprint:
                found[short(text.fingerprint)] = text.version.employer
    return found
