"""Golden redlines: what each pair of texts in cases.yml must come to."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from handbook.redline import compare
from tests.support import redlines
from tests.support.yaml_lists import read

CASES: list[dict[str, Any]] = read(Path(__file__).with_name("cases.yml"))


@pytest.mark.parametrize("case", CASES, ids=[case["naam"] for case in CASES])
def test_a_redline_says_what_changed_and_no_more(case: dict[str, Any]) -> None:
    found = compare(redlines.text("oud", case["oud"]), redlines.text("nieuw", case["nieuw"]), case.get("opvolgers"))
    assert redlines.told(found.data(), short=isinstance(case["oud"], str)) == case["verwacht"]


def test_every_case_has_a_name_of_its_own() -> None:
    assert not [name for name, number in Counter(case["naam"] for case in CASES).items() if number > 1]
    assert len(CASES) >= 110
