"""Golden redlines: what each pair of texts in cases.yml must come to."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from handbook import sources
from handbook.core.project import Project
from handbook.redline import compare, fact_names
from handbook.redline import text as rendered
from handbook.sources.fact_usage import entries
from tests.support import redlines
from tests.support.handbooks import SAMPLE
from tests.support.twin import MODULES
from tests.support.yaml_lists import read

CASES: list[dict[str, Any]] = read(Path(__file__).with_name("cases.yml"))


@pytest.mark.parametrize("case", CASES, ids=[case["naam"] for case in CASES])
def test_a_redline_says_what_changed_and_no_more(case: dict[str, Any]) -> None:
    found = compare(redlines.text("oud", case["oud"]), redlines.text("nieuw", case["nieuw"]), case.get("opvolgers"))
    assert redlines.told(found.data(), short=isinstance(case["oud"], str)) == case["verwacht"]


def test_every_case_has_a_name_of_its_own() -> None:
    assert not [name for name, number in Counter(case["naam"] for case in CASES).items() if number > 1]
    assert len(CASES) >= 110


def test_a_fact_names_its_articles_by_number_and_title_also_where_they_read_the_same() -> None:
    """Such as of a card that shows only a part of what is there."""
    articles = [
        {"id": "bellen", "titel": "Bellen", "gegevens": ["contact.hr.telefoon"], "delen": ["Bel 12."]},
        {"id": "kaart", "titel": "Wie u helpt", "gegevens": ["contact.hr.telefoon"], "delen": ["HR helpt u."]},
    ]
    old = {"artikelen": articles, "waarden": {"contact.hr.telefoon": "12"}}
    new = {"artikelen": [{**articles[0], "delen": ["Bel 34."]}, articles[1]], "waarden": {"contact.hr.telefoon": "34"}}
    said = rendered.text(compare(redlines.text("oud", old), redlines.text("nieuw", new)))
    assert "- contact.hr.telefoon: was [-12-], is {+34+} (artikel 1.1, Bellen; artikel 1.2, Wie u helpt)\n" in said


def test_a_fact_of_its_own_name_is_one_that_there_is() -> None:
    names = {one.name for one in entries(sources.read(Project.find(SAMPLE)))}
    assert {*fact_names.FACTS} <= names
    assert fact_names.fact_name("termijnen.foto_weken") == "Weken waarin naam en foto weggaan"
    assert fact_names.fact_name("contact.hr.telefoon") == "Telefoon (contact hr)"
    # What a term or a choice is about, no key tells.
    assert {one for one in names if one.startswith(("termijnen.", "beleid.", "medezeggenschap."))} <= {*fact_names.FACTS}


def test_a_browser_knows_the_same_names() -> None:
    """Its cases name a few of them, and the page of changes any."""
    twin = (MODULES / "fact-names.js").read_text("utf-8")
    assert dict(re.findall(r'^  "([\w.]+)": "([^"]+)",$', twin, re.MULTILINE)) == fact_names.FACTS
