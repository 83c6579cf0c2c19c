"""How a small file of the register is written, and a version in it: as regime.json has it, without what nobody who reads such a file says."""

from __future__ import annotations

import json
from typing import Any

from handbook.archive.acts import Repeal
from handbook.archive.register import Version


def written(data: object) -> bytes:
    """The bytes of one, the same for the same data."""
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n").encode()


def row(entry: Version, repeal: Repeal | None) -> dict[str, Any]:
    """A row of the register, in its words, without what no page of a text says. Of what was taken off only which kinds there are."""
    days = {"geldig_van": entry.day, "bekendgemaakt": entry.announced, "gepubliceerd": entry.published}
    made: dict[str, Any] = {"versie": str(entry.version), **{key: day.isoformat() for key, day in days.items()}}
    if entry.measures:
        made["van_de_site"] = sorted({one.wat for one in entry.measures})
    if repeal:
        told = {"vanaf": repeal.vanaf, "besloten": repeal.besloten, "bekendgemaakt": repeal.bekendgemaakt}
        made["intrekking"] = {**{key: day.isoformat() for key, day in told.items()}, "in_plaats": repeal.in_plaats, "door": repeal.door}
    return made
