"""What the newest revision says of the change, which decisions the law asks for, and which of those are not there."""

from __future__ import annotations

from collections.abc import Iterable

from handbook.checks import published
from handbook.checks.decided import needed
from handbook.checks.decided.needed import Need
from handbook.core.change_kind import MEANING
from handbook.core.dutch import ended, long_date
from handbook.core.findings import Finding
from handbook.core.status import Status
from handbook.report.model import Decision, Kind, Place, State, at
from handbook.sources import Sources, decided_by_law

CODES = ("REV030", "REV031", "REV032", "REV033", "REV034", "REV035", "REV036", "REV037", "REV039", "REV040", "BSL001", "BSL002", "BSL003")
"""What the checks say of a change and its decisions."""

STATES = {
    Status.CONCEPT: "Zij is nog een concept: er is nog niets over besloten.",
    Status.FOR_CONSENT: "Zij ligt ter instemming: er wordt op een antwoord gewacht.",
    Status.ADOPTED: "Zij is vastgesteld.",
}


def kind(sources: Sources, findings: Iterable[Finding]) -> Kind:
    """How it stands with the newest revision, as far as its sources can be read."""
    doubts = tuple(one for one in findings if one.code in CODES)
    revision = sources.revisions[0] if sources.revisions else None
    if revision is None:
        return Kind(("Er is nog geen revisie die zegt wat er verandert.",), (), doubts)
    if published.has(sources, revision):
        return Kind(
            (f"De nieuwste revisie, {revision.version}, is al gepubliceerd. Voor wat hier verandert, is er nog geen revisie.",), (), doubts
        )
    facts = revision.facts
    told = [f"Revisie {revision.version} hoort bij deze tekst. {STATES[Status(facts.status)]}"]
    told.append(MEANING[facts.aard] if facts.aard else "Of de regels veranderen of alleen de woorden, staat er nog niet bij (aard).")
    told += [f"Wat zij zegt over {_about(sources, one.ids)}: {ended(one.wat)}" for one in facts.wijzigingen]
    found = needed.read(sources)
    if found and not found.needs:
        told.append("Over wat er verandert, beslist alleen het bestuur.")
    if facts.adopted:
        told.append(f"Het bestuur besloot op {long_date(facts.adopted)}.")
    return Kind(tuple(told), tuple(_decision(sources, need) for need in found.needs) if found else (), doubts)


def _about(sources: Sources, ids: Iterable[str]) -> str:
    named = [f"artikel {sources.articles[id_].label}" if id_ in sources.articles else id_ for id_ in ids]
    return ", ".join(named) or "de rest van de tekst"


def _decision(sources: Sources, need: Need) -> Decision:
    waits = () if need.optional else (*need.asked, *need.left)
    ids = [one.id for one in waits]
    places = [Place(f"artikel {one.label}, {one.title}", f"{at(one.page)}#{id_}") for id_ in ids if (one := sources.articles.get(id_))]
    withdrawn = [Place(f"{one.title} (vervalt)") for one in waits if one.withdrawn]
    laws = decided_by_law.laws(list({ground.rule.wet: ground.rule for ground in need.grounds}.values()))
    return Decision(need.subject, _state(need), laws, (*places, *withdrawn))


def _state(need: Need) -> State:
    if not need.asked and not need.left:
        return "is er"
    if need.optional:
        return "mag ontbreken"
    return "ontbreekt" if need.left else "is gevraagd"
