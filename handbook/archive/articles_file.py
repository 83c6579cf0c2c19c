"""`artikelen.json`: the text of a version by article, from which everything but its own pages is made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator

from handbook.archive import manifest
from handbook.archive.manifest import Fingerprint, Path, Version, _Part
from handbook.redline.markup import said

ARTIKELEN_JSON = "artikelen.json"
SCHEMA = 2
"""In schema 1 every part has its `tekst` beside its `html`; in schema 2 who reads it makes the one of the other. Both are read for ever."""

Kind = Literal["lid", "tekst", "toelichting", "voorbeeld", "gebeurd", "gevolg", "leiding", "hulp", "kader", "invullen", "tabel", "kop"]
"""`invullen` says above a paper how to use it, and is in no article. The four in the middle stand around a rule (handbook.core.around); versions of before them have none."""


class Deel(_Part):
    """A part of an article; `nummer` is the one that a reader sees before a lid, `titel` what stands over a box or table.

    `raad` says of a lid that it is advice and no rule; versions of 0.5.0 and before know no difference.
    `tekst` is what `html` says, in a file of schema 2 made of it again, and `sha256` the fingerprint of that.
    """

    soort: Kind
    nummer: int | None
    titel: str | None
    adres: str
    tekst: str
    html: str
    sha256: Fingerprint
    raad: bool = False

    @model_validator(mode="before")
    @classmethod
    def _as_read(cls, data: Any) -> Any:
        return _said(data) if isinstance(data, dict) and isinstance(data.get("html"), str) else data


def written(parts: Iterable[Deel]) -> list[dict[str, Any]]:
    """As they stand in the file."""
    return [{name: value for name, value in manifest.plain(part).items() if name != "tekst"} for part in parts]


def read(data: Any) -> Any:
    """What a file of any schema says as schema 1 says it, with the text of every part; what is no such file comes back as it is, for who looks at its form."""
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        return data
    try:
        articles = [{**one, "delen": [_said(part) for part in one["delen"]]} for one in data["artikelen"]]
    except (KeyError, TypeError):
        return data
    return {**data, "schema": 1, "artikelen": articles}


def _said(part: dict[str, Any]) -> dict[str, Any]:
    return part if "tekst" in part else {**part, "tekst": said(part["html"])}


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

    schema_: Literal[1, 2] = Field(alias="schema")
    versie: Version
    ingangsdatum: date
    werkgever: str
    adres: str
    artikelen: tuple[Artikel, ...]
    waarden: dict[str, str] = Field(default_factory=dict)
    aanspreekvorm: Literal["u", "je"] | None = None
