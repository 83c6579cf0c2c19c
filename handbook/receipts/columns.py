"""Which column of a table holds what: read from a file that was made once, else guessed from the headings, else asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, get_args

import yaml

from handbook.core.errors import CannotWork
from handbook.core.findings import quote
from handbook.receipts import headings, table
from handbook.receipts.days import Order
from handbook.receipts.table import Row, Table

ROLES = ("naam", "adres", "nummer", "groep", "datum", "versie", "vingerafdruk", "tekst")
WHO = ("naam", "adres", "nummer")
WHAT = ("versie", "vingerafdruk", "tekst")
HEADINGS, ORDER = "koppen", "datums"
ORDERS: tuple[Order, ...] = get_args(Order)

WHICH = "Zet dan achter de opdracht welke dat is, zoals: --over {text}"
"""What to do about a form that was made for one text, and so names none; with the name of one that it may be."""

HEAD = """\
# Welke kolom wat is, per soort bestand. Dit maakte: handbook receipts
# Verbeter wat niet klopt. Achter naam en tekst mogen meer kolommen staan, zoals [Voornaam, Achternaam].
# Kies uit: naam, adres, nummer, groep, datum, versie, vingerafdruk, tekst.
# Is 3/4/2026 bij u 4 maart? Zet dan bij dat bestand: datums: maand-dag
"""

Ask = Callable[[str, Sequence[str]], str | None]
"""Asks a person a question with these answers; None where that person knows none of them."""


@dataclass(frozen=True)
class Columns:
    """Role -> the headings that have it, and which comes first in a day where the file says so."""

    roles: Mapping[str, tuple[str, ...]]
    order: Order | None = None

    def of(self, role: str, row: Row) -> str:
        """What the row says of it: fields that belong together with a space between them, without signs that steer a screen."""
        held = " ".join(text for name in self.roles.get(role, ()) if (text := row.fields[name].strip()))
        return held if held.isprintable() else "".join(c if c.isprintable() else " " for c in held).strip()


@dataclass
class Known:
    """The file with the columns: `kinds` by their headings; `new` are those that it did not have yet. `text` is the name of a text, for an example."""

    path: Path | None
    text: str
    kinds: dict[tuple[str, ...], Columns] = field(default_factory=dict)
    new: list[tuple[str, ...]] = field(default_factory=list)

    def choose(self, of: Table, needed: Sequence[Sequence[str]], ask: Ask | None) -> Columns:
        """The columns of a table, of which each of `needed` has one of its roles. Raises CannotWork where nobody knows which."""
        if of.headings not in self.kinds:
            roles = headings.guessed(of.headings)
            for some in needed:
                if not roles.keys() & {*some} and ask:
                    roles |= _asked(of, some, ask)
            self.kinds[of.headings] = Columns(roles)
            self.new.append(of.headings)
        chosen = self.kinds[of.headings]
        lacking = [some for some in needed if not chosen.roles.keys() & {*some}]
        if lacking:
            raise CannotWork(self._lacking(of, chosen, lacking))
        return chosen

    def _lacking(self, of: Table, chosen: Columns, lacking: Sequence[Sequence[str]]) -> str:
        about = (
            f"\nStaat het er niet bij, omdat het formulier over één tekst gaat? {WHICH.format(text=self.text)}" if WHAT in lacking else ""
        )
        into = self.path or "een bestand buiten het handboek (met --kolommen BESTAND)"
        # With all that is needed, so that who follows it is not refused again.
        roles = {**chosen.roles, **{_role(some): (of.headings[min(at, len(of.headings) - 1)],) for at, some in enumerate(lacking)}}
        entry = f"- {{{', '.join(_lines(of.headings, replace(chosen, roles=roles)))}}}"
        return (
            f"Bij {of.path} is niet te zien in welke kolom staat {' en '.join(map(_what, lacking))}. "
            f"De koppen zijn: {table.said(of.headings)}. Zet in {into} welke kolom het is, zoals: {entry}{about}"
        )

    def written(self) -> bytes | None:
        """The file with what was found out this time; None where it knew everything, or where nobody asked for one."""
        if self.path is None or not self.new:
            return None
        return "\n".join([HEAD, *(_entry(names, one) for names, one in self.kinds.items())]).encode()


def _asked(of: Table, some: Sequence[str], ask: Ask) -> dict[str, tuple[str, ...]]:
    answer = ask(f"Welke kolom van {of.path.name} zegt {_what(some)}?", of.headings)
    return {} if answer is None else {_role(some): (answer,)}


def _what(some: Sequence[str]) -> str:
    return "wie het is" if "naam" in some else "welke tekst iemand bevestigt"


def _role(some: Sequence[str]) -> str:
    """The role that takes the most: a name is read as an address where it is one, and free text holds a version."""
    return "naam" if "naam" in some else "tekst"


def _entry(names: Sequence[str], one: Columns) -> str:
    first, *others = _lines(names, one)
    return "\n".join([f"- {first}", *(f"  {line}" for line in others)]) + "\n"


def _lines(names: Sequence[str], one: Columns) -> Iterator[str]:
    yield f"{HEADINGS}: [{', '.join(map(_quoted, names))}]"
    for role in ROLES:
        if held := one.roles.get(role):
            several = f"[{', '.join(map(_quoted, held))}]"
            yield f"{role}: {_quoted(held[0]) if len(held) == 1 else several}"
    if one.order:
        yield f"{ORDER}: {one.order}"


def _quoted(text: str) -> str:
    # YAML reads a string of JSON as it is.
    return json.dumps(text, ensure_ascii=False)


def parse(path: Path, data: bytes) -> dict[tuple[str, ...], Columns]:
    """The kinds of file that it knows. Raises CannotWork with every mistake in it."""
    try:
        read = yaml.load(data.decode("utf-8-sig"), yaml.BaseLoader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise CannotWork(f"{path}:{line}: dit is geen YAML. Haal het bestand weg: dan maakt het programma een nieuw.") from error
    found: dict[tuple[str, ...], Columns] = {}
    wrong: list[str] = []
    for number, entry in enumerate(read if isinstance(read, list) else [read] if read else [], 1):
        names, columns, mistakes = _read(entry)
        wrong += [f"{path}: soort {number}: {text}" for text in mistakes]
        found[names] = columns
    if wrong:
        raise CannotWork("\n".join(wrong))
    return found


def _read(entry: Any) -> tuple[tuple[str, ...], Columns, list[str]]:
    if not isinstance(entry, dict):
        return (), Columns({}), [f"hier hoort {HEADINGS}: met de koppen van een bestand, en daaronder welke kolom wat is."]
    names = _texts(entry.get(HEADINGS, ""))
    wrong = [] if names else [f"{HEADINGS} ontbreekt. Zet daar de koppen van het bestand, zoals: {HEADINGS}: [Naam, Onderwerp]"]
    roles: dict[str, tuple[str, ...]] = {}
    for key, typed in entry.items():
        if key in (HEADINGS, ORDER):
            continue
        held = _texts(typed)
        strange = [name for name in held if name not in names]
        if key not in ROLES:
            wrong.append(f"{quote(str(key))} kent het programma niet. Kies uit: {', '.join(ROLES)}.")
        elif strange or not held:
            wrong.append(f"{key} noemt {table.said(tuple(strange)) or 'geen kolom'}: neem een kop over uit {HEADINGS}.")
        else:
            roles[key] = held
    order = entry.get(ORDER)
    if order is not None and order not in ORDERS:
        wrong.append(f"{ORDER} is {quote(str(order))}. Kies uit: {', '.join(ORDERS)}.")
    return names, Columns(roles, order), wrong


def _texts(typed: Any) -> tuple[str, ...]:
    listed = typed if isinstance(typed, list) else [typed]
    return tuple(" ".join(text.split()) for text in listed if isinstance(text, str) and text.strip())
