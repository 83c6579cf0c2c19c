"""Whether the decisions are there that the law asks for what changes, on the text as it is; a text can be written on without them, and not go out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from handbook.checks import published
from handbook.checks.decided import needed
from handbook.checks.decided.needed import Decided
from handbook.core.console import few
from handbook.core.findings import Finding, InFile, quote
from handbook.core.status import Status
from handbook.sources import Sources, articles, decided_by_law
from handbook.sources.decisions import ARTICLES, WITHDRAWN
from handbook.sources.revisions import Revision

PRINT = re.compile(r"[0-9a-f]{64}")
WAITS = "Publiceren kan pas als dit er is."
LISTED = "Wat er ontbreekt, en wat u kunt doen, zegt: handbook decisions"
AGAIN = "Vraag het opnieuw, en laat dat hier opschrijven door: handbook decisions --write"
BY_PROGRAM = "Haal de regel weg, en laat opschrijven wat er hoort met: handbook decisions --write"


def check(sources: Sources) -> Iterator[Finding]:
    """Nothing of a published revision: what was decided then is not asked again."""
    revision = sources.revisions[0] if sources.revisions else None
    if revision is None or published.has(sources, revision):
        return
    file = sources.project.file(revision.path)
    yield from _misspelt(revision, file)
    found = needed.read(sources)
    if found is None:
        return
    yield from _not_there(sources, found, file)
    yield from _stale(found, file)
    # Who is still writing has asked nobody yet, and a text that lies for consent only has to have been asked for it.
    if revision.facts.status != Status.CONCEPT:
        waits = revision.facts.status == Status.FOR_CONSENT
        yield from _missing(found, file, asked=waits)
        yield from _unheard(found, file, asked=waits)


def lacking(sources: Sources, found: Decided) -> list[Finding]:
    """All that the revision must wait for before it can go out."""
    file = sources.project.file(found.revision.path)
    return [*_stale(found, file), *_missing(found, file, asked=False), *_unheard(found, file, asked=False)]


def _misspelt(revision: Revision, file: InFile) -> Iterator[Finding]:
    """What no program has written under a decision."""
    for number, decision in enumerate(revision.facts.besluiten):
        for id_, bound in decision.artikelen:
            if bound != WITHDRAWN and not PRINT.fullmatch(bound):
                message = f"Bij het artikel {quote(id_)} staat geen kenmerk van een tekst: {quote(bound)}."
                yield file.finding(revision.line("besluiten", number, ARTICLES, id_), "BSL003", message, BY_PROGRAM)


def _not_there(sources: Sources, found: Decided, file: InFile) -> Iterator[Finding]:
    """Articles on which nobody can decide: they are in no text, or are not withdrawn."""
    revision, gone = found.revision, {one.id for one in found.changed if one.withdrawn}
    for number, decision in enumerate(revision.facts.besluiten):
        for id_, bound in decision.artikelen:
            line = revision.line("besluiten", number, ARTICLES, id_)
            if bound == WITHDRAWN and id_ in sources.articles:
                message = f"Het artikel {quote(id_)} is niet vervallen: het staat in de tekst."
                yield file.finding(line, "BSL003", message, BY_PROGRAM)
            elif id_ not in sources.articles and id_ not in gone:
                message = f"Een besluit noemt het artikel {quote(id_)}, en dat is er niet."
                yield file.finding(line, "BSL003", message, f"{articles.not_there(id_, sources.articles)} Of haal de regel weg.")


def _stale(found: Decided, file: InFile) -> Iterator[Finding]:
    """Decisions on a text that is another one now."""
    for one in found.stale:
        word = "gevraagd" if one.decision.stand == "gevraagd" else "besloten"
        message = f"{one.decision.subject}: de tekst van {_articles(one.articles)} is veranderd sinds daarover is {word}."
        yield file.warning(found.revision.line("besluiten", one.number, ARTICLES), "BSL002", message, f"{WAITS} {AGAIN}")


def _missing(found: Decided, file: InFile, *, asked: bool) -> Iterator[Finding]:
    """Decisions that were never there, with the articles of the law by which they are needed; with `asked` it is enough that they were asked for."""
    line = found.revision.line("besluiten")
    for need in found.needs:
        again = found.again(need)
        ids = [one.id for one in ((*need.left,) if asked else (*need.asked, *need.left)) if one.id not in again]
        if not ids or need.optional:
            continue
        about = _articles(ids)
        laws = decided_by_law.laws([one.rule for one in need.grounds if {*ids} & {article.id for article in one.articles}])
        mend = f"{WAITS} {LISTED}"
        if found.unnamed(need):
            message = f"Bij {need.called} staat niet over welke tekst van {about} is besloten. Nodig volgens {laws}."
            yield file.warning(line, "BSL001", message, mend)
        else:
            message = f"{need.subject} ontbreekt voor {about}. Nodig volgens {laws}."
            yield file.warning(line, "BSL001", message, mend)


def _unheard(found: Decided, file: InFile, *, asked: bool) -> Iterator[Finding]:
    """That the text promises to say how the staff were heard, and nothing says so; with `asked` it is enough that they were asked."""
    hearing = found.hearing
    if hearing and found.unheard and not (asked and hearing.said):
        message = f"{hearing.subject} is er nog niet. {hearing.why}"
        yield file.warning(found.revision.line("besluiten"), "BSL004", message, f"{WAITS} {LISTED}")


def _articles(ids: Iterable[str]) -> str:
    """de artikelen klacht, toezicht"""
    named = [*ids]
    return f"{'de artikelen' if len(named) > 1 else 'het artikel'} {few(named)}"
