"""A text of the handbook as a redline reads it: articles with their parts, out of the data of `artikelen.json`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self


@dataclass(frozen=True)
class Part:
    """A part of an article: `kind` is that of artikelen.json, `number` what stands before a lid, `title` what stands over a box, table or heading.

    `address` is below the folder of the version, `html` clean of all that is look; `advice` says that a lid is no rule.
    """

    kind: str
    number: int | None
    title: str | None
    address: str
    text: str
    html: str
    sha256: str
    advice: bool = False

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """From an item of `delen`; of before a lid could be advice it does not say so."""
        return cls(
            data["soort"],
            data["nummer"],
            data["titel"],
            data["adres"],
            data["tekst"],
            data["html"],
            data["sha256"],
            bool(data.get("raad")),
        )


@dataclass(frozen=True)
class Article:
    """An article as it was printed: `page` is its source, `address` below the folder of the version; `conditions` and `facts` are dotted names."""

    id: str
    number: str
    title: str
    page: str
    address: str
    topics: tuple[str, ...]
    conditions: tuple[str, ...]
    facts: tuple[str, ...]
    parts: tuple[Part, ...]
    sha256: str

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """From an item of `artikelen`."""
        return cls(
            data["id"],
            data["nummer"],
            data["titel"],
            data["pagina"],
            data["adres"],
            tuple(data["onderwerpen"]),
            tuple(data["voorwaarden"]),
            tuple(data["gegevens"]),
            tuple(Part.of(part) for part in data["delen"]),
            data["sha256"],
        )


@dataclass(frozen=True)
class Text:
    """All articles of a version, in the order of their numbers; `version` is the name of its folder, or `concept`.

    `values` are the facts that its articles print or depend on, by dotted name, as plain text; empty in a version of before they were kept.
    `form` is how it speaks to its reader, u or je; empty where the version does not say so.
    """

    version: str
    day: date
    employer: str
    articles: tuple[Article, ...]
    values: Mapping[str, str] = field(default_factory=dict, hash=False)
    form: str = ""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """From the artikelen.json of any version as archive/articles_file.py reads it. Raises KeyError, TypeError or ValueError where it is none."""
        return cls(
            data["versie"],
            date.fromisoformat(data["ingangsdatum"]),
            data["werkgever"],
            tuple(Article.of(article) for article in data["artikelen"]),
            dict(data.get("waarden") or {}),
            str(data.get("aanspreekvorm") or ""),
        )
