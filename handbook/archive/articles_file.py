"""`artikelen.json`: the text of a version by article, from which everything but its own pages is made."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from handbook.archive.manifest import Fingerprint, Path, Version, _Part

ARTIKELEN_JSON = "artikelen.json"
SCHEMA = 1

Kind = Literal["lid", "tekst", "toelichting", "voorbeeld", "gebeurd", "gevolg", "leiding", "hulp", "kader", "invullen", "tabel", "kop"]
"""`invullen` says above a paper how to use it, and is in no article. The four in the middle stand around a rule (handbook.core.around); versions of before them have none."""


class Deel(_Part):
    """A part of an article; `nummer` is the one that a reader sees before a lid, `titel` what stands over a box or table.

    `raad` says of a lid that it is advice and no rule; versions of 0.5.0 and before know no difference.
    """

    soort: Kind
    nummer: int | None
    titel: str | None
    adres: str
    tekst: str
    html: str
    sha256: Fingerprint
    raad: bool = False


class Artikel(_Part):
    """An article as it was printed; `sha256` is the fingerprint that handboek.json and manifest.json have of it."""

    id: str
    nummer: str
    titel: str
    pagina: Path
    adres: str
    onderwerpen: tuple[str, ...]
    voorwaarden: tuple[str, ...]
    gegevens: tuple[str, ...]
    delen: tuple[Deel, ...]
    sha256: Fingerprint


class Artikelen(_Part):
    """All articles of a version, in the order of their numbers; every other `adres` in it begins at this `adres`.

    `waarden` are the facts that they print or depend on, as plain text; versions of 0.6.0 and before have none.
    `aanspreekvorm` is how they speak to their reader, u or je; a version of before does not say so.
    """

    schema_: Literal[1] = Field(alias="schema")
    versie: Version
    ingangsdatum: date
    werkgever: str
    adres: str
    artikelen: tuple[Artikel, ...]
    waarden: dict[str, str] = Field(default_factory=dict)
    aanspreekvorm: Literal["u", "je"] | None = None
