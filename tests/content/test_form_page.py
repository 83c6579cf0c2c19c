"""The twelve organisations fill in their facts on the form page, beginning with the example: what comes out is what they typed, and the check agrees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from handbook import checks
from handbook.core.findings import Finding, errors
from handbook.core.project import Project
from handbook.new import explained
from handbook.sources import variables
from handbook.sources.variables import Variables
from tests.support import form_page
from tests.support.expectations import wrong
from tests.support.handbooks import ODD, ROOT
from tests.support.soaking import SOAK

ORGANISATIONS = sorted(Path(__file__).with_name("organisaties").glob("*.yml"))
EXAMPLE = (ROOT / "variables.yml").read_text("utf-8")
REMARKS = [line for line in EXAMPLE.splitlines() if re.match(r" *# (?!eigen|logo|waarschuwing|  loket)", line)]
PLAYED = ("basisschool", "familiebedrijf-van-acht")
"""Those that are played in `make test`: the others differ from them in nothing that the form does."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with form_page.served(ROOT) as served:
        yield served


def loaded(file: Path) -> tuple[Variables | None, list[Finding]]:
    return variables.load(Project.find(ROOT, variables=file))


def what_matters(facts: Variables) -> dict[str, Any]:
    """Every fact; what matters under one choice only where that was made, for the form does not ask it elsewhere. A list of one is that one."""
    told = facts.model_dump()
    for name, (other, word) in explained.ONLY_WHERE.items():
        group, key = name.split(".")
        if str(told[group][other.split(".")[1]]).lower() != word:
            del told[group][key]
    contact = told["contact"]
    told["contact"] = {role: one[0] if isinstance(one, tuple) and len(one) == 1 else one for role, one in contact.items()}
    return told


@pytest.mark.parametrize("facts", [one for one in ORGANISATIONS if SOAK or one.stem in PLAYED], ids=lambda one: one.stem)
def test_an_organisation_fills_in_the_form(browser: Browser, address: str, facts: Path, tmp_path: Path) -> None:
    wanted = facts.read_text("utf-8")
    if facts.stem == PLAYED[1]:
        # The smallest has the hardest name.
        wanted = re.sub(r"(?m)^  (naam|naam_kort): .*", rf'  \1: "{ODD}"', wanted)
    given, file = tmp_path / "gegevens.yml", tmp_path / "variables.yml"
    given.write_text(wanted, "utf-8")
    with form_page.opened(browser, address) as page:
        form_page.fill(page, wanted)
        text = form_page.made(page)
    file.write_text(text, "utf-8")
    (before, _), (after, found) = loaded(given), loaded(file)
    assert found == []
    assert before and after
    assert what_matters(after) == what_matters(before)
    assert after.eigen.held == before.eigen.held
    assert [line for line in REMARKS if line not in text.splitlines()] == []
    if SOAK:
        # Who is called that long has articles that are hard to read, which is a warning.
        assert errors(wrong(checks.check(Project.find(ROOT, variables=file))[1], "REV012")) == []


PAIRS = [(one, other) for one in ORGANISATIONS for other in ORGANISATIONS if one != other]
PLAYED_PAIR = [(one, other) for one, other in PAIRS if (one.stem, other.stem) == ("zorg-drie-locaties", "universiteit")]


@pytest.mark.parametrize(("start", "goal"), PAIRS if SOAK else PLAYED_PAIR, ids=lambda one: one.stem)
def test_one_organisation_becomes_another(browser: Browser, start: Path, goal: Path, tmp_path: Path) -> None:
    """In whatever way a file is laid out, and with roles that come, go and change their form."""
    with form_page.served(ROOT, start) as address, form_page.opened(browser, address) as page:
        form_page.fill(page, goal.read_text("utf-8"))
        text = form_page.made(page)
    file = tmp_path / "variables.yml"
    file.write_text(text, "utf-8")
    (before, _), (wanted, _), (after, found) = loaded(start), loaded(goal), loaded(file)
    assert found == []
    assert before and wanted and after
    told = yaml.safe_load(goal.read_text("utf-8"))
    expected = what_matters(wanted)
    # What the other one says nothing of stays.
    for path in (("handboek", "publiceren"), ("mensen", "klant"), ("mensen", "medewerker"), ("termijnen", None)):
        if path[0] not in told or (path[1] and path[1] not in told[path[0]]):
            left = before.model_dump()[path[0]]
            expected[path[0]] = expected[path[0]] | ({path[1]: left[path[1]]} if path[1] else left)
    assert what_matters(after) == expected
