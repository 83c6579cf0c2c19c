"""Who decides on a revision, on what, with what outcome, and how one decision reads in Dutch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from handbook.core.dutch import enumeration, long_date

Who = Literal["bestuur", "or", "pvt", "mr", "gmr", "fg", "anders"]
What = Literal["besluit", "instemming", "advies"]
Part = Literal["personeel", "ouders"]
Outcome = Literal["gevraagd", "verleend", "onthouden", "niet nodig"]
Consent = Literal["niet gevraagd", "onthouden", "gevraagd", "verleend", "niet nodig"]

BODIES: Mapping[Who, str] = {
    "bestuur": "het bestuur",
    "or": "de ondernemingsraad",
    "pvt": "de personeelsvertegenwoordiging",
    "mr": "de medezeggenschapsraad",
    "gmr": "de gemeenschappelijke medezeggenschapsraad",
    "fg": "de functionaris gegevensbescherming",
}
"""What each is called where the organisation gives it no name of its own; of "anders" nothing is known but its name."""

PARTS: Mapping[Part, str] = {"personeel": "het personeelsdeel van", "ouders": "het deel van ouders en leerlingen in"}
"""Of whom in the council of a school a decision is, where the law asks one part of it alone."""

COUNCILS: tuple[Who, ...] = ("or", "pvt", "mr", "gmr")
"""Those that speak for the people who work there."""

SCHOOL: tuple[Who, ...] = ("mr", "gmr")
"""The councils of schools: either decides, on one school or on most of them, and each has parts that decide by themselves."""


def body(who: Who, part: Part | None = None) -> str:
    """De ondernemingsraad, of het personeelsdeel van de medezeggenschapsraad."""
    called = BODIES.get(who, "iemand anders")
    return f"{PARTS[part]} {called}" if part else called


def bodies(who: Iterable[Who], part: Part | None = None) -> str:
    """Whose decision it is, where it can be of one of more."""
    called = " of ".join(body(one) for one in who)
    return f"{PARTS[part]} {called}" if part else called


DONE: Mapping[What, Mapping[Outcome, str]] = {
    "besluit": {"gevraagd": "gevraagd", "verleend": "genomen", "onthouden": "afgewezen"},
    "instemming": {"gevraagd": "gevraagd", "verleend": "verleend", "onthouden": "onthouden"},
    "advies": {"gevraagd": "gevraagd", "verleend": "uitgebracht", "onthouden": "niet uitgebracht"},
}
"""What was done with it; what is not needed was done nothing with."""


def subject(what: What, by: str) -> str:
    """Instemming van de ondernemingsraad."""
    return f"{what.capitalize()} van {by}"


def called(what: What, by: str) -> str:
    """The same within a sentence: de instemming van de ondernemingsraad."""
    return f"{'de' if what == 'instemming' else 'het'} {what} van {by}"


def sentence(
    what: What, by: str, outcome: Outcome, day: date | None, reason: str | None, of: str | None = None, earlier: Sequence[str] = ()
) -> str:
    """One decision in words that are true on every day: Instemming van de ondernemingsraad, verleend op 5 oktober 2026.

    `of` is the version that it was taken on, where that is another text; `earlier` are the numbers of the articles of which it was taken on
    an earlier text than they have now, after which it was taken again.
    """
    done = DONE[what].get(outcome)
    told = f", {done}{f' op {long_date(day)}' if day else ''}" if done else ": niet nodig"
    then = f", voor artikel {enumeration(earlier)} over een eerdere tekst" if earlier else ""
    return f"{subject(what, by)}{told}{f', bij versie {of}' if of else ''}{then}{f'. Reden: {reason}' if reason else ''}"
