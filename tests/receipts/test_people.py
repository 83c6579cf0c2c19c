"""Who somebody is, however a program writes it: one person stays one, and two stay two."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.receipts import people
from handbook.receipts.people import Person, Staff

PIET = people.of("Jansen, Piet", "P.Jansen@Proefhuis.test", "17")
ANNA = people.of("Anna Müller", "anna@proefhuis.test", "")
BOTH = Staff((PIET, ANNA))


@pytest.mark.parametrize(
    "written",
    [
        people.of("", "p.jansen@proefhuis.test", ""),
        people.of("", "MAILTO:P.JANSEN@PROEFHUIS.TEST", ""),
        people.of("Jansen, Piet <p.jansen@proefhuis.test>", "", ""),
        people.of("Piet  JANSEN", "", ""),
        people.of("'Jansen, Piet'", "/O=EXCHANGELABS/OU=GROEP/CN=RECIPIENTS/CN=PJANSEN", ""),
        people.of("Iemand anders", "elders@proefhuis.test", "17"),
        people.of("", "", "0017"),
        people.of("p.jansen@proefhuis.test", "", ""),
    ],
)
def test_one_person_in_many_forms(written: Person) -> None:
    assert BOTH.find(written).person == PIET


@pytest.mark.parametrize("name", ["Anna Müller", "Anna Mu\u0308ller", "müller, anna", "Anna Muller", "ANNA MÜLLER"])
def test_accents_and_capitals_make_no_other_person(name: str) -> None:
    assert BOTH.find(people.of(name, "", "")).person == ANNA


def test_an_address_that_the_list_lacks_is_told() -> None:
    found = BOTH.find(people.of("Anna Müller", "anna@thuis.test", ""))
    assert found.person == ANNA and "anna@thuis.test staat niet op de lijst" in found.doubt


def test_who_is_not_there_or_could_be_two_is_told() -> None:
    assert BOTH.find(people.of("Kees Bos", "k@proefhuis.test", "")).why == "staat niet op de lijst van medewerkers."
    two = Staff((people.of("Jan Bos", "a@proefhuis.test", ""), people.of("Bos, Jan", "b@proefhuis.test", "")))
    assert "meer mensen op de lijst heten Jan Bos" in two.find(people.of("Jan Bos", "", "")).why
    assert two.find(people.of("Jan Bos", "b@proefhuis.test", "")).person == two.people[1]


@pytest.mark.parametrize(
    "written",
    [
        people.of("Piet Janssen", "", ""),
        people.of("Jansen, Peit", "elders@thuis.test", ""),
        people.of("", "p.janssen@proefhuis.test", ""),
        people.of("", "p.jansen@proefhius.test", ""),
        people.of("PietJansen", "", ""),
    ],
)
def test_who_may_be_meant_by_a_slip_of_the_pen_is_named(written: Person) -> None:
    found = BOTH.find(written)
    assert (found.person, found.why) == (
        None,
        "staat niet op de lijst van medewerkers. Bedoelt u Piet Jansen (p.jansen@proefhuis.test)?",
    )


def test_an_address_of_a_whole_team_needs_the_name() -> None:
    team = Staff((people.of("Jan Bos", "team@proefhuis.test", ""), people.of("Kim Vos", "team@proefhuis.test", "")))
    assert "dit adres hoort bij meer mensen" in team.find(people.of("", "team@proefhuis.test", "")).why
    assert team.find(people.of("vos, kim", "team@proefhuis.test", "")).person == team.people[1]


def test_rows_of_one_person_become_one() -> None:
    rows = [
        people.of("Piet Jansen", "piet@proefhuis.test", "17", "verkoop"),
        people.of("P. Jansen", "p.jansen@thuis.test", "17", "Leiding; verkoop"),
        people.of("", "PIET@proefhuis.test", ""),
    ]
    [one] = people.merged(rows)
    assert one.addresses == ("piet@proefhuis.test", "p.jansen@thuis.test")
    assert one.groups == ("verkoop", "Leiding")


def test_people_stay_apart() -> None:
    rows = [
        # One mailbox, two people.
        people.of("Jan Bos", "team@proefhuis.test", ""),
        people.of("Kim Vos", "team@proefhuis.test", ""),
        # One name, two numbers.
        people.of("Jan Bos", "jan@proefhuis.test", "1"),
        people.of("Jan Bos", "jan@proefhuis.test", "2"),
    ]
    assert len(people.merged(rows)) == 4
    assert [len(some) for some in people.namesakes(people.merged([rows[0], people.of("BOS, Jan", "jan@thuis.test", "")]))] == [2]


def test_a_name_alone_joins_the_one_who_has_it() -> None:
    with_address = people.of("Piet Jansen", "piet@proefhuis.test", "")
    assert len(people.merged([people.of("Jansen, Piet", "", ""), with_address])) == 1
    assert len(people.merged([people.of("Jansen, Piet", "", ""), with_address, people.of("Piet Jansen", "ander@proefhuis.test", "")])) == 3


some = st.builds(
    people.of,
    st.sampled_from(("", "Jan Bos", "Bos, Jan", "Kim Vos")),
    st.sampled_from(("", "a@b.test", "c@d.test")),
    st.sampled_from(("", "1", "2")),
)


@given(st.lists(some.filter(lambda one: one != Person()), max_size=8), st.integers())
def test_no_row_is_lost_and_order_changes_nothing(rows: list[Person], seed: int) -> None:
    found = people.merged(rows)
    assert {a for one in found for a in one.addresses} == {a for one in rows for a in one.addresses}
    shuffled = rows[:]
    random.Random(seed).shuffle(shuffled)

    def seen(some: list[Person]) -> list[tuple[list[str], str]]:
        # Of two names with one number the first stands.
        return sorted((sorted(one.addresses), one.number) for one in some)

    assert seen(people.merged(shuffled)) == seen(found)
    # Nobody with two numbers, and nobody with none who could have been found.
    assert {one.number for one in found if one.number} == {one.number for one in rows if one.number}


@given(st.text(), st.text(), st.text(), st.text())
def test_any_text_is_somebody_or_nobody(name: str, address: str, number: str, groups: str) -> None:
    one = people.of(name, address, number, groups)
    assert isinstance(one.shown, str)
    assert Staff((one,)).find(one).person in (one, None)
