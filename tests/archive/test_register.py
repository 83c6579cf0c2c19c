"""Which text applied on a day: the rules of the register, against what a person would work out by hand."""

from __future__ import annotations

import json
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from handbook.archive.acts import Folder, Repeal, Withdrawal
from handbook.archive.manifest import Facts
from handbook.archive.register import Register, Version, in_force
from handbook.core.version_name import VersionName

DAY = date(2026, 1, 1)
days = st.integers(0, 40).map(lambda n: DAY + timedelta(days=n))


def entry(
    version: str,
    announced: str = "",
    sequence: int = 1,
    withdrawn: bool = False,
    repealed: str = "",
    instead: str | None = None,
    known_on: str = "",
) -> Version:
    name = VersionName.parse(version)
    known = date.fromisoformat(announced) if announced else name.day
    facts = Facts.model_validate(
        {
            "schema": 1,
            "versie": version,
            "volgnummer": sequence,
            "geldig_van": name.day,
            "vastgesteld": known,
            "vastgesteld_door": "de directie",
            "bekendgemaakt": known,
            "gepubliceerd": known,
            "aard": "materieel",
            "toelichting": "Zin.",
            "besluiten": ("Besluit",),
            "evaluatie": date(2099, 1, 1),
            "werkgever": "Proefhuis B.V.",
            "adres": "https://handboek.proefhuis.test/",
            "vorige": None,
        }
    )
    gone = None
    if withdrawn:
        gone = Withdrawal.model_validate(
            {
                "schema": 1,
                "versie": version,
                "datum": known,
                "reden": "r",
                "door": "d",
                "revisie": facts.model_dump(by_alias=True),
                "bestanden": {},
            }
        )
    decision = None
    if repealed:
        day = known_on or repealed
        told = {"vanaf": repealed, "in_plaats": instead, "besloten": day, "bekendgemaakt": day, "door": "d", "reden": "r"}
        decision = Repeal.model_validate({"schema": 1, "versie": version, **told})
    return Version.of(Folder(facts, gone, repeal=decision), "0" * 64, "0" * 40)


def seen(day: str, *entries: Version) -> Register:
    return Register(tuple(sorted(entries, key=lambda e: e.version, reverse=True)), date.fromisoformat(day))


@given(st.sets(st.tuples(days, st.integers(1, 3)), max_size=8), st.lists(days, min_size=8, max_size=8), days, days)
def test_the_newest_that_began_among_those_made_known(names: set[tuple[date, int]], known: list[date], day: date, known_on: date) -> None:
    versions = [VersionName(*name) for name in sorted(names)]
    entries = [entry(str(version), announced.isoformat()) for version, announced in zip(versions, known, strict=False)]
    answer: Version | None = None
    for one in entries:  # in the order of their names: each that qualifies takes over
        if one.day <= day and one.announced <= known_on:
            answer = one
    assert in_force(entries, day, known_on) == answer


@given(st.sets(st.tuples(days, st.integers(1, 3)), min_size=1, max_size=8), days)
def test_periods_follow_each_other_without_gap_or_overlap(names: set[tuple[date, int]], day: date) -> None:
    register = seen("2026-01-01", *(entry(str(VersionName(*name)), "2025-01-01") for name in names))
    holding = [e for e in register.entries if e.day <= day and ((end := register.ends(e)) is None or day < end.day)]
    assert holding == ([in_force(register.entries, day)] if in_force(register.entries, day) else [])


def test_a_correction_replaces_the_text_of_its_own_day_from_the_start() -> None:
    register = seen("2026-06-01", entry("2026-01-01"), entry("2026-05-01"), entry("2026-05-01.2"))
    rows = {row["versie"]: row for row in register.data({})["versies"]}
    assert (rows["2026-05-01"]["geldig_tot"], rows["2026-05-01"]["vervangen_door"]) == ("2026-05-01", "2026-05-01.2")
    assert (rows["2026-01-01"]["geldig_tot"], rows["2026-01-01"]["vervangen_door"]) == ("2026-05-01", "2026-05-01.2")
    assert (rows["2026-05-01.2"]["geldig_tot"], rows["2026-05-01.2"]["vervangen_door"]) == (None, None)


def test_a_text_that_is_not_made_known_yet_is_not_in_force_though_its_day_has_come() -> None:
    early, late = entry("2026-01-01"), entry("2026-03-01", "2026-04-10")
    before, after = seen("2026-04-09", early, late), seen("2026-04-10", early, late)
    assert (before.current, before.status(late)) == (early, "toekomstig")
    assert (after.current, after.status(late), after.status(early)) == (late, "geldend", "vervallen")


