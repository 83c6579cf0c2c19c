"""The record inside every version folder: its facts, and a fingerprint per file."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import metadata
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    ValidationError,
    model_serializer,
    model_validator,
)

from handbook.core.decisions import Outcome, What, Who, sentence
from handbook.core.version_name import VersionName

FACTS = "revisie.json"
"""What the register reads of a version."""

MANIFEST_JSON = "manifest.json"
"""The fingerprints of all other files; its own fingerprint stands in the next version's: a chain."""

STAMP = "manifest.tsr"
"""A time stamp by a third party over manifest.json (RFC 3161), where one was asked for."""

ADDED = frozenset({FACTS, MANIFEST_JSON, STAMP})
"""What publishing adds to a built site."""

SCHEMA = 1
FACTS_SCHEMA = 2
"""Of FACTS: in schema 1 the decisions are sentences, in schema 2 data. Both are read for ever."""

TOOLS = ("mkdocs", "mkdocs-material", "mkdocs-macros-plugin", "mike")

installed = cache(metadata.version)
"""The version of a package that is installed. Cached: reading it parses the package's whole description, and a register asks for every tag."""


def canonical(data: object) -> bytes:
    """The one way in which these facts are written down, so that the same facts are the same bytes."""
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def dense(data: object) -> bytes:
    """The same for a file of a version that programs read and of which each space weighs; `canonical` stays as it is, for what is made again is compared with it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def sha256(data: bytes) -> str:
    """The fingerprint of a file: 64 hexadecimal digits, as `sha256sum` prints them."""
    return hashlib.sha256(data).hexdigest()


def tools() -> dict[str, str]:
    """Which programs made a version."""
    return {"handbook": installed("social-media-handbook"), **{name: installed(name) for name in TOOLS}}


def _is_version(text: str) -> str:
    VersionName.parse(text)
    return text


def _is_plain(text: str) -> str:
    if not re.fullmatch(r"(?!/)(?!.*(?:^|/)\.{1,2}(?:/|$))(?!.*//)[^\0\n\r]+", text):
        raise ValueError(text)
    return text


Version = Annotated[str, AfterValidator(_is_version)]
Fingerprint = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Path = Annotated[str, AfterValidator(_is_plain)]


class _Part(BaseModel):
    """Written by a program: what does not fit was changed by somebody."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Link(_Part):
    """The version that was published before, and the fingerprint of its manifest."""

    versie: Version
    manifest: Fingerprint


