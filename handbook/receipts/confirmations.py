"""Reads who confirmed which text from the rows of an export, and says of every row that is no confirmation why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from handbook.core.findings import quote
from handbook.core.receipt import Told
from handbook.core.version_name import VersionName
from handbook.receipts import days, headings, people
from handbook.receipts.columns import Columns
from handbook.receipts.days import Order, Taken
from handbook.receipts.people import Person
from handbook.receipts.table import Row, Table
from handbook.receipts.texts import UNNAMED, Text, Texts

BY_ITSELF = re.compile(
    r"\s*(?:(?:re|fw|fwd|antw|doorst): ?)*(?:automatisch(?:e)? (?:antwoord|beantwoord)|automatic reply|auto(?:matic)?[- ]?reply|afwezig|out of office"
    r"|onbestelbaar|undeliverable|niet bezorgd|delivery (?:status|failure)|mail delivery"
    r"|niet gelezen|not read|gelezen:|read:)",
    re.IGNORECASE,
)
"""How the subject begins of what a program of mail sends; that a mail was opened says nothing of the text."""

ANSWERED = re.compile(
    r"(?:^| )>|-{3,} ?(?:oorspronkelijk|original)|\b(?:van|from|verzonden|sent): |\bop [^\n]{5,80} schreef\b", re.IGNORECASE
)
"""Where a mail begins to repeat what it answers, such as our own reminder: that is none of the words of who sent it."""

_NOT = r"\b(?:niet|geen|nooit|not|never)\b"
_DONE = r"\b(?:bevestig\w*|gelezen|lees|las|ontvangen|ontving|confirm\w*|read|received)\b"
DENIED = re.compile(rf"{_NOT}[^.!?\n]{{0,25}}?{_DONE}|{_DONE}[^.!?\n]{{0,25}}?{_NOT}", re.IGNORECASE)
"""Words of one sentence by which somebody may say not to have read or to confirm; who does not agree confirms as well as who does."""

UNSURE = (
    "Dat telt niet mee: lees die mail zelf. Is het toch een bevestiging? Zet haar dan in een bestand met deze koppen: "
    "Naam;Versie;Vingerafdruk;Datum"
)


@dataclass(frozen=True)
class Remark:
    """What somebody must know of a row; `lost` says whether it counts for nothing."""

    path: Path
    line: int
    text: str
    lost: bool = True

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


@dataclass(frozen=True)
class Confirmation:
    """Somebody said to have received and read a text; `proven` says whether with its fingerprint. `day` is None where that cannot be read."""

    who: Person
    text: Text
    day: date | None
    proven: bool
    path: Path
    line: int


@dataclass(frozen=True)
class Read:
    """What one file holds; `taken` is how its days were read, where that could be otherwise, `nameless` whether a form in it names no text."""

    confirmations: tuple[Confirmation, ...]
    remarks: tuple[Remark, ...]
    taken: Taken | None
    nameless: bool


@dataclass(frozen=True)
class Given:
    """What who typed the command knows and a file does not say: the text of a form that was made for one, and the words of a column with which people confirm."""

    about: VersionName | None = None
    words: frozenset[str] = frozenset()

    def columns(self, table: Table) -> tuple[str, ...]:
        """The columns in which these words stand."""
        return tuple(name for name in table.headings if any(self.says(row.fields[name]) for row in table.rows))

    def says(self, answer: str) -> bool:
        """Whether it is one of the words; as people type it, capitals and signs may be other."""
        return headings.folded(answer) in self.words


NOTHING = Given()


def read(table: Table, columns: Columns, texts: Texts, today: date, given: Given = NOTHING) -> Read:
    """Every row, in order."""
    answers = _Answers(given, given.columns(table), headings.answering(table.headings, [row.fields for row in table.rows]))
    # A mail that names no text may be about anything.
    of_mails = any(headings.folded(name) in MAIL for name in columns.roles.get("tekst", ()))
    about = None if of_mails else given.about
    taken = days.taken((columns.of("datum", row) for row in table.rows), columns.order)
    found: list[Confirmation] = []
    remarks = [Remark(table.path, line, MORE) for line in table.crooked]
    for row in table.rows:
        one = answers.no(table.path, row, columns) or _row(table.path, row, columns, texts, taken.order, about)
        if isinstance(one, Confirmation):
            found.append(one)
            remarks += _doubts(one, columns.of("datum", row), today)
        else:
            remarks.append(one)
    nameless = not of_mails and any(one.text.endswith(UNNAMED) for one in remarks)
    return Read(tuple(found), tuple(sorted(remarks, key=lambda one: one.line)), taken if taken.doubtful else None, nameless)


MORE = "deze rij heeft meer vakken dan er koppen zijn. Zet wat een scheidingsteken bevat tussen aanhalingstekens."


MAIL = ("onderwerp", "subject")
"""Headings that only a table of mails has."""


@dataclass(frozen=True)
class _Answers:
    """Which rows of one table say that nobody confirmed: by the words that were given, else by those that are known."""

    given: Given
    worded: tuple[str, ...]
    known: tuple[str, ...]

    def no(self, path: Path, row: Row, columns: Columns) -> Remark | None:
        """What is said of a row that is no confirmation by what its columns answer; None where they say yes, or nothing of it."""
        if self.worded:
            if any(self.given.says(row.fields[name]) for name in self.worded):
                return None
            name = self.worded[0]
        elif (found := headings.denied(row.fields, self.known)) is None:
            return None
        else:
            name = found
        if (who := _who(columns, row)) == Person():
            return None
        answer = row.fields[name].strip()
        return Remark(
            path, row.line, f"{who.shown} heeft niet bevestigd: bij {quote(name, 40)} staat {quote(answer, 20) if answer else 'niets'}."
        )


def _who(columns: Columns, row: Row) -> Person:
    return people.of(columns.of("naam", row), columns.of("adres", row), columns.of("nummer", row))


def _row(path: Path, row: Row, columns: Columns, texts: Texts, order: Order, about: VersionName | None) -> Confirmation | Remark:
    text, who = columns.of("tekst", row), _who(columns, row)
    if BY_ITSELF.match(text):
        return Remark(path, row.line, f"is geen bevestiging, maar een bericht van een mailprogramma: {quote(text, 60)}.")
    if denied := DENIED.search(ANSWERED.split(text, maxsplit=1)[0]):
        return Remark(path, row.line, f"{who.shown} schrijft: {quote(denied[0], 60)}. {UNSURE}")
    if who == Person():
        return Remark(path, row.line, "zegt niet van wie de bevestiging is: er staat geen naam, adres of nummer.")
    told = Told.of(text, _version(columns.of("versie", row), texts), columns.of("vingerafdruk", row))
    if told.version is None and told.fingerprint is None:
        told = replace(told, version=about)
    meant = texts.meant(told)
    if isinstance(meant, str):
        return Remark(path, row.line, f"{who.shown} {meant}" if meant.startswith("staat") else f"de bevestiging van {who.shown} {meant}")
    return Confirmation(who, meant, days.parse(columns.of("datum", row), order), told.fingerprint is not None, path, row.line)


def _version(typed: str, texts: Texts) -> str:
    """The version as it is called, also where a spreadsheet took its name for a day: 1-11-2026."""
    days_ = [day for order in (days.DAY_FIRST, days.MONTH_FIRST) if (day := days.parse(typed, order))]
    names = [VersionName(day) for day in days_]
    if not names or Told.of("", typed).version:
        return typed
    return str(next((name for name in names if name in texts.by_version), names[0]))


def _doubts(one: Confirmation, typed: str, today: date) -> Iterator[Remark]:
    """What may be wrong with a confirmation that counts."""
    if typed and one.day is None:
        yield Remark(
            one.path, one.line, f"{quote(typed, 40)} is geen datum die het programma kent. De bevestiging telt mee, zonder dag.", lost=False
        )
    elif one.day and one.day > today:
        yield Remark(one.path, one.line, f"{quote(typed, 40)} moet nog komen. Kijk na of de dag en de maand goed staan.", lost=False)
    elif one.day and one.day < one.text.known_from:
        yield Remark(
            one.path, one.line, f"op {quote(typed, 40)} stond deze tekst er nog niet. Kijk na of de dag en de maand goed staan.", lost=False
        )


def staff(table: Table, columns: Columns) -> tuple[list[Person], list[Remark]]:
    """The people of a list of staff, and the rows of it that name nobody."""
    found: list[Person] = []
    remarks = [Remark(table.path, line, MORE) for line in table.crooked]
    for row in table.rows:
        one = people.of(columns.of("naam", row), columns.of("adres", row), columns.of("nummer", row), columns.of("groep", row), row.line)
        if one.name or one.addresses or one.number:
            found.append(one)
        else:
            remarks.append(Remark(table.path, row.line, "noemt niemand: er staat geen naam, adres of nummer."))
    return people.merged(found), sorted(remarks, key=lambda one: one.line)


def best(some: Iterable[Confirmation]) -> Confirmation:
    """Of one person the newest text, and of that the first time with a fingerprint."""
    return min(some, key=lambda one: (_newest(one), not one.proven, one.day or date.max, one.line))


def _newest(one: Confirmation) -> tuple[int, int]:
    name = one.text.version.version
    return -name.day.toordinal(), -name.number