def test_a_text_that_was_taken_off_the_site_still_applies() -> None:
    register = seen("2026-04-09", entry("2026-01-01"), entry("2026-03-01", withdrawn=True))
    assert register.current and str(register.current.version) == "2026-03-01"
    assert register.status(register.current) == "geldend"
    data = register.data({})
    assert (data["schema"], data["versies"][0]["ingetrokken"]) == (1, None)
    gone = {"wat": "alles", "plek": None, "nummer": None, "datum": "2026-03-01", "reden": "r", "door": "d", "vraag": None}
    assert data["versies"][0]["van_de_site"] == [gone]
    assert "van_de_site" not in data["versies"][1]


def test_a_register_of_an_earlier_release_says_it_in_its_own_words() -> None:
    register = Register(seen("2026-04-09", entry("2026-03-01", withdrawn=True)).entries, date(2026, 4, 9), "0.3.0")
    row = register.data({})["versies"][0]
    assert row["ingetrokken"] == {"datum": "2026-03-01", "reden": "r", "door": "d"}
    assert "van_de_site" not in row
    assert register.status(register.entries[0]) == "ingetrokken"


def test_a_repealed_text_gives_way_to_the_one_that_the_decision_names() -> None:
    """Never to an earlier one by itself: without one that is named, no text applies."""
    first, second = entry("2026-01-01"), entry("2026-02-01")
    for instead, expected in (("2026-01-01", first), (None, None)):
        entries = [first, second, entry("2026-03-01", repealed="2026-04-01", instead=instead, known_on="2026-03-20")]
        before, on = (seen(day, *entries) for day in ("2026-03-31", "2026-04-01"))
        assert before.current == entries[2]
        assert (on.current, on.status(entries[2])) == (expected, "ingetrokken")
        assert on.data({})["schema"] == 2
        row = on.data({})["versies"][0]
        assert (row["geldig_tot"], row["vervangen_door"]) == ("2026-04-01", instead)
        assert row["intrekking"]["in_plaats"] == instead
        # Nobody could know of it before it was made known.
        assert in_force(entries, date(2026, 4, 2), date(2026, 3, 19)) == entries[2]
    assert on.status(second) == "vervallen"


def test_a_later_text_begins_on_its_day_whatever_was_repealed() -> None:
    entries = [entry("2026-01-01"), entry("2026-03-01", repealed="2026-04-01", instead="2026-01-01"), entry("2026-06-01", "2026-03-15")]
    found = [seen(day, *entries).current for day in ("2026-03-31", "2026-04-01", "2026-05-31", "2026-06-01")]
    assert found == [entries[1], entries[0], entries[0], entries[2]]


def test_a_repeal_holds_for_the_corrections_of_that_text_too_and_ends_in_any_chain() -> None:
    first, other = (
        entry("2026-01-01", repealed="2026-05-01", instead="2026-03-01"),
        entry("2026-03-01", repealed="2026-04-01", instead="2026-01-01"),
    )
    assert in_force([first, other], date(2026, 4, 2)) == first
    assert in_force([first, other], date(2026, 5, 2)) is None
    correction = entry("2026-03-01.2")
    assert in_force([first, other, correction], date(2026, 4, 2)) == first
    # The board may say that the text before the correction is the right one.
    wrong = entry("2026-03-01.2", repealed="2026-04-01", instead="2026-03-01")
    right = entry("2026-03-01")
    assert in_force([right, wrong], date(2026, 4, 2)) == right


def test_a_text_that_is_repealed_before_it_begins_says_so_at_once() -> None:
    register = seen("2026-03-20", entry("2026-01-01"), entry("2026-06-01", "2026-03-01", repealed="2026-06-01", known_on="2026-03-15"))
    assert register.status(register.entries[0]) == "ingetrokken"
    assert register.until(register.entries[0]) == (date(2026, 6, 1), None)


def test_the_schema_of_the_register_is_frozen() -> None:
    """Versions that were published years ago read this file: a key may never go or change its meaning. Do not edit this test."""
    register = seen("2026-04-09", entry("2026-01-01"), entry("2026-03-01"))
    data = json.loads(json.dumps(register.data({"versies/index.html": "0" * 64})))
    assert data.keys() == {"schema", "handbook", "werkgever", "adres", "peildatum", "geldend", "versies", "bestanden"}
    assert (data["schema"], data["peildatum"], data["geldend"]) == (1, "2026-04-09", "2026-03-01")
    assert data["versies"][1] == {
        "versie": "2026-01-01",
        "titel": "1 januari 2026",
        "volgnummer": 1,
        "geldig_van": "2026-01-01",
        "geldig_tot": "2026-03-01",
        "vervangen_door": "2026-03-01",
        "vastgesteld": "2026-01-01",
        "vastgesteld_door": "de directie",
        "bekendgemaakt": "2026-01-01",
        "gepubliceerd": "2026-01-01",
        "aard": "materieel",
        "toelichting": "Zin.",
        "besluiten": ["Besluit"],
        "evaluatie": "2099-01-01",
        "ingetrokken": None,
        "manifest": "0" * 64,
        "boom": "0" * 40,
    }
