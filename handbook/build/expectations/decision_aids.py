"""Whether a decision aid leads where it is expected to, on every way through it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handbook.build.expectations.count import Count
from handbook.build.expectations.files import Hulp
from handbook.core.findings import Finding, SourceFile, quote
from handbook.sources import Sources
from handbook.sources.data.decision_aids import Aid


def check(file: SourceFile, asked: Mapping[str, Hulp], sources: Sources, count: Count) -> Iterator[Finding]:
    """What is expected of each aid and is not so."""
    assert sources.facts
    for name, wanted in asked.items():
        if name not in sources.data.decisions:
            yield file.finding(None, "TST004", f"De keuzehulp {quote(name)} is er niet.", "Haal haar hier weg, of kijk de naam na.")
            continue
        count.aids += 1
        aid = Aid(sources.data.decisions[name].items, sources.facts)
        for said in _wrong(aid, wanted, sources.facts.beleid.stand, count):
            yield file.finding(None, "TST005", f"De keuzehulp {quote(name)}: {said}.", "Verander de keuzehulp, of wat u hier verwacht.")


def _wrong(aid: Aid, wanted: Hulp, stance: str, count: Count) -> Iterator[str]:
    ends = {*aid.ends}
    here = wanted.per_stand.get(stance)
    first = [answer.naar for answer in aid.answers(aid.start)][:1]
    if here and first != [here.eerst]:
        yield f"eerst volgt {', '.join(first)}, en niet {here.eerst}"
    for end in (*wanted.einden, *(here.wel if here else ())):
        if end in aid.steps and not aid.counts(end):
            # Its `alleen_bij` names other facts than these: a hospital helps in a way of its own.
            count.elsewhere.append(end)
        elif end not in ends:
            yield f"het einde {end} is er niet"
    for end in here.niet if here else ():
        if end in ends:
            yield f"het einde {end} is er wel"
    ways = [*paths(aid, aid.start)] if wanted.volgorde else []
    for rule in wanted.volgorde:
        for way in ways:
            later = next((step for step in way if step in rule.daarna or step == rule.eerst), rule.eerst)
            if {*rule.bij} & {*way} and later != rule.eerst:
                yield f"op een weg komt {later} vóór {rule.eerst}"
                break


def paths(aid: Aid, key: str) -> Iterator[list[str]]:
    """Every way through the aid, as the steps that it passes."""
    if aid.steps[key].einde:
        yield [key]
    for answer in aid.answers(key):
        for rest in paths(aid, answer.naar):
            yield [key, *rest]
