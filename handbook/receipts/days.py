"""Days as exports write them, and whether in a column of them the day or the month comes first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from handbook.core.dutch import MONTHS

Order = Literal["dag-maand", "maand-dag"]
DAY_FIRST: Order = "dag-maand"
MONTH_FIRST: Order = "maand-dag"

_ENGLISH = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_FIGURES = re.compile(r"(?<![\d:])(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_WORDS = re.compile(
    r"(?<!\d)(\d{1,2})(?:e|th|st|nd|rd)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})|([a-z]{3,9})\.? (\d{1,2})(?:th|st|nd|rd)?,? (\d{4})"
)


@dataclass(frozen=True)
class Taken:
    """How a column of days was read; `doubtful` is the first of those that could be two days, None where there is none."""

    order: Order
    doubtful: str | None


def taken(texts: Iterable[str], chosen: Order | None) -> Taken:
    """What the days of the column themselves say, else what was `chosen`, else the Dutch order; of American hours follows the American one."""
    seen = [text for text in texts if text.strip()]
    figures = [(text, found) for text in seen if not _ISO.search(text) and (found := _FIGURES.search(text))]
    day_first = any(int(found[1]) > 12 for _, found in figures)
    month_first = any(int(found[2]) > 12 for _, found in figures)
    if chosen is None and day_first != month_first:
        return Taken(DAY_FIRST if day_first else MONTH_FIRST, None)
    doubtful = next((text for text, found in figures if found[1] != found[2] and max(int(found[1]), int(found[2])) <= 12), None)
    american = any(re.search(r"\d ?[AP]M\b", text) for text in seen)
    return Taken(chosen or (MONTH_FIRST if american else DAY_FIRST), None if chosen else doubtful)


def parse(text: str, order: Order) -> date | None:
    """The day in a text, a time behind it or not; None where there is none, or none that exists."""
    iso, figures, words = _ISO.search(text), _FIGURES.search(text), _WORDS.search(text.lower())
    if iso:
        return _day(iso[1], iso[2], iso[3])
    if figures:
        one, two = int(figures[1]), int(figures[2])
        day, month = (one, two) if one > 12 or (order == DAY_FIRST and two <= 12) else (two, one)
        return _day(figures[3] if len(figures[3]) == 4 else f"20{figures[3]}", month, day)
    if words:
        day_, name, year = (words[1], words[2], words[3]) if words[1] else (words[5], words[4], words[6])
        return _day(year, _month(name), day_)
    return None


def _month(name: str) -> int:
    short = {"mrt": "maart"}.get(name, name)
    return next((n for names in (MONTHS, _ENGLISH) for n, one in enumerate(names, 1) if one.startswith(short)), 0)


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
