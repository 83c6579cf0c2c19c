"""Our own text on other days and in other time zones: what is overdue is told to HR, and nothing else changes."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from handbook import checks
from handbook.core.dutch import TODAY_VARIABLE, today
from handbook.core.project import Project
from tests.support.expectations import CALENDAR
from tests.support.fence import IN_FORCE
from tests.support.handbooks import ROOT
from tests.support.soaking import SOAK

NOW = date.fromisoformat(IN_FORCE)
DAYS = [NOW + timedelta(days=days) for days in (*range(7 if SOAK else 2), 30, 365, 1095)]
"""Each weekday, of which two in `make test`, and a month, a year and three years ahead. A year back there was no text yet: its own sources are then in the future."""

ZONES = ("Pacific/Kiritimati", "Etc/GMT+12")
"""The first and the last place on earth to begin a day."""


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """To set the time zone of; it keeps its own again afterwards."""
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


def test_a_day_adds_only_what_is_due(machine: pytest.MonkeyPatch) -> None:
    """Such as sources to look at again, from 23 May 2027 on: by that the whole suite once turned red."""
    found = {}
    for number, day in enumerate(DAYS):
        machine.setenv("TZ", ZONES[number % len(ZONES)])
        time.tzset()
        machine.setenv(TODAY_VARIABLE, day.isoformat())
        assert today() == day
        found[day] = Counter((one.code, one.where) for one in checks.check(Project.find(ROOT))[1] if one.code not in CALENDAR)
    assert {day: others for day, others in found.items() if others != found[NOW]} == {}
