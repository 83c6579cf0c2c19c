"""The lists as files for a spreadsheet: separated as a Dutch Excel opens them, and with nothing in them that it would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from handbook.receipts.outcome import Outcome, Standing
from handbook.receipts.people import spoken
from handbook.receipts.reminders import Words

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet takes for a formula (https://owasp.org/www-community/attacks/CSV_Injection)."""

EVERYBODY = ("naam", "adressen", "personeelsnummer", "groepen", "stand", "bevestigde versie", "op", "met vingerafdruk", "waarom")
REMINDERS = ("naam", "adres", "reden", "onderwerp", "tekst")


def everybody(outcome: Outcome) -> bytes:
    """Where each person stands."""
    return _file(EVERYBODY, (_row(one) for one in outcome.standings))


def _row(one: Standing) -> tuple[str, ...]:
    person, last = one.person, one.last
    who = (spoken(person.name), ", ".join(person.addresses), person.number, ", ".join(person.groups), one.state)
    if last is None:
        return (*who, "", "", "", "")
    day = last.day.isoformat() if last.day else ""
    return (*who, str(last.text.version.version), day, "ja" if last.proven else "nee", "; ".join(map(str, one.why)))


def reminders(outcome: Outcome, words: Words) -> bytes:
    """One row for each mail that is to be sent."""
    return _file(REMINDERS, (_mail(outcome, words, one) for one in outcome.asked))


def _mail(outcome: Outcome, words: Words, one: Standing) -> tuple[str, ...]:
    mail = words.mail(outcome, one)
    address = one.person.addresses[0] if one.person.addresses else ""
    return (spoken(one.person.name), address, one.state, mail.subject, mail.body)


def _file(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """With the mark by which Excel knows UTF-8, and the line ends of RFC 4180."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return made.getvalue().encode("utf-8-sig")


def defused(cell: str) -> str:
    """The cell as a text, whatever program opens it; a reader sees an apostrophe before what would have been a formula."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(RUNS) else cell
