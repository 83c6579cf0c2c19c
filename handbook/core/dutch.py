"""Dutch dates and lists, and the current day in the Netherlands."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december")

TODAY_VARIABLE = "HANDBOEK_VANDAAG"
"""Environment variable with a date (JJJJ-MM-DD) that replaces today: for tests and for looking ahead."""

PLACEHOLDER = re.compile(
    r"\b(?:TODO|FIXME|TBD|XXX+|PM_INVULLEN|[Ll]orem ipsum)\b|\[(?:[^\]\n]*\b)?(?:in ?te ?vullen|invullen|naam|datum|bedrijfsnaam|organisatie|n\.?t\.?b\.?)\b[^\]\n]*\](?![(\[:])|@@|\?\?\?|<(?:naam|datum|invullen)>",
    re.IGNORECASE,
)
"""What people leave behind to fill in later."""


def parse_date(text: str) -> date:
    """`JJJJ-MM-DD` as a date; raises ValueError for any other form and for days that do not exist."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise ValueError(text)
    return date.fromisoformat(text)


def guess_date(text: str) -> date | None:
    """The day that was probably meant by `1-2-2026`, `1 februari 2026`, `2026-2-1` or a date with a time behind it; None where that is not clear."""
    words = text.strip().lower()
    match = re.match(r"(\d{1,2}) ?[-/. ] ?(\d{1,2}|[a-z]{3,9})\.? ?[-/. ] ?(\d{4})$", words, re.ASCII)
    turned = re.match(r"(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})(?:[t ].*)?$", words, re.ASCII)
    if not (match or turned):
        return None
    day, month, year = match.groups() if match else tuple(reversed(turned.groups())) if turned else ("", "", "")
    if not month.isdigit():
        month = next((str(n) for n, name in enumerate(MONTHS, 1) if name.startswith(month)), "0")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def long_date(day: date) -> str:
    """1 januari 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def enumeration(items: Sequence[str]) -> str:
    """`a`, `a en b`, `a, b en c`."""
    return "".join(f"{item}{after}" for item, after in zip(items, separators(len(items)), strict=True))


def separators(count: int, last: str = " en ") -> list[str]:
    """What stands behind each of `count` items of an enumeration, `last` between the last two; behind the last one nothing."""
    return [", " if left > 1 else last if left else "" for left in reversed(range(count))]


def today() -> date:
    """Today in the Netherlands, whatever time zone the machine keeps.

    Raises ValueError where HANDBOEK_VANDAAG is set and holds no date.
    """
    given = os.environ.get(TODAY_VARIABLE)
    return parse_date(given) if given else datetime.now(ZoneInfo("Europe/Amsterdam")).date()
