"""The versions form one chain: numbers without gaps, each manifest holding the fingerprint of the one before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator

from handbook.archive.manifest import MANIFEST_JSON, Manifest
from handbook.core.edition import Edition, short
from handbook.core.errors import CannotWork
from handbook.core.findings import quote
from handbook.verify.difference import LOOK, Difference, restore
from handbook.verify.version import Told

CHAIN = "de reeks"

SINGLY = 100
"""Numbers that lack in a row, up to which each is named."""


def check(versions: Collection[Told], edition: Edition) -> Iterator[Difference]:
    """Every link that is broken."""
    by_number: defaultdict[int, list[Told]] = defaultdict(list)
    for one in versions:
        if one.manifest:
            by_number[one.manifest.volgnummer].append(one)
    unknown = any(one.manifest is None for one in versions)
    for number, same in by_number.items():
        if len(same) > 1:
            names = ", ".join(str(one.name) for one in same)
            yield Difference(CHAIN, f"meer dan één versie heeft volgnummer {number}: {names}.", LOOK)
    # A version whose number cannot be read is said already, and is what fills the gap.
    if not unknown:
        for first, last in _lacking(by_number.keys()):
            numbers = f"{first}" if first == last else f"{first} tot en met {last}"
            mend = (
                f"Zoek de tag {short(edition.revision('VERSIE'))} van de versie die weg is, en zet haar terug met: handbook restore VERSIE"
            )
            yield Difference(CHAIN, f"er is geen versie met volgnummer {numbers}.", mend)
    for one in versions:
        if one.manifest:
            yield from _link(one, one.manifest, by_number)


def _lacking(numbers: Collection[int]) -> Iterator[tuple[int, int]]:
    """Each number that lacks, so that one that is put back is one less; a range where there are more than a person would read."""
    for first, last in _gaps(numbers):
        yield from ((one, one) for one in range(first, last + 1)) if last - first < SINGLY else [(first, last)]


def _gaps(numbers: Collection[int]) -> Iterator[tuple[int, int]]:
    """What lacks between 1 and the highest, as ranges: a number may have been made huge."""
    before = 0
    for number in sorted(numbers):
        if number > before + 1:
            yield before + 1, number - 1
        before = number


def _link(one: Told, said: Manifest, by_number: dict[int, list[Told]]) -> Iterator[Difference]:
    path = f"{one.name}/{MANIFEST_JSON}"
    if said.volgnummer == 1 or said.vorige is None:
        if said.volgnummer != 1:
            yield Difference(path, "dit noemt geen vorige versie, maar het is niet de eerste.", restore(one.name))
        elif said.vorige is not None:
            yield Difference(path, f"dit is de eerste versie, maar het noemt een vorige: {said.vorige.versie}.", restore(one.name))
        return
    for before in by_number.get(said.volgnummer - 1, []):
        if str(before.name) != said.vorige.versie:
            yield Difference(
                path, f"dit noemt {said.vorige.versie} als vorige versie, en dat hoort {before.name} te zijn.", restore(one.name)
            )
        elif before.print != said.vorige.manifest:
            what = f"de vingerafdruk is anders dan versie {one.name} die heeft vastgelegd."
            yield Difference(f"{before.name}/{MANIFEST_JSON}", what, restore(before.name))


def fingerprint(text: str) -> str:
    """64 digits as a person may have noted them; raises CannotWork where it is something else."""
    plain = re.sub(r"[\s:-]", "", text).lower()
    if not re.fullmatch(r"[0-9a-f]{64}", plain):
        mend = "Een vingerafdruk heeft 64 tekens: cijfers en de letters a tot en met f."
        raise CannotWork(f"{quote(text)} is geen vingerafdruk van een manifest. {mend}")
    return plain


def holds(versions: Collection[Told], wanted: str) -> Told | None:
    """The version whose manifest has this fingerprint."""
    return next((one for one in versions if one.print == wanted), None)
