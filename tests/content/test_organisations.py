"""Twelve organisations as they exist fill in all their facts truthfully: the check is green, and no line that depends on them lacks a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import pytest

from handbook import checks
from handbook.build import expectations
from handbook.build.expectations.count import Count
from handbook.build.expectations.situations import Searched, search_words
from handbook.core import around
from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.sources import Sources
from handbook.sources.people import Mensen, Woord
from handbook.sources.printed import numbering, referred_to, values
from handbook.sources.printed.form_of_address import Familiar
from handbook.sources.printed.sentences import Reader
from handbook.sources.printed.spoken_html import fragment
from tests.support.employers import combinations
from tests.support.expectations import ours, wrong
from tests.support.handbooks import ROOT
from tests.support.reads_well import BROKEN, ORGANISATIONS
from tests.support.soaking import SOAK

DECISIONS = {"REV012", "BSL001", "BSL004"}
"""The decisions in our example revision are those of a handbook with a works council."""

NOBODY_OUTSIDE = "ROL008"
"""What is told where the only one to talk to in confidence leads everybody."""

"""What a line looks like where a fact is missing, or a word or full stop too many."""

TARGET = re.compile(r"\]\([^)\s]*\)")


BOX = re.compile(rf"^\?\?\?\+? (?:{'|'.join(around.AROUND)})\b.*(?:\n(?: {{4}}.*|[ ]*(?=\n|\Z)))*", re.MULTILINE)
"""A box around a rule."""


def printed(sources: Sources) -> dict[str, str]:
    """What each page prints, without the addresses in it, as far as it stands in the sources."""
    assert sources.facts
    known = referred_to.known(sources.facts, sources.data, sources.articles, sources.revisions)
    reader = Reader(values.page_names(sources.facts, sources.revisions), known)
    read = {path: reader.lines(page, sources.trees[path]) for path, page in sources.pages.items()}
    return {path: "\n".join(TARGET.sub("]", text) for _, text in found) for path, found in read.items()}


def lines(sources: Sources) -> dict[str, list[str]]:
    """The same, line by line."""
    return {path: [line.strip() for line in text.split("\n")] for path, text in printed(sources).items()}


@cache
def usual() -> dict[str, frozenset[str]]:
    """The same with the facts that stand in variables.yml: what looks odd there does so for a reason."""
    return {path: frozenset(said) for path, said in lines(ours()).items()}


def of_facts(sources: Sources) -> Iterator[tuple[str, str]]:
    for path, said in lines(sources).items():
        # A heading stands here without its number.
        yield from ((path, line) for line in said if line not in usual().get(path, ()) and not line.startswith("#"))


def test_there_are_twelve() -> None:
    assert len(ORGANISATIONS) == 12


@pytest.mark.parametrize("facts", ORGANISATIONS if SOAK else ORGANISATIONS[::6], ids=lambda one: one.stem)
def test_an_organisation_moves_in(facts: Path) -> None:
    sources, found = checks.check(Project.find(ROOT, variables=facts))
    assert sources.facts
    allowed = set() if "or" in sources.facts.medezeggenschap.soort else DECISIONS
    alone = {NOBODY_OUTSIDE} if sources.facts.contact.without_confident else set()
    assert wrong(found, *allowed, *alone) == []
    assert alone <= {one.code for one in found}
    assert [(path, line) for path, line in of_facts(sources) if BROKEN.search(line)] == []
    assert unexpected(sources) == []


def test_an_organisation_moves_in_that_has_nobody_to_confide_in(tmp_path: Path) -> None:
    (bakery,) = [one for one in ORGANISATIONS if one.stem == "familiebedrijf-van-acht"]
    facts = tmp_path / "variables.yml"
    facts.write_text(
        bakery.read_text("utf-8").replace("vertrouwenspersoon: {vervangen_door: hr}", "vertrouwenspersoon: {vervangen_door: niemand}")
    )
    sources, found = checks.check(Project.find(ROOT, variables=facts))
    assert sources.facts and sources.facts.contact.says_nobody
    assert wrong(found, *DECISIONS) == []
    assert unexpected(sources) == []


def unexpected(sources: Sources) -> list[Finding]:
    """What `handbook test` would find, on the sources and not on built pages: what a template adds to a page is no answer to a situation."""
    assert sources.facts
    say = partial(fragment, Familiar.chosen(sources.data.address, sources.facts))
    known = sources.metadata
    found = {
        path: Searched(*(f"{say(said)} {search_words(path, known)}".lower() for said in (text, BOX.sub("", text))))
        for path, text in printed(sources).items()
    }
    return [*expectations.held(sources, found, Count())]


CHILD = Mensen.model_construct(
    klant=Woord.model_construct(woord="kind", lidwoord="het", meervoud="kinderen"),
    medewerker=Woord.model_construct(woord="bureaulid", lidwoord="het", meervoud="bureauleden"),
)


def test_our_expectations_hold_for_every_employer() -> None:
    """In turns with u and je, and with words for people that are het; five in which every sector, stance and council comes, and with HANDBOEK_SOAK=1 each."""
    own = ours()
    assert own.facts and own.config
    for number, chosen in enumerate([*combinations(own.facts)][:: 1 if SOAK else 43]):
        spoken = chosen.handboek.model_copy(update={"aanspreekvorm": ("u", "je")[number % 2]})
        facts = chosen.model_copy(update={"handboek": spoken, "mensen": (chosen.mensen, chosen.mensen, CHILD)[number % 3]})
        numbered = numbering.number(own.trees, own.config.pages, values.page_names(facts, own.revisions))
        assert unexpected(replace(own, facts=facts, articles=numbered)) == [], facts
