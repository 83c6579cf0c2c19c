"""What somebody does next, once an update is there or is listed: in Dutch, with what to type."""

from __future__ import annotations

from collections.abc import Sequence

from handbook.update import told
from handbook.update.change import OFFERED, Change, Kind
from handbook.update.engine_files import Plan
from handbook.update.landing import Place


def of_engine(place: Place) -> list[str]:
    """What somebody does once the engine is there."""
    remote = "origin" in place.repo.line("remote").splitlines()
    send = (
        "Stuur de branch op met git push --set-upstream origin HEAD, en maak een pull request."
        if remote
        else "Voeg de branch samen met uw tekst."
    )
    return [
        "1. Toets het met: make test",
        f"2. {send} Een nieuwe revisie is niet nodig: de tekst bleef zoals zij was.",
        "3. Wilt u zien wat er nieuw is in de tekst van de uitgever? Typ: handbook update --text",
    ]


def to_choose(found: Sequence[Change]) -> list[str]:
    """How somebody takes over what is listed."""
    offered = [one for one in found if one.kind in OFFERED]
    if not offered:
        return [told.UNCHANGED, *left_in_text([one for one in found if one.kind is Kind.CONFLICT])]
    return [
        f"{told.UNCHANGED} U kiest wat u overneemt:",
        "  alles:        handbook update --text --alles",
        f"  één artikel:  handbook update --text --artikel {min(offered, key=lambda one: one.name == one.file).name}",
        *left_in_text([one for one in found if one.kind is Kind.CONFLICT]),
    ]


def of_text(plan: Plan, left: Sequence[Change], shown: Sequence[Change]) -> list[str]:
    """What somebody does once text was taken over; `left` is what was not, and of that what was `shown` with both texts is for now."""
    conflicts = [one for one in left if one.kind is Kind.CONFLICT and one in shown]
    rest = len(dict.fromkeys(one.name for one in left if one not in conflicts))
    lines = left_in_text(conflicts)
    if rest:
        lines.append(f"Er is nog meer nieuw: {rest} {'deel' if rest == 1 else 'delen'}. Wat dat is, zegt: handbook update --text")
    if plan.write:
        lines += ["Kijk na of alles past met: handbook check", "De tekst is veranderd. Maak er een revisie van met: handbook new-revision"]
    return lines


def left_in_text(conflicts: Sequence[Change]) -> list[str]:
    """What is for a person to decide in the text."""
    if not conflicts:
        return []
    name = conflicts[0].name
    return [
        f"Verander zelf wat u van ons wilt overnemen bij: {told.names(conflicts)}.",
        f"Wilt u uw tekst houden zoals die is? Typ: handbook update --text --behoud {name}",
    ]


def left_in_engine(conflicts: Sequence[Change]) -> str:
    """The same in the files of the engine."""
    return (
        f"Kijk zelf wat u van ons overneemt in: {told.names(conflicts)}. "
        f"Wilt u uw bestand houden zoals het is? Typ: handbook update --behoud {conflicts[0].name}"
    )
