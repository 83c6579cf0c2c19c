"""Whether the decisions are there that the law asks for what changes, on the text as it is; a text can be written on without them, and not go out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.decided import needed
from handbook.checks.decided.needed import Decided, Need, Stale
from handbook.core import decisions
from handbook.core.console import few
from handbook.core.dutch import enumeration
from handbook.core.findings import Finding, InFile, quote
from handbook.core.status import Status
from handbook.sources import Sources, articles
from handbook.sources.decisions import ARTICLES, WITHDRAWN
from handbook.sources.revisions import Revision

PRINT = re.compile(r"[0-9a-f]{64}")
LISTED = "Wat er ontbreekt, en wat u kunt doen, zegt: handbook decisions"


def check(sources: Sources) -> Iterator[Finding]:
    revision = sources.revisions[0] if sources.revisions else None
    if revision is None or needed.is_published(sources, revision):
        return
    file = sources.project.file(revision.path)
    yield from _misspelt(revision, file)
    found = needed.read(sources)
    if found is None:
        return
    yield from _not_there(sources, found, file)
    for one in found.stale:
        mend = "Vraag het opnieuw, en laat dat hier opschrijven door: handbook decisions --write"
        yield file.warning(_line(revision, one.number), "BSL002", told_stale(one), mend)
    if revision.facts.status == Status.CONCEPT:
        return
    for need in found.needs:
        # A text that lies for consent only has to have been asked for it.
        asked = revision.facts.status == Status.FOR_CONSENT
        if need.lacking and (need.left or not asked) and told_lacking(found, need):
            yield file.warning(revision.line("besluiten"), "BSL001", told_lacking(found, need), LISTED)


BY_PROGRAM = "Haal de regel weg, en laat opschrijven wat er hoort met: handbook decisions --write"


def _misspelt(revision: Revision, file: InFile) -> Iterator[Finding]:
    """What no program has written under a decision."""
    for number, decision in enumerate(revision.facts.besluiten):
        for id_, bound in decision.artikelen:
            if bound != WITHDRAWN and not PRINT.fullmatch(bound):
                line = revision.line("besluiten", number, ARTICLES, id_)
                yield file.finding(
                    line, "BSL003", f"Bij het artikel {quote(id_)} staat geen kenmerk van een tekst: {quote(bound)}.", BY_PROGRAM
                )


def _not_there(sources: Sources, found: Decided, file: InFile) -> Iterator[Finding]:
    """Articles on which nobody can decide: they are in no text, or are not withdrawn."""
    revision, gone = found.revision, {one.id for one in found.changed if one.withdrawn}
    for number, decision in enumerate(revision.facts.besluiten):
        for id_, bound in decision.artikelen:
            line = revision.line("besluiten", number, ARTICLES, id_)
            if bound == WITHDRAWN and id_ in sources.articles:
                yield file.finding(line, "BSL003", f"Het artikel {quote(id_)} is niet vervallen: het staat in de tekst.", BY_PROGRAM)
            elif id_ not in sources.articles and id_ not in gone:
                message = f"Een besluit ziet op het artikel {quote(id_)}, en dat is er niet."
                yield file.finding(line, "BSL003", message, articles.not_there(id_, sources.articles))


def _line(revision: Revision, number: int) -> int | None:
    return revision.line("besluiten", number, ARTICLES)


def who(need: Need) -> str:
    """Whose decision it is, as a sentence names them: de MR of de GMR."""
    return " of ".join(decisions.BODIES[one] for one in need.who)


def lacking(found: Decided) -> Iterator[str]:
    """All that a text must wait for, in sentences."""
    yield from (told_stale(one) for one in found.stale)
    yield from (told for need in found.needs if need.lacking and (told := told_lacking(found, need)))


def told_stale(one: Stale) -> str:
    """Which articles read otherwise since somebody decided on them."""
    several = len(one.articles) > 1
    word = "gevraagd" if one.decision.stand == "gevraagd" else "besloten"
    return f"{one.decision.subject}: de tekst van {'de artikelen' if several else 'het artikel'} {few(one.articles)} is veranderd sinds daarover is {word}."


def told_lacking(found: Decided, need: Need) -> str:
    """On which articles a decision was never there, and by which article of the law it is needed; empty where it must only be asked again."""
    again = found.again(need)
    lacking = [one for one in (*need.asked, *need.left) if one.id not in again]
    if not lacking:
        return ""
    ids = {one.id for one in lacking}
    laws = enumeration([one.rule.law for one in need.grounds if ids & {article.id for article in one.articles}])
    several = len(lacking) > 1
    named = few([one.id for one in lacking])
    unnamed = [
        one
        for one in found.revision.facts.besluiten
        if need.means(one) and not one.open and not one.artikelen and one.stand != "niet nodig"
    ]
    told = decisions.subject(need.what, who(need))
    if unnamed and found.before:
        return f"{told} zegt niet op welke tekst van {'de artikelen' if several else 'het artikel'} {named} het besluit ziet. Nodig volgens {laws}."
    return f"{told} ontbreekt voor {'de artikelen' if several else 'het artikel'} {named}. Nodig volgens {laws}."
