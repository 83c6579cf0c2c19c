"""What belongs to an item of a list is indented by four spaces: with two or three, Markdown takes it out of the item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.markdown.blocks import BOX, ITEM
from handbook.core.findings import Finding, Fix, quote
from handbook.sources.pages import Page

START = re.compile(r"^ *(?:[-*+]|\d{1,9}[.)]) +")
STATEMENTS = re.compile(r"\{%.*?%\}")
BRACKETED = re.compile(r"^ *(?P<number>\d{1,3})\) +\S")
CLOSE = re.compile(r"^ *(?P<mark>[-+]|\d{1,2}[.)])(?P<text>[^\W\d_]\S*(?: .*)?)$")
"""An item without the space behind its dash or number; "-5" and "1.2" are figures, and "*een*" is emphasis."""

WORDS = {4: "vier", 8: "acht", 12: "twaalf", 16: "zestien"}


def shallow(page: Page) -> Iterator[Finding]:
    """Items and paragraphs that are meant to belong to the item above them, and fall out of it."""
    base, blank = 0, False
    items: list[tuple[int, int]] = []
    for number, raw in page.prose:
        line = STATEMENTS.sub("", raw)
        if not line.strip():
            blank = True
            continue
        indent = len(line) - len(line.lstrip(" "))
        # Within a box all is four spaces further.
        base = indent + 4 if BOX.match(line) else base if indent >= base else 0
        item = START.match(line) if ITEM.match(line) else None
        items = [one for one in items if one[0] < indent or (one[0] == indent and not item)]
        falls = (indent - base) % 4 and any(indent >= content for _, content in items) and (item or blank)
        if falls:
            yield _falls(page, number, indent, base, item is not None)
        if item:
            items.append((indent, item.end()))
        elif not indent and blank:
            items = []
        blank = False


def _falls(page: Page, number: int, indent: int, base: int, item: bool) -> Finding:
    wanted = base + 4 * -(-(indent - base) // 4)
    words = WORDS.get(wanted, str(wanted))
    effect = "wordt dit een punt van de lijst erboven, en schuiven de nummers op" if item else "valt deze regel uit de lijst"
    spaces = "1 spatie" if indent == 1 else f"{indent} spaties"
    typed = page.lines[number - 1]
    fix = Fix.of_line(number, typed, " " * wanted + typed.lstrip(" "))
    return page.finding(number, "TYP003", f"Deze regel springt {spaces} in.", f"Maak daar {words} van, anders {effect}.", fix=fix)


def swallowed(page: Page) -> Iterator[Finding]:
    """An item right below a paragraph of the item before: it becomes part of that paragraph."""
    paragraph, blank = 0, False
    for number, raw in page.prose:
        line = STATEMENTS.sub("", raw)
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip():
            paragraph = 0
        elif blank and indent and not ITEM.match(line):
            paragraph = indent
        elif paragraph > indent and ITEM.match(line):
            message = f"Dit punt komt in de alinea erboven te staan: {quote(line.strip())}."
            fix = Fix(number, (page.lines[number - 1],), ("", page.lines[number - 1]))
            yield page.finding(number, "TYP015", message, "Zet er een lege regel boven.", fix=fix)
            paragraph = 0
        blank = not line.strip()


def bracketed(page: Page) -> Iterator[Finding]:
    """Numbers with a bracket behind them, which open no list here."""
    previous = ""
    for number, line in page.prose:
        match = BRACKETED.match(line)
        if match and (not previous.strip() or ITEM.match(previous)):
            message = f"Een nummer met een haakje wordt in het handboek geen lijst: {match['number']})."
            typed = page.lines[number - 1]
            fix = Fix.of_line(number, typed, typed.replace(f"{match['number']})", f"{match['number']}.", 1))
            yield page.finding(number, "TYP004", message, f"Schrijf: {match['number']}.", fix=fix)
        previous = line


def close(page: Page) -> Iterator[Finding]:
    """Items that are none, because the space behind the dash or number is missing."""
    for number, line in page.prose:
        if match := CLOSE.match(line):
            mend = f"Zet er een spatie achter: {match['mark'].replace(')', '.')} {match['text']}"
            message = f"Achter {quote(match['mark'])} ontbreekt een spatie: zo wordt het geen lijst."
            yield page.warning(number, "TYP014", message, mend)
