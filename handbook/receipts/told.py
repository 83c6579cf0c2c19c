"""What the command says on the screen: the count, who is to be asked and why, the mails, and the rows that need a look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handbook.core.dutch import long_date
from handbook.core.receipt import spaced
from handbook.core.version_name import VersionName
from handbook.receipts.columns import WHICH
from handbook.receipts.confirmations import Read
from handbook.receipts.outcome import Outcome, Standing, State
from handbook.receipts.reminders import Words

SHOWN = 40
"""Names in a list on the screen; the files have all."""

TITLES = {State.AGAIN: "Opnieuw te vragen", State.NEVER: "Nog nooit bevestigd", State.DONE: "Bevestigd"}


def render(outcome: Outcome, words: Words) -> str:
    """The whole answer, in parts with an empty line between them."""
    lists = [_list(outcome, state) for state in TITLES if outcome.of(state)]
    return "\n\n".join("\n".join(part) for part in ([*_head(outcome)], *lists, *_mails(outcome, words), _look(outcome)) if part)


def _head(outcome: Outcome) -> Iterator[str]:
    text = outcome.target
    print_ = f", vingerafdruk {spaced(text.fingerprint)}" if text.fingerprint else ""
    begin = "geldt sinds" if text.version.day <= outcome.day else "geldt vanaf"
    yield f"Versie {text.version.version}, {begin} {long_date(text.version.day)}{print_}"
    # Without a list of staff nobody knows how many never confirmed.
    states = (State.DONE, State.AGAIN, *((State.NEVER,) if outcome.listed else ()))
    yield " ".join(f"{TITLES[state]}: {len(outcome.of(state))}." for state in states)
    if not outcome.listed:
        yield "Wie nog nooit bevestigde, is zo niet te zien. Geef de lijst van iedereen mee met: --medewerkers LIJST.csv"


def _list(outcome: Outcome, state: State) -> list[str]:
    standings = outcome.of(state)
    lines = [f"{TITLES[state]} ({len(standings)})", *(line for one in standings[:SHOWN] for line in _one(one))]
    more = len(standings) - SHOWN
    return [*lines, *([f"  … en nog {more}. Allemaal in een bestand: -o LIJST.csv"] if more > 0 else [])]


def _one(one: Standing) -> Iterator[str]:
    last = one.last
    when = f" op {long_date(last.day)}" if last and last.day else ""
    yield f"  {one.person.shown}" + (f": versie {last.text.version.version}{when}" if last else "")
    for reason in one.why:
        yield f"    {reason}"


def _mails(outcome: Outcome, words: Words) -> Iterator[list[str]]:
    """One mail of each kind, as the first person of it gets it; the file with reminders has one for each."""
    for state in (State.AGAIN, State.NEVER):
        first = next((one for one in outcome.asked if one.state == state), None)
        if first:
            mail = words.mail(outcome, first)
            title = f"De mail aan wie {'u het opnieuw vraagt' if state == State.AGAIN else 'nog nooit bevestigde'}"
            yield [title, f"  Onderwerp: {mail.subject}", "", *(f"  {line}".rstrip() for line in mail.body.splitlines())]
    without = sum(not one.person.addresses for one in outcome.asked)
    if without:
        yield [f"Van {without} van hen is er geen mailadres: vraag het op papier, of in een gesprek."]


def _look(outcome: Outcome) -> list[str]:
    found = [*map(str, outcome.remarks), *outcome.notes]
    return ["Kijk dit na", *(f"  {line}" for line in found)] if found else []


def for_one_text(path: Path, text: VersionName) -> str:
    """What is said of rows that name no text; `text` is one that it may be."""
    return f"{path}: gaat dit formulier over één tekst? {WHICH.format(text=text)}"


def days_taken(path: Path, read: Read) -> str | None:
    """In which order days were read that could be otherwise, with an example; None where none could."""
    if read.taken is None:
        return None
    first, other = ("dag", "maand-dag") if read.taken.order == "dag-maand" else ("maand", "dag-maand")
    return f"{path}: bij {read.taken.doubtful} is het eerste getal als {first} gelezen. Is dat anders? Zet in het bestand met de kolommen: datums: {other}"
