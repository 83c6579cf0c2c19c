"""What the address op/ asks of the register: of each year a small file with every version that can answer a question of that year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from handbook.archive import small_file
from handbook.archive.register import SCHEMA, WITH_REPEALS, Register, Version
from handbook.core.version_name import VersionName


def path_of(year: int) -> str:
    """Where that of `year` stands."""
    return f"versies/op/{year:04}.json"


def span(versions: Iterable[VersionName]) -> range:
    """The years that have one: from the first day of the first text to that of the last, also those in which no text began.

    The first file answers for every day before it too, and the last for every day after it.
    """
    begun = {version.day.year for version in versions}
    return range(min(begun), max(begun) + 1) if begun else range(0)


def files(register: Register) -> dict[str, bytes]:
    """All of them, by their paths at the root.

    A question has two days: what applied to the one, by what had been made known on the other. It is of the year of the earlier one; so with all
    that was published by now, each day asks the file of its own year, and what was known before that day the file of then as well
    (`answering` in root/versies.js). A new version thus leaves those of before it as they were.
    """
    years = span(entry.version for entry in register.entries)
    return {path_of(year): small_file.written(_year(register, year, years)) for year in years}


def _year(register: Register, year: int, years: range) -> dict[str, Any]:
    """`van` and `tot` are the first and the last day for which it answers, none at either end of all time."""
    begins = date.min if year == years[0] else date(year, 1, 1)
    ends = date.max if year == years[-1] else date(year, 12, 31)
    matter = _matter(register, begins, ends)
    return {
        "schema": WITH_REPEALS if any(entry.repealed for entry in matter) else SCHEMA,
        "van": None if begins == date.min else begins.isoformat(),
        "tot": None if ends == date.max else ends.isoformat(),
        "versies": [small_file.row(entry, entry.repealed) for entry in matter],
    }


def _matter(register: Register, begins: date, ends: date) -> list[Version]:
    """The versions that say of these days, and by what was known on these days of later ones, what all of them say, the newest first."""
    entries, repeals = register.entries, register.repeals
    found = {one.version for one in entries if one.day >= begins and min(one.day, one.announced) <= ends}
    for one in entries:
        if one.day <= begins:
            found.add(one.version)
            # Whatever came before it was behind it on the first of these days already.
            if one.announced <= begins:
                break
    while True:
        named = {repeals[name].instead for name in found & repeals.keys()} - {None}
        # A correction is repealed with the text that it corrects, by the row of that one.
        corrected = {other for other in repeals for name in found if other.day == name.day and other <= name}
        more = (named | corrected) - found
        if not more:
            return [one for one in entries if one.version in found]
        found |= {name for name in more if name}
