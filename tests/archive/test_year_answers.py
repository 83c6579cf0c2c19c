"""The files of the years that op/ asks: on any two days they say what all versions say, they stay small, and a publication leaves the past as it was."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from handbook.archive import root_pages, year_answers
from handbook.archive.applicable import Answer
from handbook.archive.concerning import NOW_JSON
from handbook.archive.register import Register, Version
from handbook.core.edition import Edition
from tests.support.registers import entry, grown, seen

DAY = timedelta(days=1)


def said(files: dict[str, bytes], year: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files[year_answers.path_of(year)])
    return found


def tangled(chance: random.Random) -> Register:
    """Texts of some years with all that happens to texts, between years in which nothing begins."""
    days = sorted(date(2019, 1, 1) + timedelta(days=chance.randrange(60)) * 45 for _ in range(chance.randrange(1, 14)))
    names: list[str] = []
    for day in days:
        again = sum(name.startswith(str(day)) for name in names) + 1
        names.append(f"{day}.{again}" if again > 1 else str(day))
    made = []
    for n, name in enumerate(names, 1):
        first = date.fromisoformat(name[:10])
        announced = first + timedelta(days=chance.choice([-700, -40, -40, -10, 0, 20, 400]))
        repealed = str(first + timedelta(days=chance.choice([-30, 0, 50, 500]))) if chance.random() < 0.4 else ""
        told = str(announced + timedelta(days=chance.choice([0, 30, 900]))) if repealed else ""
        instead = chance.choice([*names, None]) if repealed else None
        made.append(entry(name, n, announced=str(announced), repealed=repealed, told=told, instead=instead if instead != name else None))
    return seen(*made, day=days[-1])


def turns(register: Register) -> list[date]:
    """Days around everything that changes an answer, and far from all."""
    repeals = [day for one in register.repeals.values() for day in (one.vanaf, one.bekendgemaakt)]
    at = {*repeals, *(day for one in register.entries for day in (one.day, one.announced))}
    years = {date(day.year + more, 1, 1) for day in at for more in (0, 1)}
    return sorted({day + off * DAY for day in at | years for off in (-1, 0)} | {date(1900, 1, 1), date(9999, 12, 31)})


def read(register: Register, files: dict[str, bytes], *asked: date) -> tuple[Version, ...]:
    """The versions of the files that a question reads: those of these days."""
    span = year_answers.span(one.version for one in register.entries)
    found = [said(files, min(max(day.year, span[0]), span[-1])) for day in asked]
    for day, file in zip(asked, found, strict=True):
        assert (file["van"] or "") <= day.isoformat() <= (file["tot"] or "9999-12-31")
    names = {row["versie"] for file in found for row in file["versies"]}
    return tuple(one for one in register.entries if str(one.version) in names)


def terms(found: Answer) -> Iterator[object]:
    for one in (found.applies, found.knew, found.awaited, found.unproven, found.ended and found.ended[0]):
        yield one and str(one.version)
    yield from (found.repealed, found.ended and found.ended[1])


@pytest.mark.parametrize("number", range(25))
def test_a_question_of_any_two_days_has_the_answer_of_all_versions(number: int) -> None:
    register = tangled(random.Random(number))
    files = year_answers.files(register)
    days = turns(register)
    chance = random.Random(number)
    for day, known_on in [(day, chance.choice(days)) for day in days for _ in range(6)]:
        few = read(register, files, day, min(day, known_on))
        answers = (Answer(entries, day, known_on, register.day) for entries in (few, register.entries))
        ours, whole = ([*terms(one)] for one in answers)
        assert ours == whole, (day, known_on)


def test_the_first_and_the_last_file_answer_for_all_time_and_a_year_without_a_new_text_has_one_too() -> None:
    register = seen(entry("2024-06-01", 1), entry("2026-03-01", 2, announced="2025-12-20"), day=date(2026, 11, 22))
    files = year_answers.files(register)
    edges = [(file["van"], file["tot"], [row["versie"] for row in file["versies"]]) for file in map(json.loads, files.values())]
    assert [*files] == ["versies/op/2024.json", "versies/op/2025.json", "versies/op/2026.json"]
    assert edges == [
        (None, "2024-12-31", ["2024-06-01"]),
        ("2025-01-01", "2025-12-31", ["2026-03-01", "2024-06-01"]),
        ("2026-01-01", None, ["2026-03-01", "2024-06-01"]),
    ]
    assert json.loads(root_pages.render(register, None, alias=Edition().alias)[NOW_JSON])["jaren"] == ["2024", "2026"]


def test_a_thousand_versions_have_files_as_small_as_a_year() -> None:
    files = year_answers.files(grown(1000))
    assert len(files) == 20
    assert max(map(len, files.values())) < 8_000


def test_only_a_file_with_a_repeal_has_the_schema_of_repeals() -> None:
    files = year_answers.files(grown(200))
    assert {year: said(files, year)["schema"] for year in (2006, 2007, 2008, 2009)} == {2006: 2, 2007: 1, 2008: 1, 2009: 1}


def test_a_publication_changes_the_years_from_which_people_know_it_and_a_correction_of_the_past_that_year() -> None:
    before = grown(300)
    first, last = before.entries[-1].day, before.entries[0].day
    files = year_answers.files(before)
    for name, announced, changed in (
        (f"{last + 40 * DAY}", f"{last + DAY}", {last.year}),
        (f"{first.year + 2}-02-10", f"{last}", {first.year + 2}),
        (f"{last.year + 1}-03-01", f"{last}", {last.year, last.year + 1}),
    ):
        later = year_answers.files(seen(*before.entries, entry(name, 999, announced=announced), day=before.day))
        assert {path for path in later if files.get(path) != later[path]} == {*map(year_answers.path_of, changed)}, name
