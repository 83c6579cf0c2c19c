"""`inhoud.json`: how the pages of a version follow each other, and what a document of it needs to look like the organisation's."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from handbook.archive.manifest import Path, Version, _Part

INHOUD_JSON = "inhoud.json"
SCHEMA = 1

TITLE = "Protocol sociale media"
"""What the document is called, whoever's it is."""


class Bladzijde(_Part):
    """A page of the document: its source, its address within the version, and its title there."""

    pagina: Path
    adres: str
    titel: str


class Inhoud(_Part):
    """The pages of the protocol as a document, in the order of the menu, and its look.

    `kleur` is as `#1f4e79`, `logo` the path of a picture within the version. `vastgesteld_door` and `vastgesteld`, a day as people write it,
    are None of a draft.
    """

    schema_: Literal[1] = Field(alias="schema")
    versie: Version
    titel: str
    werkgever: str
    naam_kort: str
    kenmerk: str
    kleur: str
    logo: str | None
    vastgesteld: str | None
    vastgesteld_door: str | None
    bladzijden: tuple[Bladzijde, ...]
