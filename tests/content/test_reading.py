"""Organisations as they exist fill in their facts truthfully: the check is green, and the sentences that depend on their facts read as Dutch does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook.checks import representation
from handbook.checks.prose.texts import texts_of
from handbook.core.findings import errors
from handbook.core.project import Project
from handbook.sources import Sources, read
from tests.support.expectations import load, ours
from tests.support.handbooks import ROOT

READERS: dict[str, dict[str, Any]] = load("lezen.yml")
BROKEN = re.compile(
    r"\b(?:van|of|en|met|de|het|een|geen)[.,;:]|\b(de|het|een|en|of|van) \1\b|\bNone\b|\(nog niet bekend\)|[{}]| [.,;:?!]|  ",
    re.IGNORECASE,
)
"""What a sentence looks like where a fact is missing, or a word too many."""


def organisation(name: str, folder: Path) -> Sources:
    facts = yaml.safe_load((ROOT / "variables.yml").read_text("utf-8"))
    for group, values in READERS[name]["gegevens"].items():
        facts[group] = {**facts.get(group, {}), **values}
    path = folder / "variables.yml"
    path.write_text(yaml.safe_dump(facts, allow_unicode=True), "utf-8")
    return read(Project.find(ROOT, variables=path))


@cache
def usual() -> Mapping[str, frozenset[str]]:
    """The sentences of each page with the facts that stand in variables.yml: what looks odd there does so for a reason."""
    return {text.path: frozenset(numberless(s.text) for s in text.sentences) for text in texts_of(ours())}


def numberless(sentence: str) -> str:
    """Articles have other numbers where a sector has more of them."""
    return re.sub(r"\d+\.\d+", "", sentence)


@pytest.mark.parametrize("name", READERS)
def test_it_reads_as_this_organisation_would_write_it(name: str, tmp_path: Path) -> None:
    sources = organisation(name, tmp_path)
    assert errors(sources.findings) == []
    printed = {text.path: [s.text for s in text.sentences] for text in texts_of(sources)}
    for page, expected in READERS[name]["zinnen"].items():
        # A handbook may have lost the page, or the article, of an expectation.
        assert [s for s in expected if s not in printed.get(page, expected)] == [], page
    never = [(page, s) for page, said in printed.items() for s in said for word in READERS[name].get("niet", ()) if word in s]
    assert never == []
    own = [(page, s) for page, said in printed.items() for s in said if numberless(s) not in usual().get(page, ())]
    assert [one for one in own if BROKEN.search(one[1])] == []
    assert bool([*representation.check(sources)]) is READERS[name].get("twijfel", False)
