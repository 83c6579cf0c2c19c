"""Tables that Python-Markdown would silently print wrong: rows of unequal length, a missing line of dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.markdown.blocks import BOX
from handbook.core.findings import Finding, quote
from handbook.sources.pages import JINJA, Page

SEPARATOR = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")


def cell_counts(page: Page) -> Iterator[Finding]:
    """Python-Markdown silently drops the cells of a row that is too long."""
    columns, previous = 0, ""
    for number, line in page.prose:
        if columns and "|" in line and line.strip():
            cells = _cells(line)
            has, should = f"{cells} {'cel' if cells == 1 else 'cellen'}", "is 1 kolom" if columns == 1 else f"zijn {columns} kolommen"
            message = f"Deze rij van de tabel heeft {has}, maar er {should}: {quote(line.strip())}."
            if cells > columns:
                yield page.finding(number, "TXT004", message, "Voeg een kolom toe, of schrijf een | in de tekst als \\|.")
            elif cells < columns:
                yield page.warning(number, "TXT004", message, "Vul de ontbrekende cellen aan.")
        elif "|" in previous and "-" in line and SEPARATOR.match(line):
            columns = _cells(line)
            if columns != _cells(previous):
                message = f"De kop van de tabel heeft {_cells(previous)} kolommen, en de streepjes eronder {columns}."
                yield page.finding(number, "TXT004", message, "Maak beide gelijk: anders is het geen tabel.")
                columns = 0
        elif not line.strip() or "|" not in line:
            columns = 0
        previous = line


def unfinished_tables(page: Page) -> Iterator[Finding]:
    """Rows that print literally, because the line of dashes or an empty line is missing."""
    lines = [(number, line.strip()) for number, line in page.prose]
    for at, (number, line) in enumerate(lines):
        before, after = lines[at - 1][1] if at else "", lines[at + 1][1] if at + 1 < len(lines) else ""
        if not _is_row(line) or SEPARATOR.match(line):
            continue
        if not _is_row(before) and _is_row(after) and not SEPARATOR.match(after):
            mend = f"Zet eronder: |{' --- |' * _cells(line)}"
            yield page.finding(number, "TXT019", f"Onder de kop van deze tabel ontbreekt de regel met streepjes: {quote(line)}.", mend)
        elif before and not _is_row(before) and SEPARATOR.match(after) and "|" in after and not BOX.match(before):
            mend = "Zet een lege regel tussen de zin en de tabel."
            yield page.finding(number, "TXT019", f"Boven deze tabel ontbreekt een lege regel: {quote(line)}.", mend)


def _cells(line: str) -> int:
    bare = JINJA.sub("x", line).replace("\\|", "x").strip()
    return len(bare.removeprefix("|").removesuffix("|").split("|"))


def _is_row(line: str) -> bool:
    return line.startswith("|") and line.endswith("|") and len(line) > 2
