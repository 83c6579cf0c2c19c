"""`documenten.json`: the files in which a version can be had as a document, and what each of them holds."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Literal

from pydantic import Field

from handbook.archive.manifest import Path, Version, _Part

DOCUMENTS_JSON = "documenten.json"
FOLDER = "documenten/"
SCHEMA = 1

SUFFIXES = frozenset({".docx", ".pdf", ".epub", ".txt"})


class Document(_Part):
    """One of them: its form, and the address of the page that it is; `pagina` None where it is the whole protocol."""

    vorm: Literal["word", "pdf", "epub", "text"]
    pagina: str | None


class Documenten(_Part):
    """All of them, by their paths within the version."""

    schema_: Literal[1] = Field(alias="schema")
    versie: Version
    bestanden: dict[Path, Document]


def is_one(name: str) -> bool:
    """Whether a file of a version is a document that the program made: no page of an author and no attachment stands in their folder."""
    return name.startswith(FOLDER) and PurePosixPath(name).suffix in SUFFIXES
