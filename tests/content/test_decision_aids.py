"""The decision aids hold for every employer, and every end of them rests on articles that are printed there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handbook.build.expectations.decision_aids import paths
from handbook.checks import decision_aids as decisions_check
from handbook.sources import Sources
from handbook.sources.data.decision_aids import Aid
from handbook.sources.printed import numbering, values
from handbook.sources.template import allowlist
from tests.support.employers import EMPLOYERS, employer
from tests.support.expectations import load, ours

ORDERS = load("keuzehulp.yml")
"""By aid: what has to be asked before what, which ends there must be, and what depends on the stance."""


@pytest.fixture(scope="module")
def own() -> Sources:
    return ours()


def test_every_aid_holds_for_every_employer(own: Sources) -> None:
    assert own.facts and own.config
    trees = {path: tree for path, page in own.pages.items() if (tree := allowlist.parse(page).tree)}
    for chosen in EMPLOYERS:
        facts = employer(own.facts, *chosen)
        numbered = numbering.number(trees, own.config.pages, values.page_names(facts, own.revisions))
        assert list(decisions_check.check(replace(own, facts=facts, articles=numbered))) == [], chosen
        for name, steps in own.data.decisions.items():
            aid = Aid(steps.items, facts)
            for path in paths(aid, aid.start):
                assert aid.steps[path[-1]].einde, path
                assert 2 <= len(path) <= decisions_check.LONGEST + 1, (name, path)


@pytest.mark.parametrize("name", ORDERS)
def test_an_employer_gets_the_answers_that_fit(own: Sources, name: str) -> None:
    assert own.facts
    for stance, wanted in ORDERS[name].get("per_stand", {}).items():
        aid = Aid(own.data.decisions[name].items, employer(own.facts, stance, "algemeen", "or", True))
        assert aid.answers(aid.start)[0].naar == wanted["eerst"]
        assert {*wanted.get("wel", ())} <= set(aid.ends) and not {*wanted.get("niet", ())} & set(aid.ends)


@pytest.mark.parametrize("name", ORDERS)
def test_it_asks_what_matters_first(own: Sources, name: str) -> None:
    """Such as whether it is true and meant, before whether it is kind."""
    assert own.facts
    aid = Aid(own.data.decisions[name].items, employer(own.facts, "beperkt", "algemeen", "or", True))
    assert {*ORDERS[name].get("einden", ())} <= set(aid.ends)
    for path in paths(aid, aid.start):
        for rule in ORDERS[name].get("volgorde", ()):
            if set(rule["bij"]) & set(path):
                assert path.index(rule["eerst"]) < next(n for n, key in enumerate(path) if key in rule["daarna"]), path
