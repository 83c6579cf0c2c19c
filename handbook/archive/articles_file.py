"""`artikelen.json`: the text of a version by article, from which everything but its own pages is made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator

from handbook.archive import manifest
from handbook.archive.manifest import Fingerprint, Path, Version, _Part
from handbook.redline.markup import said

ARTIKELEN_JSON = "artikelen.json"
SCHEMA = 2
"""In schema 1 a part says all of itself, its `tekst` beside its `html` too; in schema 2 who reads it makes the one of the other. Both are read for ever."""

Kind = Literal["lid", "tekst", "toelichting", "voorbeeld", "gebeurd", "gevolg", "leiding", "hulp", "kader", "invullen", "tabel", "kop"]
"""`invullen` says above a paper how to use it, and is in no article. The four in the middle stand around a rule (handbook.core.around); versions of before them have none."""


class Deel(_Part):
    """A part of an article; `nummer` is the one that a reader sees before a lid, `titel` what stands over a box or table.

    `raad` says of a lid that it is advice and no rule; versions of 0.5.0 and before know no difference.
    `tekst` is what `html` says, in a file of schema 2 made of it again, and `sha256` the fingerprint of that.
    """

    soort: Kind
    nummer: int | None = None
    titel: str | None = None
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

    @model_validator(mode="before")
    @classmethod
    def _as_read(cls, data: Any) -> Any:
        return _whole(data)


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


UNSAID: Mapping[str, Any] = {"nummer": None, "titel": None, "raad": False}
"""What a part says that says nothing of it."""


def written(article: Artikel) -> dict[str, Any]:
    """As it stands in the file: nothing of a part that its HTML or its article says already."""
    plain = manifest.plain(article)
    unsaid = {**UNSAID, "adres": article.adres}
    parts = [
        {name: value for name, value in part.items() if name != "tekst" and (name not in unsaid or value != unsaid[name])}
        for part in plain["delen"]
    ]
    return {**plain, "delen": parts}


def read(data: Any) -> Any:
    """What a file of any schema says as schema 1 says it; what is no such file comes back as it is, for who looks at its form."""
    if not isinstance(data, dict) or data.get("schema") != SCHEMA or not isinstance(data.get("artikelen"), list):
        return data
    return {**data, "schema": 1, "artikelen": [*map(_whole, data["artikelen"])]}


def _whole(article: Any) -> Any:
    """With all that its parts leave out."""
    if not isinstance(article, dict) or not isinstance(article.get("delen"), list):
        return article
    unsaid = {**UNSAID, "adres": article.get("adres")}
    return {**article, "delen": [_said(part, unsaid) for part in article["delen"]]}


def _said(part: Any, unsaid: Mapping[str, Any]) -> Any:
    if not isinstance(part, dict) or "tekst" in part or not isinstance(part.get("html"), str):
        return part
    return {**unsaid, **part, "tekst": said(part["html"])}
