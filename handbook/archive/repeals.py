"""Says whether a repeal can be what a board decided: of a text that would apply, from a day that can be, with a text that can apply instead."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from handbook.archive.acts import Repeal
from handbook.archive.register import Version, in_force
from handbook.core.dutch import enumeration, long_date
from handbook.core.version_name import VersionName


def faults(entries: Collection[Version], repeal: Repeal, today: date) -> Iterator[str]:
    """Every reason, as a Dutch sentence, why this repeal cannot be, seen from the `entries` without it."""
    known = {entry.version: entry for entry in entries}
    entry = known.get(VersionName.parse(repeal.versie))
    if entry is None:
        newest = enumeration([str(name) for name in sorted(known, reverse=True)][:5])
        yield f"Versie {repeal.versie} is niet gepubliceerd. De nieuwste versies zijn {newest}."
        return
    if repeal.besloten > today:
        yield f"De dag van het besluit, {long_date(repeal.besloten)}, moet nog komen. Leg een besluit vast als het genomen is."
    if repeal.vanaf < entry.day:
        yield f"Versie {entry.version} geldt pas vanaf {long_date(entry.day)}. Kies die dag of een latere."
        return
    applies = in_force(entries, repeal.vanaf)
    if applies != entry:
        other = f"versie {applies.version}" if applies else "geen tekst"
        yield f"Op {long_date(repeal.vanaf)} geldt {other}, en niet versie {entry.version}. Er is dan niets in te trekken."
    yield from _instead(entries, entry, repeal)


def _instead(entries: Collection[Version], entry: Version, repeal: Repeal) -> Iterator[str]:
    if repeal.instead is None:
        return
    other = next((one for one in entries if one.version == repeal.instead), None)
    if other is None:
        yield f"Versie {repeal.instead} is niet gepubliceerd, en kan dus niet in de plaats komen. Publiceer haar eerst, of kies een andere versie."
    elif other == entry:
        yield f"Versie {other.version} kan niet in de plaats komen van zichzelf. Kies een andere versie, of geen."
    elif other.day > repeal.vanaf:
        yield f"Versie {other.version} geldt pas vanaf {long_date(other.day)}. Zij volgt dan vanzelf: kies geen, of een versie die op {long_date(repeal.vanaf)} al kan gelden."
    elif other.repealed and other.repealed.vanaf <= repeal.vanaf:
        yield f"Versie {other.version} is zelf ingetrokken vanaf {long_date(other.repealed.vanaf)}. Kies een andere versie, of geen."
