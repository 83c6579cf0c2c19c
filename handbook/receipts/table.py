"""A file with rows as programs export it, whatever its letters and separators are.

The separator is chosen by the headings, and not by the statistics of csv.Sniffer, which takes the comma in "Jansen, Piet" for one.
A package such as clevercsv weighs all rows the same way, and knows no heading either.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from handbook.core.errors import CannotWork
from handbook.core.findings import quote
from handbook.receipts import headings

SEPARATORS = (";", ",", "\t", "|")
FIELD = 10_000_000
"""Characters in one field: an export may have whole mails."""

EXCEL = "Dit is een bestand van Excel of een ander programma. Kies daar Opslaan als, en dan CSV UTF-8."


@dataclass(frozen=True)
class Row:
    """One row: the line of the file on which it begins, counted from 1, and its fields by their headings."""

    line: int
    fields: dict[str, str]


@dataclass(frozen=True)
class Table:
    """What a file holds; `crooked` are rows with more fields than there are headings, which nobody can tell apart."""

    path: Path
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    crooked: tuple[int, ...]


def parse(path: Path, data: bytes) -> Table:
    """Raises CannotWork where the bytes are no table with a row of headings."""
    text = decoded(path, data)
    asked = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    # The row in which Excel says its separator is no row of the table.
    body, skipped = (text[asked.end() :], 1) if asked else (text, 0)
    separator = asked[1] if asked else _separator(body)
    with _long_fields():
        return _read(path, body, separator, skipped)


def decoded(path: Path, data: bytes) -> str:
    """The text, by its mark at the start, else by what it can be: UTF-8, UTF-16, or the letters of Windows."""
    if data[:2] == b"PK" or data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise CannotWork(f"{path} is geen CSV. {EXCEL}")
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            break
    else:
        # Without a mark every other byte of a Dutch text in UTF-16 is nothing.
        wide = next(
            (name for name, at in (("utf-16-le", 1), ("utf-16-be", 0)) if data[at:400:2].count(0) > len(data[at:400:2]) * 0.7), None
        )
        text = data.decode(wide, "replace") if wide else _narrow(data)
    if "\0" in text:
        raise CannotWork(f"{path} is geen CSV: er staan tekens in die geen tekst zijn. {EXCEL}")
    return text


def _narrow(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # What Windows leaves open in its own table has the meaning of Latin-1.
        return "".join(bytes([one]).decode("cp1252", "ignore") or chr(one) for one in data) if _open(data) else data.decode("cp1252")


def _open(data: bytes) -> bool:
    return any(one in data for one in b"\x81\x8d\x8f\x90\x9d")


def _separator(text: str) -> str:
    """The one by which the first row has the most headings that are known, and then the most fields."""
    first = next((line for line in text.splitlines() if line.strip()), "")

    def score(separator: str) -> tuple[int, int]:
        fields = next(csv.reader([first], delimiter=separator), [])
        return sum(headings.known(field) for field in fields) if len(fields) > 1 else 0, len(fields)

    return max(SEPARATORS, key=score)


def _read(path: Path, text: str, separator: str, skipped: int) -> Table:
    rows = _rows(path, text, separator, skipped)
    _, first = next(rows, (0, []))
    if not first:
        raise CannotWork(f"{path} is leeg: er staat geen rij met koppen in.")
    names = _unique(first)
    found: list[Row] = []
    crooked: list[int] = []
    for line, fields in rows:
        more = [field for field in fields[len(names) :] if field.strip()]
        if more:
            crooked.append(line)
        else:
            found.append(Row(line, dict(zip(names, [*fields, *[""] * len(names)], strict=False))))
    return Table(path, names, tuple(found), tuple(crooked))


def _rows(path: Path, text: str, separator: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """Each row that holds something, with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    at = 1
    while True:
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise CannotWork(
                f"{path}:{at + skipped}: vanaf hier is het bestand geen CSV: een aanhalingsteken staat verkeerd, of er ontbreekt er een. "
                f"Haal het weg, of maak de export opnieuw."
            ) from error
        if any(field.strip() for field in fields):
            yield at + skipped, fields
        at = reader.line_num + 1


def _unique(first: list[str]) -> tuple[str, ...]:
    """The headings; one that stands there twice or is empty gets the number of its column."""
    names: list[str] = []
    for number, field in enumerate(first, 1):
        name = " ".join(field.split())
        names.append(name if name and name not in names else f"{name} (kolom {number})".strip())
    return tuple(names)


@contextmanager
def _long_fields() -> Iterator[None]:
    before = csv.field_size_limit(FIELD)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def said(names: tuple[str, ...]) -> str:
    """The headings, as a sentence names them."""
    return ", ".join(quote(name) for name in names)
