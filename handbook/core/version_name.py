"""The name of a version: its date, with a number where a day has more than one."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

from handbook.core.dutch import guess_date, long_date, parse_date
from handbook.core.findings import quote

DRAFT = "concept"
"""What the text that stands here and is not published is called, in the place of the name of a version."""


@total_ordering
@dataclass(frozen=True)
class VersionName:
    """`JJJJ-MM-DD`, or `JJJJ-MM-DD.N` for the Nth text of the same day (N from 2)."""

    day: date
    number: int = 1

    @classmethod
    def parse(cls, text: str) -> VersionName:
        """Raises ValueError where `text` is no such name or no existing day."""
        match = re.fullmatch(r"(\d{4}-\d{2}-\d{2})(?:\.([2-9]|[1-9]\d{1,2}))?", text, re.ASCII)
        if not match:
            raise ValueError(text)
        return cls(parse_date(match[1]), int(match[2] or 1))

    @classmethod
    def or_none(cls, text: str) -> VersionName | None:
        """The version that is called `text`, None where that is no such name."""
        try:
            return cls.parse(text)
        except ValueError:
            return None

    @property
    def next(self) -> VersionName:
        return VersionName(self.day, self.number + 1)

    def free(self, taken: Collection[VersionName]) -> VersionName:
        """The next name for a text of the same day that is not `taken`."""
        name = self.next
        while name in taken:
            name = name.next
        return name

    @property
    def title(self) -> str:
        """1 november 2026, verbetering 2."""
        return long_date(self.day) + (f", verbetering {self.number}" if self.number > 1 else "")

    def __str__(self) -> str:
        return self.day.isoformat() + (f".{self.number}" if self.number > 1 else "")

    def __lt__(self, other: VersionName) -> bool:
        return (self.day, self.number) < (other.day, other.number)


def is_day(text: object) -> bool:
    """Whether it is an existing day, as JJJJ-MM-DD."""
    try:
        return isinstance(text, str) and bool(parse_date(text))
    except ValueError:
        return False


def no_name(typed: str, other: str = "") -> str:
    """What to say of what is no name of a version; `other` is what may stand in its place, where anything may."""
    day = guess_date(typed)
    instead = f"Bedoelt u {day}?" if day else f"Schrijf de datum, zoals 2026-11-01 of 2026-11-01.2{f', of: {other}' if other else '.'}"
    return f"{quote(typed)} is geen versie. {instead}"
