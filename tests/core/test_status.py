"""The eight states of a revision: one table that a person can read, and what holds for every day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.core.decisions import BODIES, DONE, Outcome, What, Who, sentence
from handbook.core.status import Archived, Status, Typed, announcement, status

BEGINS, ANNOUNCED = date(2027, 2, 1), date(2027, 1, 20)
DRAFT = (Status.CONCEPT, Status.FOR_CONSENT)


@pytest.mark.parametrize(
    ("typed", "day", "archived", "expected"),
    [
        ("concept", "2026-12-01", None, "concept"),
        ("concept", "2028-12-01", None, "concept"),
        ("ter instemming", "2026-12-01", None, "ter instemming"),
        ("ter instemming", "2028-12-01", None, "ter instemming"),
        ("vastgesteld", "2027-01-19", None, "vastgesteld"),
        ("vastgesteld", "2027-01-20", None, "bekendgemaakt"),
        ("vastgesteld", "2028-01-20", None, "bekendgemaakt"),
        ("vastgesteld", "2027-01-19", Archived(in_force=False), "toekomstig"),
        ("vastgesteld", "2027-01-31", Archived(in_force=False), "toekomstig"),
        ("vastgesteld", "2027-02-01", Archived(in_force=True), "geldend"),
        ("vastgesteld", "2028-02-01", Archived(in_force=False), "vervallen"),
        ("vastgesteld", "2028-02-01", Archived(in_force=False, repealed=True), "ingetrokken"),
        ("vastgesteld", "2027-01-25", Archived(in_force=False, repealed=True), "ingetrokken"),
    ],
)
def test_the_table(typed: str, day: str, archived: Archived | None, expected: str) -> None:
    typed_status: Typed = next(one for one in get_args(Typed) if one == typed)
    assert status(typed_status, ANNOUNCED, BEGINS, date.fromisoformat(day), archived) == expected


def test_there_are_eight_and_each_can_be() -> None:
    days = [BEGINS + timedelta(days=n) for n in range(-40, 40)]
    archives = [None, *(Archived(force, gone) for force in (True, False) for gone in (True, False))]
    found = {status(typed, ANNOUNCED, BEGINS, day, one) for typed in get_args(Typed) for day in days for one in archives}
    assert found == set(Status)
    assert len(Status) == 8


@given(st.sampled_from(get_args(Typed)), st.integers(-60, 60), st.integers(-60, 60), st.integers(-60, 60), st.booleans())
def test_no_day_to_come_reads_as_past(typed: Typed, announced: int, begins: int, now: int, published: bool) -> None:
    day = BEGINS + timedelta(days=now)
    told, first = BEGINS + timedelta(days=announced), BEGINS + timedelta(days=begins)
    found = status(typed, told, first, day, Archived(in_force=False) if published and typed == Status.ADOPTED else None)
    if told > day:
        assert found not in (Status.ANNOUNCED, Status.LAPSED)
        assert announcement(told, day).startswith("Wordt op ")
    else:
        assert announcement(told, day).startswith("Bekendgemaakt op ")
    if first > day:
        assert found != Status.LAPSED


def test_every_decision_has_a_sentence() -> None:
    assert {*BODIES} == {*get_args(Who)} - {"anders"}
    assert {*DONE} == {*get_args(What)}
    for what in get_args(What):
        assert {*DONE[what]} == {*get_args(Outcome)} - {"niet nodig"}
    assert sentence("instemming", "de ondernemingsraad", "gevraagd", ANNOUNCED, None) == (
        "Instemming van de ondernemingsraad, gevraagd op 20 januari 2027"
    )
    assert sentence("advies", "de gemeenschappelijke medezeggenschapsraad", "verleend", ANNOUNCED, None) == (
        "Advies van de gemeenschappelijke medezeggenschapsraad, uitgebracht op 20 januari 2027"
    )
    assert sentence("instemming", "de personeelsvertegenwoordiging", "niet nodig", None, "Wij zijn met acht mensen.") == (
        "Instemming van de personeelsvertegenwoordiging: niet nodig. Reden: Wij zijn met acht mensen."
    )
    assert sentence("instemming", "de OR", "onthouden", ANNOUNCED, "De kantonrechter gaf toestemming.") == (
        "Instemming van de OR, onthouden op 20 januari 2027. Reden: De kantonrechter gaf toestemming."
    )
