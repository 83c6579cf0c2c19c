"""Whose consent counts for a text: what those who speak for the staff said of it, or of an earlier text of which it goes on.

Consent goes on with the text for as long as nobody must be asked anew. Whether the law asks anew follows from the articles that a revision
changes (`handbook/checks/decided/`), and no revision is published before that is there: so an adopted one goes on with what held before it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from handbook.core.decisions import COUNCILS, SCHOOL, Consent, Outcome, Part, Who, sentence
from handbook.core.version_name import VersionName
from handbook.sources.decisions import Decision
from handbook.sources.revision_facts import RevisionFacts

LEAST_FIRST: tuple[Outcome, ...] = ("onthouden", "gevraagd", "verleend", "niet nodig")


@dataclass(frozen=True)
class Standing:
    """A decision on consent that counts for a text; `of` is the earlier version that it was taken on, None where it is the text's own.

    `partly` is one of a school's councils on some articles, where the other one decided on the text: it says nothing of the whole.
    """

    decision: Decision
    of: VersionName | None = None
    partly: bool = False

    @property
    def sentence(self) -> str:
        """Instemming van de ondernemingsraad, verleend op 5 oktober 2026, bij versie 2026-11-01."""
        one = self.decision
        return sentence(one.wat, one.by, one.stand, one.datum, one.reden, str(self.of) if self.of else None)


def after(earlier: Iterable[Standing], before: VersionName | None, facts: RevisionFacts) -> tuple[Standing, ...]:
    """What counts for the revision with these facts, where `earlier` counted for the text before it, which is `before`."""
    goes_on = [one if one.of else replace(one, of=before) for one in earlier if one.decision.stand != "gevraagd"]
    found: list[Standing] = []
    for council in COUNCILS:
        own = [Standing(one, partly=_partly(one, goes_on)) for one in facts.besluiten if one.wie == council and one.wat == "instemming"]
        held = [one for one in goes_on if one.decision.wie == council and not any(_covers(two, one.decision) for two in facts.besluiten)]
        # That new words need no consent takes nothing away from what was said of the rules.
        unneeded = facts.aard == "redactioneel" and all(one.decision.stand == "niet nodig" for one in own)
        found += held if held and (unneeded or not own) else [*own, *_of_other_parts(own, held)]
    return tuple(found)


def _of_other_parts(own: Collection[Standing], held: Iterable[Standing]) -> list[Standing]:
    """What the other parts of the same council said before, and it as a whole: a part of a school's council is asked of its own articles alone."""
    asked = {one.decision.deel for one in own if one.decision.wie in SCHOOL}
    return [one for one in held if asked and one.decision.deel not in asked]


def _partly(own: Decision, earlier: Collection[Standing]) -> bool:
    """Whether the other council of a school decided on the text, and this one not: then it speaks of some articles alone."""
    whole = [one.decision for one in earlier if one.decision.wie in SCHOOL and not one.partly]
    if own.wie not in SCHOOL or not whole or any((one.wie, one.deel) == (own.wie, own.deel) for one in whole):
        return False
    return not any(_covers(own, one) for one in whole)


def _covers(own: Decision, earlier: Decision) -> bool:
    """Whether a decision of the other council of a school is on all that an earlier one was on, and takes its place."""
    other = {own.wie, earlier.wie} == {*SCHOOL} and (own.deel, own.wat) == (earlier.deel, earlier.wat)
    return other and bool(earlier.artikelen) and {*dict(earlier.artikelen)} <= {*dict(own.artikelen)}


def carried(standing: Iterable[Standing], councils: Collection[str]) -> tuple[Standing, ...]:
    """What was said of an earlier text by those that the organisation has."""
    return tuple(one for one in standing if one.of and one.decision.wie in councils)


def counting(standing: Iterable[Standing], councils: Collection[str]) -> tuple[Standing, ...]:
    """All that counts for a text of an organisation with these councils."""
    return tuple(one for one in standing if one.of is None or one.decision.wie in councils)


def unsaid(standing: Iterable[Standing], councils: Collection[str]) -> tuple[Who, ...]:
    """Those that speak for the staff, where nothing is known of the consent of any of them to this text or to one before it."""
    return () if counting(standing, councils) else tuple(one for one in COUNCILS if one in councils)


def deciders(standing: Sequence[Standing], councils: Collection[str]) -> tuple[tuple[Who, Part | None], ...]:
    """Who gave the answer that `consent` gives, those who spoke of the text itself before others; with the part where it was only one."""
    outcome = consent(standing, councils)
    said = [one for one in standing if one.decision.wie in councils and one.decision.stand == outcome and not one.partly]
    own = {one.decision.wie for one in said if one.of is None}
    parts: dict[Who, list[Part | None]] = {}
    for one in [one for one in said if one.decision.wie in own] or said:
        parts.setdefault(one.decision.wie, []).append(one.decision.deel)
    return tuple((who, found[0] if len({*found}) == 1 else None) for who, found in parts.items())


def consent(standing: Sequence[Standing], councils: Collection[str]) -> Consent:
    """How it stands with those who speak for the staff; where there are more, as with the one that is least far."""
    given = {one.decision.stand for one in counting(standing, councils) if not one.partly}
    return next((outcome for outcome in LEAST_FIRST if outcome in given), "niet gevraagd")
