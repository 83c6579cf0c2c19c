"""Tells who confirmed which text, from files outside the handbook: no data of people comes into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handbook.archive import named_files
from handbook.core.dutch import enumeration
from handbook.core.errors import CannotWork
from handbook.core.findings import quote
from handbook.core.project import Project
from handbook.core.version_name import VersionName
from handbook.receipts import columns, confirmations, headings, lists, outcome, table, texts, told
from handbook.receipts.columns import WHAT, WHO, Ask, Known
from handbook.receipts.confirmations import Given
from handbook.receipts.outcome import Outcome
from handbook.receipts.reminders import Words
from handbook.sources import variables
from handbook.sources.data import form_of_address
from handbook.sources.printed.form_of_address import Familiar
from handbook.sources.variables import Variables

WHY = "Gegevens van mensen horen niet in het handboek, want wat daar staat, blijft bewaard en kan op de website komen."


@dataclass(frozen=True)
class Wish:
    """What was asked for: files to read, and where to write what, all outside the handbook. `version` is the text; None for that of today.

    `about` is the text of confirmations that name none, `words` are those by which a column says that somebody confirmed.
    """

    imports: Sequence[Path]
    staff: Path | None = None
    columns: Path | None = None
    reminders: Path | None = None
    everybody: Path | None = None
    version: VersionName | None = None
    about: VersionName | None = None
    words: Sequence[str] = ()

    @property
    def writes(self) -> list[Path]:
        return [path for path in (self.reminders, self.everybody) if path]

    @property
    def reads(self) -> list[Path]:
        return [*self.imports, *([self.staff] if self.staff else [])]


@dataclass(frozen=True)
class Answer:
    """What is said, and whether there are rows that need a look."""

    text: str
    clean: bool


def answer(project: Project, wish: Wish, today: date, ask: Ask | None = None) -> Answer:
    """Reads, tells, and writes the files that were asked for. Raises CannotWork for a path inside the handbook, before anything is read."""
    named_files.refuse_inside(project, [*wish.reads, *wish.writes, *([wish.columns] if wish.columns else [])], WHY)
    _fit(wish)
    facts, _ = variables.load(project)
    if facts is None:
        raise CannotWork("De gegevens kloppen niet. Draai eerst: handbook check")
    published = texts.load(project, facts.werkgever.naam_kort, today)
    target = published.target(wish.version)
    known = _columns(wish, str(target.version.version))
    found, more = _read(wish, known, published, target, today, ask)
    words = Words(facts, _say(project, facts))
    files = _files(wish, known, found, words)
    for path, data, _ in files:
        named_files.write(path, data, private=True)
    said = [told.render(found, words), *more, *(f"{what} {path}." for path, _, what in files)]
    return Answer("\n\n".join([said[0], *(["\n".join(said[1:])] if said[1:] else [])]), not found.remarks)


def _fit(wish: Wish) -> None:
    """Raises CannotWork where a file cannot be written, or would be written over one that is read or over the other."""
    for path in wish.writes:
        named_files.fit(path, ".csv")
    if wish.columns:
        named_files.fit(wish.columns, ".yml", ".yaml")
    paths = [path.resolve() for path in (*wish.reads, *([wish.columns] if wish.columns else []))]
    for path in wish.writes:
        if path.resolve() in paths:
            raise CannotWork(f"{path} staat er twee keer bij. Kies voor wat het programma schrijft een eigen bestand.")
        paths.append(path.resolve())


def _columns(wish: Wish, text: str) -> Known:
    if wish.columns is None or not wish.columns.exists():
        return Known(wish.columns, text)
    return Known(wish.columns, text, columns.parse(wish.columns, named_files.read(wish.columns)))


def _read(wish: Wish, known: Known, published: texts.Texts, target: texts.Text, today: date, ask: Ask | None) -> tuple[Outcome, list[str]]:
    """The outcome, and how days were taken that could be otherwise."""
    found: list[confirmations.Confirmation] = []
    remarks: list[confirmations.Remark] = []
    more: list[str] = []
    given = Given(wish.about and published.named(wish.about).version.version, frozenset(map(headings.folded, wish.words)))
    tables = [table.parse(path, named_files.read(path)) for path in wish.imports]
    if given.words and not any(map(given.columns, tables)):
        raise CannotWork(
            f"In geen enkel vak staat {enumeration([*map(quote, wish.words)], ' of ')}. Kijk na wat er achter --bevestigt staat."
        )
    for one in tables:
        read = confirmations.read(one, known.choose(one, (WHO,) if given.about else (WHO, WHAT), ask), published, today, given)
        found += read.confirmations
        remarks += read.remarks
        more += [line] if (line := told.days_taken(one.path, read)) else []
        more += [told.for_one_text(one.path, target.version.version)] if read.nameless else []
    listed = None
    if wish.staff:
        one = table.parse(wish.staff, named_files.read(wish.staff))
        listed, wrong = confirmations.staff(one, known.choose(one, (WHO,), ask))
        remarks += wrong
    return outcome.make(published, target, found, listed, remarks, today), more


def _files(wish: Wish, known: Known, found: Outcome, words: Words) -> list[tuple[Path, bytes, str]]:
    """Each file that is to be written, with what is said of it."""
    files: list[tuple[Path, bytes, str]] = []
    if wish.everybody:
        files.append((wish.everybody, lists.everybody(found), "Iedereen staat in"))
    if wish.reminders:
        files.append((wish.reminders, lists.reminders(found, words), "De herinneringen staan in"))
    if known.path and (data := known.written()):
        files.append((known.path, data, "Welke kolom wat is, staat in"))
    return files


def _say(project: Project, facts: Variables) -> Callable[[str], str]:
    """What puts a sentence into the organisation's form of address."""
    pairs, _ = form_of_address.load(project)
    familiar = Familiar.chosen(pairs, facts)
    return familiar.text if familiar else str
