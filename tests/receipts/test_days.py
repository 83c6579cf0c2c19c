"""Days of a column read as its program meant them, and where that cannot be known it is said."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.receipts import days
from handbook.receipts.days import DAY_FIRST, MONTH_FIRST

APRIL_3 = date(2026, 4, 3)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2026-04-03",
            "2026-04-03T14:05:00Z",
            "2026/04/03 2:05:12 PM CET",
            "03-04-2026",
            "3-4-2026 14:05",
            "vr 3-4-2026 14:05",
            "3.4.2026",
        ),
        *("3/4/26 14:05:00", "3 april 2026", "vrijdag 3 april 2026 14:05", "3 apr. 2026", "3 Apr 2026", "April 3, 2026", "Apr. 3rd, 2026"),
        "Fri, 3 Apr 2026 14:05:00 +0200",
    ],
)
def test_one_day_in_many_forms(text: str) -> None:
    assert days.parse(text, DAY_FIRST) == APRIL_3


@pytest.mark.parametrize("text", ["", "gisteren", "31-2-2026", "2026-13-01", "3 foo 2026", "14:05:06", "12345"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert days.parse(text, DAY_FIRST) is None


def test_march_in_short() -> None:
    assert days.parse("3 mrt 2026", DAY_FIRST) == date(2026, 3, 3)


def test_what_comes_first_is_seen_in_the_column() -> None:
    assert days.taken(["4/3/2026", "13/3/2026", ""], None) == days.Taken(DAY_FIRST, None)
    assert days.taken(["4/3/2026", "3/13/2026"], None) == days.Taken(MONTH_FIRST, None)


def test_where_the_column_does_not_say_the_choice_is_told() -> None:
    assert days.taken(["2026-01-13", "3/3/2026", "4/3/2026"], None) == days.Taken(DAY_FIRST, "4/3/2026")
    assert days.taken(["4/3/2026 2:05 PM"], None) == days.Taken(MONTH_FIRST, "4/3/2026 2:05 PM")
    # Both: each that can be one day only is that day, the others are in doubt.
    assert days.taken(["13/3/2026", "3/13/2026", "5/4/2026"], None) == days.Taken(DAY_FIRST, "5/4/2026")
    assert days.taken(["3/3/2026", "2026-04-03", "3 april 2026"], None).doubtful is None


def test_what_was_chosen_is_no_doubt() -> None:
    assert days.taken(["4/3/2026"], MONTH_FIRST) == days.Taken(MONTH_FIRST, None)
    assert days.parse("4/3/2026", MONTH_FIRST) == APRIL_3
    # A thirteenth month is a day, whatever was chosen.
    assert days.parse("13/3/2026", MONTH_FIRST) == date(2026, 3, 13)


@given(
    st.lists(st.dates(date(2000, 1, 1), date(2099, 12, 31)), min_size=1), st.sampled_from((DAY_FIRST, MONTH_FIRST)), st.sampled_from("-/.")
)
def test_a_column_in_one_order_is_read_in_that_order_or_doubted(found: list[date], order: days.Order, sign: str) -> None:
    forms = {DAY_FIRST: "{0.day}{1}{0.month}{1}{0.year}", MONTH_FIRST: "{0.month}{1}{0.day}{1}{0.year}"}
    texts = [forms[order].format(day, sign) for day in found]
    taken = days.taken(texts, None)
    read = [days.parse(text, taken.order) for text in texts]
    assert read == found or taken.doubtful in texts
    assert [days.parse(text, order) for text in texts] == found


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_none(text: str) -> None:
    assert isinstance(days.parse(text, DAY_FIRST), date | None)
