"""The register as the pages of versions read it: without the fingerprints by which it is checked, and whatever else no page of a text asks."""

from __future__ import annotations

from collections.abc import Mapping

from handbook.archive import manifest
from handbook.archive.register import Register

SHORT_JSON = "versies/regime.json"

FACTS = ("schema", "peildatum")
"""What stands in it of the register as a whole; the same words mean the same there, by the same schema."""

ROW = ("versie", "geldig_van", "bekendgemaakt", "gepubliceerd", "van_de_site", "intrekking")
"""What stands in it of each version that has it."""


def written(register: Register, asked: Mapping[str, str] | None = None) -> bytes:
    """The file at SHORT_JSON. Every first visit fetches it, and fingerprints are what no packing makes smaller.

    `asked` are the files at the root of which pages ask whether they are there, with their SHA-256 as in regime.json.

    regime.json stays what versions are promised: a page reads that one where this one is not there (archive/root/versies.js).
    """
    whole = register.data({})
    rows = [{key: row[key] for key in ROW if key in row} for row in whole["versies"]]
    files = {"bestanden": dict(asked)} if asked else {}
    return manifest.canonical({**{key: whole[key] for key in FACTS}, "versies": rows, **files})
