"""What the file of a revision must hold in its state, and the order in which its days must come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from handbook.core.findings import Finding, SourceFile, quote
from handbook.core.status import Status, Typed
from handbook.core.version_name import VersionName
from handbook.sources.files import yaml_nodes
from handbook.sources.files.filling import line_of
from handbook.sources.revision_facts import RevisionFacts

FIRST_YEAR = 2000
YEARS_AHEAD = 5
"""A revision further ahead of its adoption is a typing mistake: 2206 for 2026."""

NEEDED: Mapping[Typed, Mapping[str, str]] = {
    Status.CONCEPT: {},
    Status.FOR_CONSENT: {
        "description": 'Voeg een regel toe, zoals description: "Wat er verandert, waarom en voor wie"',
        "aard": "Voeg een regel toe: aard: materieel, of aard: redactioneel",
        "evaluatie": "Voeg een regel toe: evaluatie: JJJJ-MM-DD",
        "besluiten": "Zet onder besluiten van wie u instemming of advies vraagt.",
    },
    Status.ADOPTED: {
        "description": 'Voeg een regel toe, zoals description: "Wat er verandert, waarom en voor wie"',
        "aard": "Voeg een regel toe: aard: materieel, of aard: redactioneel",
        "bekendgemaakt": "Voeg een regel toe: bekendgemaakt: JJJJ-MM-DD",
        "evaluatie": "Voeg een regel toe: evaluatie: JJJJ-MM-DD",
        "besluiten": "Zet onder besluiten in elk geval het besluit van het bestuur.",
    },
}
"""What a file may not lack in each state, and what to do about it; a draft needs hardly more than a title and the day it is meant for."""


def check(file: SourceFile, version: VersionName, facts: RevisionFacts, node: yaml_nodes.Mapping, text: str) -> Iterator[Finding]:
    """Everything in one revision that does not fit its state, with the lines of `node`, its front matter; `text` is its whole file."""
    at = _Lines(file, node)
    yield from _missing(at, facts)
    if facts.status == Status.FOR_CONSENT:
        yield from _asked(at, facts)
    if facts.status == Status.ADOPTED:
        yield from _decided(at, facts)
    yield from _name(at, version, facts)
    yield from _order(at, facts)
    if BACKWARDS not in text:
        yield from _in_advance(at, facts)


class _Lines:
    """Findings in one file, on the line of a key."""

    def __init__(self, file: SourceFile, node: yaml_nodes.Mapping) -> None:
        self.file = file
        self.node = node

    def finding(self, code: str, message: str, mend: str, *key: str | int) -> Finding:
        return self.file.finding(line_of(self.node, key), code, message, mend)

    def warning(self, code: str, message: str, mend: str, *key: str | int) -> Finding:
        return self.file.warning(line_of(self.node, key), code, message, mend)


def _missing(at: _Lines, facts: RevisionFacts) -> Iterator[Finding]:
    for key, mend in NEEDED[facts.status].items():
        if not getattr(facts, key):
            message = f"De status is {quote(facts.status)}, maar {key} ontbreekt."
            yield at.finding("REV013", message, f"{mend.rstrip('.')}. Bent u nog niet zo ver? Schrijf: status: {_without(key)}", "status")


def _without(key: str) -> Status:
    """The furthest state that does without `key`."""
    return Status.CONCEPT if key in NEEDED[Status.FOR_CONSENT] else Status.FOR_CONSENT


def _asked(at: _Lines, facts: RevisionFacts) -> Iterator[Finding]:
    if facts.besluiten and not any(one.wat != "besluit" for one in facts.besluiten):
        message = f"De status is {quote(facts.status)}, maar er wordt niemand om instemming of advies gevraagd."
        mend = "Zet onder besluiten van wie u dat vraagt, met stand: gevraagd en de datum."
        yield at.finding("REV013", message, mend, "status")


def _decided(at: _Lines, facts: RevisionFacts) -> Iterator[Finding]:
    """A revision is adopted once every decision that it needs is there."""
    if facts.besluiten and not any(one.wie == "bestuur" and one.wat == "besluit" for one in facts.besluiten):
        message = f"De status is {quote(facts.status)}, maar het besluit van het bestuur ontbreekt."
        mend = "Zet onder besluiten: wie: bestuur, wat: besluit, stand: verleend en datum: JJJJ-MM-DD."
        yield at.finding("REV013", message, mend, "besluiten")
    for number, one in enumerate(facts.besluiten):
        if not one.open:
            continue
        message = f"De status is {quote(facts.status)}, maar {quote(one.subject)} staat op {one.stand}."
        mend = f"Wacht op een ja, en schrijf tot die tijd: status: {Status.FOR_CONSENT}"
        if one.stand == "onthouden" and one.wat == "instemming":
            mend = 'Geldt de revisie toch? Schrijf dan waarom, zoals reden: "De kantonrechter gaf toestemming." Anders: status: concept'
        yield at.finding("REV015", message, mend, "besluiten", number, "stand")


def _name(at: _Lines, version: VersionName, facts: RevisionFacts) -> Iterator[Finding]:
    if facts.ingangsdatum != version.day:
        message = f"De ingangsdatum {facts.ingangsdatum} is niet de datum in de bestandsnaam, {version.day}."
        mend = f"Schrijf: ingangsdatum: {version.day}, of geef het bestand de naam {facts.ingangsdatum}.md."
        yield at.finding("REV004", message, mend, "ingangsdatum")
    latest = facts.adopted.year + YEARS_AHEAD if facts.adopted else date.max.year
    if not FIRST_YEAR <= version.day.year <= latest:
        adopted = f" ligt ver van het jaar waarin de revisie is vastgesteld, {facts.adopted.year}" if facts.adopted else " kan niet kloppen"
        mend = "Kijk het jaar na: een gepubliceerde datum blijft voor altijd staan."
        yield at.finding("REV007", f"Het jaar van {version.day}{adopted}.", mend, "ingangsdatum")


def _order(at: _Lines, facts: RevisionFacts) -> Iterator[Finding]:
    """Asked, adopted, made known, reviewed; what is not known yet is in no order."""
    begins, adopted, announced, review = facts.ingangsdatum, facts.adopted, facts.bekendgemaakt, facts.evaluatie
    if adopted and announced and announced < adopted:
        message = f"De dag van bekendmaking is {announced}, maar het bestuur besluit pas op {adopted}."
        yield at.finding("REV005", message, "Kijk beide datums na: vaststellen komt eerst.", "bekendgemaakt")
    if review and review <= begins:
        message = f"De evaluatie op {review} ligt niet na de ingangsdatum, {begins}."
        yield at.finding("REV006", message, "Kies een dag na de ingangsdatum.", "evaluatie")
    for number, one in enumerate(facts.besluiten):
        if adopted and one.datum and one.wat != "besluit" and one.datum > adopted:
            message = f"{quote(one.subject)} is {one.stand} op {one.datum}, na het besluit van het bestuur op {adopted}."
            yield at.warning(
                "REV020", message, "Kijk beide datums na: instemming en advies komen vóór het besluit.", "besluiten", number, "datum"
            )


BACKWARDS = "terugwerkende kracht"
"""The words with which a text says that it holds from a day before anybody could know it."""


def _in_advance(at: _Lines, facts: RevisionFacts) -> Iterator[Finding]:
    """What people must do is made known before they must do it; a change of wording is adopted before it holds."""
    begins, adopted, announced = facts.ingangsdatum, facts.adopted, facts.bekendgemaakt
    if facts.aard == "materieel" and announced and announced > begins:
        what, day = "bekendmaking", announced
    elif adopted and adopted > begins:
        what, day = "vaststelling", adopted
    else:
        return
    message = f"De revisie gaat in op {begins}, maar de dag van {what} is {day}."
    mend = f"Kijk de datums na. Klopt het? Zeg dan op deze pagina dat de revisie {BACKWARDS} heeft."
    yield at.warning("REV009", message, mend, *(_at_adoption(facts) if day == adopted else ("bekendgemaakt",)))


def _at_adoption(facts: RevisionFacts) -> tuple[str | int, ...]:
    return ("besluiten", next(n for n, one in enumerate(facts.besluiten) if one is facts.adoption), "datum")
