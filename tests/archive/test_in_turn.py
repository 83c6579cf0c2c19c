"""Many questions at once have the answers that each has by itself, and take no look at every text for each."""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

import pytest

from handbook.archive import applicable, in_turn
from handbook.archive.register import Version, asked, in_force
from tests.support.registers import entry

START = date(2026, 1, 1)
DAYS = [START + timedelta(days=n) for n in range(-2, 30)]


def drawn(seed: int) -> list[Version]:
    """Texts of a month in which everything happens: corrections, texts that work back, repeals that name any text, days on which nobody published in order."""
    draw = random.Random(seed)

    def day(least: int = 0) -> str:
        return str(START + timedelta(days=draw.randrange(least, 28)))

    names = sorted({f"{day()}{draw.choice(('', '', '.2', '.3'))}" for _ in range(12)})
    published = random.Random(seed + 1).sample(range(1, len(names) + 1), len(names))
    return [
        entry(
            name,
            number,
            announced=day(),
            published=day(),
            repealed=day() if (ends := draw.random() < 0.4) else "",
            told=day() if ends else "",
            instead=draw.choice([*names, None]),
        )
        for name, number in zip(names, published, strict=True)
    ]


def replaced(entries: Collection[Version], one: Version) -> Version | None:
    """As the rule says it, of one text."""
    earlier = {other.version: other for other in entries if other.sequence < one.sequence and other.version < one.version}
    known = [
        other if not other.repealed or other.repealed.bekendgemaakt <= one.published else replace(other, repealed=None)
        for other in earlier.values()
    ]
    found = in_force(known, one.day)
    return earlier[found.version] if found else max(earlier.values(), key=lambda other: other.version, default=None)


@pytest.mark.parametrize("seed", range(60))
def test_each_answer_is_that_of_the_rule_for_one_day(seed: int) -> None:
    entries = drawn(seed)
    for known_on in (*DAYS, None):
        known = in_turn.Known(entries, known_on)
        assert [[*known.asked(day)] for day in DAYS] == [[*asked(entries, day, known_on)] for day in DAYS]
    led = dict(in_turn.on_the_day_itself(entries, DAYS))
    assert led == {day: in_force([one for one in entries if one.published <= day], day, day) for day in DAYS}
    assert in_turn.predecessors(entries) == {one.version: replaced(entries, one) for one in entries}


def test_ten_times_as_many_texts_are_not_looked_at_a_hundred_times_as_often(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0

    def counted(one: Version) -> date:
        nonlocal looked
        looked += 1
        return one.version.day

    monkeypatch.setattr(Version, "day", property(counted))
    times = []
    for count in (100, 1000):
        entries = [entry(str(START + timedelta(days=n)), n + 1) for n in range(count)]
        looked = 0
        applicable.standings(entries, START + timedelta(days=count))
        applicable.led_to(entries, START + timedelta(days=count))
        in_turn.predecessors(entries)
        times.append(looked)
    assert times[1] < 12 * times[0]
