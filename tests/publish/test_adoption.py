"""Only what was adopted is published; each refusal leads out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import revisions
from tests.support.publishing import FIRST, Outcome, commit, handbook, publish, show, tip, versions


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return handbook(tmp_path / "handboek")


def put(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).write_text(text, "utf-8")
    commit(root)


def refused(outcome: Outcome, *words: str) -> None:
    assert outcome.code == 4, outcome.said
    for one in words:
        assert one in outcome.said


def test_a_draft_is_refused_until_it_is_adopted(root: Path) -> None:
    """From the first draft to the archive, with the advice of each refusal followed."""
    assert publish(root).code == 0
    first = tip(root)
    put(root, {**revisions.concept()})
    refused(publish(root), "Revisie 2027-02-01 wordt niet gepubliceerd: haar status is concept.", revisions.PATH, "status: vastgesteld")
    refused(publish(root, "--dry-run"), "haar status is concept")
    put(root, {**revisions.for_consent()})
    refused(publish(root), "zij ligt nog ter instemming. Er is nog geen ja op: Instemming van de ondernemingsraad.")
    assert tip(root) == first
    put(root, {**revisions.adopted()})
    done = publish(root)
    assert done.code == 0, done.said
    assert versions(root) == {"2027-02-01": [], FIRST: ["geldend"]}
    page = show(root, "2027-02-01/revisies/2027-02-01/index.html")
    assert "Datum van bekendmaking" in page
    assert "20 januari 2027" in page
    facts = show(root, "2027-02-01/revisie.json")
    assert '"schema": 2' in facts
    assert '"stand": "verleend"' in facts


def test_a_decision_of_a_day_to_come_is_none(root: Path) -> None:
    assert publish(root).code == 0
    first = tip(root)
    put(root, {**revisions.adopted(revisions.DECIDED.replace("2026-11-18", "2026-11-23"))})
    refused(publish(root), "de dag van dit besluit moet nog komen: Besluit van de directie (23 november 2026)", "of publiceer op die dag")
    assert tip(root) == first


def test_a_text_that_was_adopted_before_the_draft_came_goes_out(root: Path) -> None:
    put(root, {**revisions.concept()})
    done = publish(root)
    assert (done.code, [*versions(root)]) == (0, [FIRST]), done.said
    assert "Revisie 2027-02-01 wordt nog niet gepubliceerd: zij is nog niet vastgesteld." in done.said


def test_a_later_draft_holds_back_no_version_that_stands(root: Path) -> None:
    assert publish(root).code == 0
    before = tip(root)
    put(root, {**revisions.concept()})
    refused(publish(root), "haar status is concept")
    assert (tip(root), [*versions(root)]) == (before, [FIRST])