class Decision(_Part):
    """Who decided what, with what outcome; `naam` is how a sentence names them, `stuk` an address or a file in the version's folder.

    `bij` is the earlier version that it was taken on, where it goes on for this text; `eerdere_tekst` are the numbers of the articles of which
    the text changed after it, so that it was taken again. Each is left out where there is none, as in every version of 0.6.0 and before.
    """

    wie: Who
    naam: str
    wat: What
    stand: Outcome
    datum: date | None
    reden: str | None
    stuk: str | None
    bij: Version | None = None
    eerdere_tekst: tuple[str, ...] | None = None

    @model_serializer(mode="wrap")
    def _without_nothing(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written: dict[str, Any] = write(self)
        return {key: value for key, value in written.items() if value is not None or key not in ("bij", "eerdere_tekst")}

    @property
    def sentence(self) -> str:
        """The decision in words that are true on every day."""
        return sentence(self.wat, self.naam, self.stand, self.datum, self.reden, self.bij, self.eerdere_tekst or ())


class Change(_Part):
    """What a revision says that it changes of these articles, by their ids; without any, of what stands outside the articles."""

    artikelen: tuple[str, ...]
    wat: str
    waarom: str | None
    voor_wie: str | None
    betekent: str | None


class _Revision(_Part):
    """The facts of a revision that hold in every schema."""

    versie: Version
    geldig_van: date
    vastgesteld: date
    vastgesteld_door: str
    bekendgemaakt: date
    aard: Literal["materieel", "redactioneel"]
    toelichting: str | None
    evaluatie: date
    werkgever: str
    adres: str
    wijzigingen: tuple[Change, ...] | None = None
    """None where it says of no article what changes, as no revision of 0.5.0 and before does: the key is then left out."""

    @model_serializer(mode="wrap")
    def _without_nothing(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written: dict[str, Any] = write(self)
        if self.wijzigingen is None:
            del written["wijzigingen"]
        return written

    @property
    def name(self) -> VersionName:
        return VersionName.parse(self.versie)


class Built(_Revision):
    """The facts of a revision that its sources tell."""

    besluiten: tuple[Decision, ...]


class Facts(_Revision):
    """`revisie.json`: `volgnummer` counts the publications from 1, `gepubliceerd` is the day of this one."""

    schema_: Literal[1, 2] = Field(alias="schema")
    besluiten: tuple[Decision, ...] | tuple[str, ...]
    volgnummer: int = Field(ge=1)
    gepubliceerd: date
    vorige: Link | None

    @model_validator(mode="after")
    def _decisions_as_the_schema_has_them(self) -> Self:
        if any(isinstance(one, str) != (self.schema_ == 1) for one in self.besluiten):
            raise ValueError(self.schema_)
        return self

    @property
    def decisions(self) -> tuple[str, ...]:
        """Every decision as a sentence."""
        return tuple(one if isinstance(one, str) else one.sentence for one in self.besluiten)


class Manifest(_Part):
    """`manifest.json`: `bron` is the commit that was built; files and articles have their SHA-256."""

    schema_: Literal[1] = Field(alias="schema")
    versie: Version
    volgnummer: int = Field(ge=1)
    gepubliceerd: date
    bron: str
    gereedschap: dict[str, str]
    vorige: Link | None
    bestanden: dict[Path, Fingerprint]
    artikelen: dict[str, Fingerprint]


class Damaged(Exception):
    """A file that programs write is not as programs write it; the message says in Dutch what is wrong."""


Part = TypeVar("Part", bound=_Part)


def parse(kind: type[Part], data: bytes, file: str) -> Part:
    """The file `file` as `kind`. Raises Damaged where it is not in the form in which programs write it."""
    try:
        plain = json.loads(data)
        part = kind.model_validate(plain)
        fixed = canonical(plain) == data
    except ValidationError as error:
        where = ".".join(str(step) for step in error.errors(include_url=False)[0]["loc"])
        raise Damaged(f"{file} klopt niet bij {where}" if where else f"{file} klopt niet") from error
    except (ValueError, RecursionError) as error:
        raise Damaged(f"{file} is geen leesbaar JSON") from error
    if not fixed:
        raise Damaged(f"{file} staat er niet in zijn vaste vorm")
    return part


def plain(part: _Part) -> dict[str, Any]:
    """The part as it is written down."""
    return part.model_dump(mode="json", by_alias=True)


@dataclass(frozen=True)
class Publication:
    """What is added to a built version at the moment of publishing."""

    built: Built
    sequence: int
    published: date
    previous: Link | None
    source: str

    def facts(self) -> bytes:
        """`revisie.json`"""
        return canonical({"schema": FACTS_SCHEMA, **plain(self.built), **self._moment()})

    def manifest(self, files: Mapping[str, str], articles: Mapping[str, str]) -> bytes:
        """`manifest.json`, from the fingerprints of all other files and of the articles' texts."""
        head = {"schema": SCHEMA, "versie": self.built.versie, "bron": self.source, "gereedschap": tools(), **self._moment()}
        return canonical({**head, "bestanden": {**files, FACTS: sha256(self.facts())}, "artikelen": dict(articles)})

    def _moment(self) -> dict[str, Any]:
        previous = plain(self.previous) if self.previous else None
        return {"volgnummer": self.sequence, "gepubliceerd": self.published.isoformat(), "vorige": previous}
