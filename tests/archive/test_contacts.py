"""The details that are kept up to date carry the day of their last change, remember the days before it, and hold nothing that could run."""

from __future__ import annotations

import json
from datetime import date

import pytest

from handbook.archive import contacts, manifest
from handbook.archive.contacts import Contacts, Listed, Person, Way
from handbook.archive.manifest import Damaged

FIRST, LATER = date(2026, 11, 1), date(2026, 12, 3)


def listed(role: str, *people: tuple[str, str]) -> Listed:
    """A role by whom and by what number."""
    told = tuple(
        Person(naam=name, bij=None, wegen=(Way(tekst=number, naar=f"tel:{number}", erachter=""),), wanneer=()) for name, number in people
    )
    return Listed(rol=role, waarvoor="Vragen", mensen=told)


HR, ICT = listed("hr", ("V. Jansen", "0101234567"), ("W. Smit", "0101234568")), listed("ict", ("Helpdesk", "0101234569"))


def begun() -> Contacts:
    made = contacts.updated(None, [HR, ICT], FIRST, "a" * 40)
    assert made
    return made


def days(kept: Contacts) -> dict[str, date]:
    return {one.rol: one.bijgewerkt for one in kept.rollen}


def test_only_a_role_that_changed_gets_the_day() -> None:
    before = begun()
    assert contacts.updated(before, [ICT, HR], LATER, "b" * 40) is None
    after = contacts.updated(before, [HR, listed("ict", ("Helpdesk", "112"))], LATER, "b" * 40)
    assert after
    assert days(after) == {"hr": FIRST, "ict": LATER}
    assert [(one.dag, one.rollen) for one in after.geschiedenis] == [(FIRST, ("hr", "ict")), (LATER, ("ict",))]
    assert after.goes_on(before)
    assert contacts.read(after.written()) == after


def test_who_comes_first_is_a_change_and_mixes_nobody_up() -> None:
    after = contacts.updated(begun(), [listed("hr", ("W. Smit", "0101234568"), ("V. Jansen", "0101234567")), ICT], LATER, "b" * 40)
    assert after
    assert [(one.naam, one.wegen[0].tekst) for one in after.rollen[0].mensen] == [("W. Smit", "0101234568"), ("V. Jansen", "0101234567")]
    assert days(after) == {"hr": LATER, "ict": FIRST}


def test_who_must_be_forgotten_stands_in_no_file_of_now() -> None:
    after = contacts.updated(begun(), [listed("hr", ("W. Smit", "0101234568"))], LATER, "b" * 40)
    assert after
    assert b"Jansen" not in after.written()
    assert b"Helpdesk" not in after.written()
    assert after.geschiedenis[-1].rollen == ("hr", "ict")


def test_a_clock_that_was_put_back_makes_nothing_older() -> None:
    after = contacts.updated(begun(), [HR], date(2026, 1, 1), "b" * 40)
    assert after
    assert after.day == FIRST


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["geschiedenis"].pop(),
        lambda data: data["geschiedenis"][0].update(dag="2026-10-31"),
        lambda data: data["geschiedenis"][1].update(dag="2026-10-31"),
        lambda data: data["geschiedenis"][1].update(rollen=["hr"]),
    ],
    ids=["less history", "another day", "out of order", "a change that is not told"],
)
def test_what_does_not_go_on_from_before_is_told(change: object) -> None:
    before = begun()
    after = contacts.updated(before, [HR, listed("ict", ("Helpdesk", "112"))], LATER, "b" * 40)
    assert after
    data = json.loads(after.written())
    change(data)  # type: ignore[operator]
    assert not contacts.read(manifest.canonical(data)).goes_on(before)


@pytest.mark.parametrize(
    "to", ["javascript:alert(1)", "data:text/html,x", "http://x.test/", 'https://x.test/"onclick', "mailto:a b@x.test", "//x.test"]
)
def test_a_way_leads_to_a_telephone_a_mail_or_a_website(to: str) -> None:
    data = json.loads(begun().written())
    data["rollen"][0]["mensen"][0]["wegen"][0]["naar"] = to
    with pytest.raises(Damaged, match="naar"):
        contacts.read(manifest.canonical(data))
