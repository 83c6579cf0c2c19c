"""How the files in docs/gegevens/toetsen look, in which an organisation writes what it expects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, TypeAdapter, ValidationError, model_validator

from handbook.core.findings import Finding, SourceFile, errors, quote
from handbook.core.project import Project
from handbook.sources.data.entries import DATA_FOLDER, LIMIT
from handbook.sources.files.text_files import read_text
from handbook.sources.files.yaml_mistakes import syntax_finding

FOLDER = "toetsen"

Shape = TypeVar("Shape")
Words = Annotated[tuple[str, ...], BeforeValidator(lambda raw: raw.split() if isinstance(raw, str) else raw)]
"""A list, or its words on one line."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Punt(_Part):
    """Something that the page must tell: `zin` is the sentence that tells it, or more that follow each other, as printed with the facts of the example.

    Where two places tell it together, `zin` is a list of them. `deelt` says why another point of the situation may lean on the same sentence.
    """

    punt: str
    zin: Annotated[tuple[str, ...], BeforeValidator(lambda raw: (raw,) if isinstance(raw, str) else raw)]
    deelt: str = ""


class Situatie(_Part):
    """Something that happens, in the words of who asks, and where the answer stands: by words that its page has, by what that page tells, or both.

    `sector` is that of who asks, `bron` whether somebody wrote it before having read the text (vers).
    """

    situatie: str
    artikel: str
    kern: tuple[str, ...] = ()
    wie: str = ""
    sector: Literal["algemeen", "overheid", "zorg", "onderwijs", "beurs"] = "algemeen"
    bron: Literal["vers", "eigen"] = "eigen"
    vertelt: tuple[Punt, ...] = ()

    @model_validator(mode="after")
    def asks_something(self) -> Situatie:
        if not self.kern and not self.vertelt:
            raise ValueError("kern of vertelt")
        return self


class Volgorde(_Part):
    """On every way past one of `bij` the step `eerst` comes before those of `daarna`."""

    bij: tuple[str, ...]
    eerst: str
    daarna: tuple[str, ...]


class PerStand(_Part):
    """What follows first under a stance, and the ends that are there or not."""

    eerst: str
    wel: tuple[str, ...] = ()
    niet: tuple[str, ...] = ()


class Hulp(_Part):
    """What is expected of one decision aid."""

    per_stand: Mapping[str, PerStand] = {}
    einden: tuple[str, ...] = ()
    volgorde: tuple[Volgorde, ...] = ()


class Inhoud(_Part):
    """What is expected of the text as a whole; some of it only our own tests ask."""

    situaties: int = 0
    situaties_met_punten: int = 0
    verse_situaties: int = 0
    leesbaarheid: Mapping[str, Mapping[str, int]] = {}
    onderwerpen: Words = ()
    zonder_artikel: Words = ()
    nooit_zonder_artikel: Words = ()
    vaste_dilemmas: Words = ()
    oude_adressen: Words = ()
    artikelen: Words = ()


def load(project: Project, name: str, shape: TypeAdapter[Shape], nothing: Shape) -> tuple[SourceFile, Shape, list[Finding]]:
    """What a file expects, nothing where it is not there or has mistakes."""
    path = project.docs / DATA_FOLDER / FOLDER / name
    file = project.file(path)
    if not path.exists():
        return file, nothing, []
    text, findings = read_text(project, path, LIMIT)
    if text is None or errors(findings):
        return file, nothing, findings
    try:
        return file, shape.validate_python(yaml.safe_load(text) or nothing), []
    except yaml.YAMLError as error:
        return file, nothing, [syntax_finding(file, text, error, 0)]
    except ValidationError as error:
        return file, nothing, [_shape(file, one["loc"]) for one in error.errors(include_url=False)]


def _shape(file: SourceFile, where: tuple[Any, ...]) -> Finding:
    named = " bij ".join(quote(str(part + 1 if isinstance(part, int) else part)) for part in reversed(where)) or "het begin"
    return file.finding(None, "TST001", f"Hier klopt iets niet: {named}.", "Kijk bovenin het bestand hoe een regel eruitziet.")
