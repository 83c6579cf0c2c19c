"""Employers of every kind: the facts that change a text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from handbook.sources.variables import Variables

STANCES = ("vrij", "beperkt", "verboden")
SECTORS = ("algemeen", "overheid", "zorg", "onderwijs", "beurs")
COUNCILS = ("or", "pvt", "geen")
EMPLOYERS = list(product(STANCES, SECTORS, COUNCILS, (True, False)))


def employer(facts: Variables, stance: str, sector: str, council: str, channels: bool) -> Variables:
    parts = {
        "beleid": facts.beleid.model_copy(update={"stand": stance, "eigen_kanalen": channels}),
        "werkgever": facts.werkgever.model_copy(update={"sector": (sector,)}),
        "medezeggenschap": facts.medezeggenschap.model_copy(update={"soort": (council,)}),
    }
    return facts.model_copy(update=parts)


def combinations(facts: Variables) -> Iterator[Variables]:
    """These facts under every sector, stance and council, with and without monitoring and own channels."""
    for sector, stance, council, watch, own in product(SECTORS, STANCES, COUNCILS, (True, False), (True, False)):
        yield facts.model_copy(
            update={
                "werkgever": facts.werkgever.model_copy(update={"sector": (sector,)}),
                "beleid": facts.beleid.model_copy(update={"stand": stance, "toezicht": watch, "eigen_kanalen": own}),
                "medezeggenschap": facts.medezeggenschap.model_copy(update={"soort": (council,)}),
            }
        )
