"""A revision that began as a copy of another one no longer says what that one says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from handbook.core.dutch import MONTHS, guess_date, long_date, today
from handbook.core.findings import Finding, SourceFile, quote
from handbook.sources import Sources
from handbook.sources.pages import Page
from handbook.sources.revisions import Revision

DAY = re.compile(
    rf"\b(\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})\b", re.IGNORECASE
)
"""A day as people write it in a title."""


def check(sources: Sources) -> Iterator[Finding]:
    """Newest first, each beside those before it. A correction of a day may rest on the decisions of that day, and be called after it."""
    for at, revision in enumerate(sources.revisions):
        older = sources.revisions[at + 1 :]
        of_other_days = [one for one in older if one.version.day != revision.version.day]
        file = SourceFile(f"docs/{revision.source}")
        yield from _titles(file, revision, of_other_days, sources.pages.get(revision.source))
        yield from _decisions(file, revision, of_other_days)
        yield from _same_day(file, revision, "bekendgemaakt", older)
        if revision.facts.aard == "materieel":
            # A change of wording may keep the day of the review.
            yield from _same_day(file, revision, "evaluatie", of_other_days)
        yield from _left_behind(file, revision, sources.revisions[:at])
        yield from _to_come(file, revision)


def _titles(file: SourceFile, revision: Revision, older: list[Revision], page: Page | None) -> Iterator[Finding]:
    """The title above the file and the heading on the page."""
    headings = [(heading.line, heading.text) for heading in page.headings if heading.level == 1] if page else []
    for line, text in [(revision.line("title"), revision.facts.title), *headings]:
        same = next((one for one in older if _bare(one.facts.title) == _bare(text)), None)
        # Which day is meant where the file says another one than its name, is said of that.
        other = next((day for day in _days_in(text) if day not in (revision.version.day, revision.facts.ingangsdatum)), None)
        mend = f"Schrijf de titel van deze revisie, zoals: Revisie van {revision.version.title}"
        if same:
            yield file.finding(line, "REV016", f"De titel {quote(text)} is nog die van docs/{same.source}.", mend)
        elif other:
            message = f"De titel {quote(text)} noemt een andere dag dan de ingangsdatum, {long_date(revision.version.day)}."
            yield file.warning(line, "REV025", message, mend)


def _bare(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))


def _days_in(text: str) -> Iterator[date]:
    for match in DAY.finditer(text):
        day = guess_date(match[1])
        if day:
            yield day


def _decisions(file: SourceFile, revision: Revision, older: list[Revision]) -> Iterator[Finding]:
    """One decision is about one revision. Only a warning: a board may adopt two on one day, and then each has its own document."""
    for number, decision in enumerate(revision.facts.besluiten):
        home = next((one for one in older if decision.datum and decision in one.facts.besluiten), None)
        if home:
            message = f"Dit besluit staat ook in docs/{home.source}: {quote(decision.sentence)}."
            mend = (
                "Zet hier het besluit over deze revisie. Kwam dat op dezelfde dag? Zet er dan bij waar het te lezen is, zoals: "
                "stuk: https://intranet.organisatie.nl/besluit-2. Een bestand in docs/ kan ook, zoals: stuk: bijlagen/besluit-2.pdf"
            )
            yield file.warning(revision.line("besluiten", number, "datum"), "REV017", message, mend)


def _same_day(file: SourceFile, revision: Revision, key: str, older: list[Revision]) -> Iterator[Finding]:
    """People are told of each revision by itself, of a correction too."""
    day = getattr(revision.facts, key)
    same = next((one for one in older if day and getattr(one.facts, key) == day), None)
    if same:
        message = f"{key} is dezelfde dag als in docs/{same.source}: {day}."
        yield file.warning(revision.line(key), "REV018", message, "Kijk na of die dag ook bij deze revisie hoort.")


def _left_behind(file: SourceFile, revision: Revision, newer: list[Revision]) -> Iterator[Finding]:
    """What was never adopted holds nothing, and stands in the list of revisions of all who read."""
    adopted = next((one for one in newer if one.adopted), None)
    if adopted and not revision.adopted:
        message = f"Deze revisie is nog {revision.facts.status}, maar die van {long_date(adopted.version.day)} is al vastgesteld."
        mend = "Haal het bestand weg als deze revisie niet doorgaat, of geef haar een latere ingangsdatum, ook in de titel en in de naam van het bestand."
        yield file.warning(revision.line("status"), "REV023", message, mend)


def _to_come(file: SourceFile, revision: Revision) -> Iterator[Finding]:
    """Nobody has decided on a day that is still to come."""
    for number, decision in enumerate(revision.facts.besluiten):
        if decision.datum and decision.datum > today():
            message = f"{quote(decision.subject)} is {decision.stand} op {decision.datum}, en die dag moet nog komen."
            yield file.warning(
                revision.line("besluiten", number, "datum"),
                "REV019",
                message,
                "Schrijf een besluit pas op als het er is, en kijk de datum na.",
            )
