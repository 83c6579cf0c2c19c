"""Attachments in docs/bijlagen/ are what their names say, hold nothing that runs and no names that nobody meant to publish, and some page leads to them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from handbook.core.findings import Finding, SourceFile, quote
from handbook.sources import Sources
from handbook.sources.documents import attachments
from handbook.sources.documents.attachments import LIMIT
from handbook.sources.documents.facts import Facts
from handbook.sources.documents.package import Unreadable

CLEAN = {
    ".docx": "Kies in Word: Bestand, Info, Controleren op problemen, Document controleren, en daar Alles verwijderen. Sla het op.",
    ".odt": "Kies in LibreOffice: Bestand, Eigenschappen, en daar Eigenschappen herstellen, zonder Gebruikersgegevens toepassen. Sla het op.",
    ".pdf": "Maak de PDF opnieuw uit een document zonder die gegevens, of kies in Acrobat: Document opschonen.",
}
"""How somebody gets rid of what should not be in a document."""


def check(sources: Sources) -> Iterator[Finding]:
    files = attachments.lying(sources.project.docs)
    linked = _linked(sources) if files else set()
    own = {sources.facts.werkgever.naam, sources.facts.werkgever.naam_kort} if sources.facts else set()
    for path in files:
        file = sources.project.file(path)
        name = path.relative_to(sources.project.docs).as_posix()
        yield from of_file(path, file, own)
        if name not in linked:
            target = f"<{name}>" if " " in name else name
            mend = f"Verwijs ernaar, zoals [Formulier]({target}) op een pagina in docs/, of haal het bestand weg."
            yield file.warning(None, "BIJ005", f"Geen pagina verwijst naar {quote(path.name)}, maar iedereen kan het bestand openen.", mend)


def is_one(name: str) -> bool:
    """Whether a file of that name, a path in the repository, is an attachment."""
    return name.startswith(f"docs/{attachments.FOLDER}/")


def _linked(sources: Sources) -> set[str]:
    """The files that pages and decisions lead to, by their paths below docs/."""
    found = {one.stuk for revision in sources.revisions for one in revision.facts.besluiten if one.stuk}
    for path, page in sources.pages.items():
        for link in page.links:
            target = unquote(link.target.partition("#")[0].partition("?")[0])
            if target and not target.startswith("/"):
                found.add(posixpath.normpath(posixpath.join(posixpath.dirname(path), target)))
    return found


def of_file(path: Path, file: SourceFile, own: set[str]) -> Iterator[Finding]:
    """What is wrong with one of them; `own` are the names of the organisation, which everybody may know."""
    size = path.stat().st_size
    if size > LIMIT:
        mend = f"Maak haar kleiner dan {LIMIT // 1_000_000} MB, bijvoorbeeld met kleinere afbeeldingen, of knip haar in delen."
        yield file.finding(None, "BIJ001", f"De bijlage {quote(path.name)} is te groot: {size / 1e6:.1f} MB.", mend)
        return
    try:
        facts = attachments.facts(path)
    except Unreadable as error:
        mend = "Open het bestand, haal een wachtwoord eraf als dat er is, en sla het opnieuw op."
        yield file.finding(None, "BIJ002", f"De bijlage {quote(path.name)} is niet te lezen: {error}.", mend)
        return
    yield from _held(path, file, replace(facts, names=tuple(name for name in facts.names if name not in own)))


def _held(path: Path, file: SourceFile, facts: Facts) -> Iterator[Finding]:
    if facts.macros:
        mend = "Sla het bestand op zonder macro's en scripts."
        yield file.finding(None, "BIJ003", f"In {quote(path.name)} zit een programma: een macro of een script.", mend)
    if facts.waiting:
        mend = f"Accepteer de wijzigingen en verwijder de opmerkingen. {CLEAN[path.suffix]}"
        message = f"In {quote(path.name)} staat wat nog niet af is: {facts.waiting}. Elke lezer kan dat zien, met de namen erbij."
        yield file.finding(None, "BIJ004", message, mend)
    if facts.names:
        message = f"In de eigenschappen van {quote(path.name)} staat wie het maakte: {quote(', '.join(facts.names))}."
        yield file.warning(None, "BIJ006", message, CLEAN[path.suffix])
    unseen = [
        what
        for what, there in (
            ("verborgen tekst", facts.hidden),
            ("een ander bestand", facts.embedded),
            ("een afbeelding van buiten", facts.outside),
        )
        if there
    ]
    if unseen:
        message = f"In {quote(path.name)} zit iets wat u niet meteen ziet: {' en '.join(unseen)}."
        yield file.warning(None, "BIJ007", message, CLEAN[path.suffix])
