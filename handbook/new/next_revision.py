"""What `handbook new-revision` does: finds what changed since the text that was published, asks the rest, and writes the file of the revision."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import date, timedelta

from handbook.archive import taken_over
from handbook.archive.branch import AtHand
from handbook.checks import published
from handbook.checks.changes import declared, editorial, since
from handbook.core import atomic, dutch
from handbook.core.console import Say
from handbook.core.errors import CannotWork
from handbook.core.findings import errors
from handbook.core.project import Project
from handbook.core.version_name import VersionName
from handbook.new import changes_said, revision_file
from handbook.new.revision_file import Told
from handbook.redline import Redline
from handbook.sources import Sources, read, revisions
from handbook.sources.files.choices import ChangeKind
from handbook.sources.files.kinds.value import VALUE_LIMIT


@dataclass(frozen=True)
class Given:
    """What was typed behind the command; None where the program says or asks it. With `ask` it asks at the terminal, if there is one."""

    version: VersionName | None = None
    kind: ChangeKind | None = None
    why: str | None = None
    whom: str | None = None
    means: str | None = None
    ask: bool = True

    def unasked(self, changes: int) -> str:
        """Which questions nobody was asked, where there is no terminal to ask them at, and what answers them."""
        one = changes == 1
        ways = (
            ("vanaf welke dag", "een DATUM", self.version is None),
            ("of de regels veranderen", "--aard", self.kind is None),
            ("waarom", "--waarom", self.why is None),
            ("voor wie", "--voor-wie", one and self.whom is None),
            ("wat het betekent", "--betekent", one and self.means is None),
        )
        left = [f"{question} ({answer})" for question, answer, open_ in ways if open_]
        asked = (
            f"Niet gevraagd, want hier is geen terminal: {dutch.enumeration(left)}."
            if left
            else "Niets gevraagd, want hier is geen terminal."
        )
        return f"{asked} Verbeter in het bestand wat niet klopt, of haal het weg en typ de antwoorden achter het commando."

    def fits(self, changes: int) -> None:
        """Raises CannotWork where it would say of each of several changes what can be true of one."""
        one = [option for option, text in (("--voor-wie", self.whom), ("--betekent", self.means)) if text]
        if one and changes > 1:
            raise CannotWork(
                f"Er zijn {changes} wijzigingen, en wat u met {' en '.join(one)} zegt, kan per wijziging anders zijn. "
                "Laat dat weg, en schrijf het straks in het bestand bij elke wijziging."
            )


def new_revision(project: Project, given: Given, say: Say) -> str:
    """Writes docs/revisies/DATUM.md and gives its name. Raises CannotWork, with nothing written, where there is no revision to make."""
    seen = _Seen.of(project)
    version = seen.day(given.version)
    found = seen.found(version)
    told = seen.told(version, found, given)
    if given.ask and sys.stdin.isatty() and sys.stdout.isatty():
        # Imported here because only people at a terminal are asked anything.
        from handbook.new.conversation import revision

        told = revision.talk(told, None if given.version else seen.day)
    elif given.ask:
        say(given.unasked(len(told.changes)))
    path = f"docs/revisies/{told.version}.md"
    try:
        atomic.create(project.root, path, revision_file.text(told).encode())
    except FileExistsError as error:
        raise CannotWork(f"{path} is er al. Er is niets veranderd.") from error
    say(f"{path} staat klaar, als concept. {found.redline.summary}")
    unread = any(one.unread for one in told.changes)
    say(
        f"Lees na wat er onder wijzigingen staat, en verbeter het waar dat nodig is.{' Haal dan de regels weg met nagelezen: nee.' if unread else ''} "
        "Kijk daarna met: handbook check"
    )
    return path


FIRST = "een bestand docs/revisies/JJJJ-MM-DD.md met de ingangsdatum als naam, en daarin title, status: concept, ingangsdatum, een kop en {{ revisiegegevens() }}."
"""What a first revision needs."""

HAS_FIRST = "Uw eerste revisie is er al: {file}. Verander de tekst, en vul dat bestand verder in. Wat daar nog mist, zegt: handbook check"
"""Said where only its file is there: who begins with our text has it from the start."""


@dataclass(frozen=True)
class Found:
    """What changed since the text that was published: article by article, and the pages that changed outside the articles."""

    redline: Redline
    pages: tuple[str, ...]


@dataclass(frozen=True)
class _Seen:
    """The sources, without mistakes, and the archive as this clone knows it."""

    sources: Sources
    archive: AtHand

    @classmethod
    def of(cls, project: Project) -> _Seen:
        sources = read(project)
        archive = published.archive(sources)
        if archive is None or not archive.names:
            branch = project.edition.branch
            first = sources.revisions[0] if sources.revisions else None
            raise CannotWork(
                "In deze kopie is nog geen versie gepubliceerd, dus er is niets om mee te vergelijken. "
                f"{HAS_FIRST.format(file=f'docs/{first.source}') if first else f'Uw eerste revisie maakt u zelf: {FIRST}'} "
                f"Staat het archief op een server? Haal het op met: git fetch origin {branch}:{branch}"
            )
        if errors(sources.findings):
            raise CannotWork(
                "Er staan nog fouten in het handboek, en dan is niet te zien wat er is veranderd. Kijk eerst met: handbook check"
            )
        newest = sources.revisions[0] if sources.revisions else None
        if newest and newest.version not in archive.names and not newest.adopted:
            raise CannotWork(
                f"Er is al een revisie in voorbereiding: docs/{newest.source}. Zet uw wijziging daarin. Wat daar nog mist, zegt: handbook check"
            )
        return cls(sources, archive)

    @property
    def known(self) -> frozenset[VersionName]:
        """Every revision that is published or has a file."""
        return frozenset(self.archive.names) | revisions.names(self.sources.project)

    @property
    def earliest(self) -> date:
        """The first day that is free, and on which people can have been told before: tomorrow."""
        return max(dutch.today() + timedelta(days=1), max(self.known).day + timedelta(days=1))

    def day(self, wanted: VersionName | None) -> VersionName:
        """The name of the revision. Raises CannotWork where no new text can have that name."""
        if wanted is None:
            return VersionName(self.earliest)
        newest = max(self.known)
        path = f"docs/revisies/{wanted}.md"
        if (self.sources.project.root / path).exists():
            raise CannotWork(f"{path} is er al. Kies een andere dag, of verander dat bestand.")
        if wanted == newest.free(self.known):
            return wanted
        if wanted.number > 1:
            raise CannotWork(f"{wanted} is een verbetering van een tekst die er niet is. Typ: handbook new-revision {wanted.day}")
        if wanted.day < dutch.today():
            raise CannotWork(
                f"{dutch.long_date(wanted.day)} is al geweest. Kies een dag vanaf {self.earliest}: handbook new-revision {self.earliest}"
            )
        if wanted <= newest or wanted.day == newest.day:
            raise CannotWork(
                f"Er is al een tekst van {newest.title}. Kies een latere dag: handbook new-revision {self.earliest}. "
                f"Is het een verbetering van die tekst? Typ dan: handbook new-revision {newest.free(self.known)}"
            )
        return wanted

    def found(self, version: VersionName) -> Found:
        """Raises CannotWork where nothing changed, or nobody can tell."""
        redline = since.against(self.sources, self.archive, version)
        if redline is None:
            raise CannotWork(
                "De tekst van de vorige versie is hier niet te lezen, dus er is niets om mee te vergelijken. Kijk met: handbook verify"
            )
        pages = since.pages_beside(self.sources, self.archive, version)
        if not declared.changed(redline) and not pages:
            raise CannotWork(f"Er is niets veranderd sinds versie {redline.old}. Verander eerst de tekst in docs/, en typ dit dan opnieuw.")
        return Found(redline, pages)

    def told(self, version: VersionName, found: Found, given: Given) -> Told:
        """What the file says where nobody is asked anything."""
        assert self.sources.facts
        before = VersionName.parse(found.redline.old)
        facts = self.archive.facts.get(before, {})
        changed = declared.changed(found.redline).values()
        # What it means for people is no matter of words.
        wording = not given.means and all(editorial.only_order(one) and not editorial.material(one) for one in changed)
        kind: ChangeKind = given.kind or ("redactioneel" if wording else "materieel")
        titles = {id_: one.title for id_, one in self.sources.articles.items()}
        listed = changes_said.items(found.redline, self._said(before), titles)
        if found.pages:
            listed.append(changes_said.beside(found.pages))
        given.fits(len(listed))
        whom = given.whom or f"Alle {self.sources.facts.mensen.medewerker.meervoud}"
        return Told(
            version,
            before,
            found.redline.summary[:VALUE_LIMIT],
            kind,
            [replace(one, waarom=given.why, voor_wie=whom, betekent=given.means, unread=True) for one in listed],
            taken_over.review(facts, version.day) if kind == "redactioneel" else None,
            taken_over.board(facts),
        )

    def _said(self, before: VersionName) -> frozenset[str]:
        """The articles of which a revision that is adopted, and not published yet, says already what changes."""
        waiting = [one for one in self.sources.revisions if one.version > before and one.version not in self.archive.names]
        return frozenset(id_ for one in waiting for change in one.facts.wijzigingen for id_ in change.ids)
