"""Where no council speaks for the staff, the text itself promises that each revision says how they were heard: no law asks that, and readers may hold us to it."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.core import decisions
from handbook.core.decisions import COUNCILS
from handbook.core.findings import quote
from handbook.sources import Sources
from handbook.sources.decisions import Decision

PROMISE = "medezeggenschap"
"""The article that promises it; a text without it promises nothing."""

MEETING = "personeelsvergadering"
STAFF = ("personeel", "vergadering", "medewerker", "collega", "vrijwilliger", "iedereen")
"""What a name has in it of those who work there, beside the organisation's own word for them."""


@dataclass(frozen=True)
class Hearing:
    """Who is heard, by which article of the text, and what the newest revision says of it; None where it says nothing."""

    whom: str
    promise: str
    said: Decision | None

    @property
    def subject(self) -> str:
        """Advies van alle medewerkers."""
        return decisions.subject("advies", self.whom)

    @property
    def why(self) -> str:
        """By what the organisation owes it, as a sentence."""
        return f"Dat elke revisie dat noemt, belooft {self.promise}."


def read(sources: Sources) -> Hearing | None:
    """None where a council speaks for the staff, or nothing promises it."""
    article = sources.articles.get(PROMISE)
    assert sources.facts
    facts, newest = sources.facts, sources.revisions[0]
    if article is None or {*COUNCILS} & {*facts.medezeggenschap.soort}:
        return None
    whom = f"de {MEETING}" if MEETING in facts.medezeggenschap.soort else f"alle {facts.mensen.medewerker.meervoud}"
    said = next((one for one in newest.facts.besluiten if of_staff(one, facts.mensen.medewerker.meervoud)), None)
    return Hearing(whom, f"artikel {article.label} ({quote(article.title)})", said)


def of_staff(one: Decision, own: str = "") -> bool:
    """Whether it says what the staff found; `own` is the organisation's word for them."""
    name = (one.naam or "").lower()
    return one.wie == "anders" and one.wat != "besluit" and any(word in name for word in (*STAFF, own.lower()) if word)
