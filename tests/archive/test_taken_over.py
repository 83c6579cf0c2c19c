"""What a next text takes over from the facts of the one before, in every form in which a version has them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from handbook.archive import taken_over
from tests.support.decided import decided


@pytest.mark.parametrize(
    ("listed", "board"),
    [
        (decided("2025-12-01"), "de directie"),
        (decided("2025-12-01", "het bestuur"), None),
        ([{"wie": "bestuur", "wat": "advies", "naam": "de directie"}], None),
        # Schema 1.
        (["Besluit van de directie van 18 december 2025"], None),
        ([], None),
    ],
)
def test_the_board_goes_on_under_a_name_of_its_own(listed: list[Any], board: str | None) -> None:
    assert taken_over.board({"besluiten": listed}) == board


@pytest.mark.parametrize(("typed", "kept"), [("2027-01-01", date(2027, 1, 1)), ("2026-03-01", None), ("", None), (None, None)])
def test_the_day_of_the_review_goes_on_until_it_has_passed(typed: str | None, kept: date | None) -> None:
    assert taken_over.review({"evaluatie": typed}, date(2026, 3, 1)) == kept
    assert taken_over.review({}, date(2026, 3, 1)) is None
