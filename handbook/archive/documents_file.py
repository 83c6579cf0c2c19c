"""`documenten.json`: the files in which a version can be had as a document, and what each of them holds."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePosixPath
from typing import Literal

from pydantic import Field

from handbook.archive import register
from handbook.archive.manifest import Damaged, Path, Version, _Part, parse
from handbook.archive.published_text import Reader
from handbook.core.version_name import VersionName

DOCUMENTS_JSON = "documenten.json"
FOLDER = "documenten/"
SCHEMA = 1

NAMES = {"word": "Word", "pdf": "PDF", "epub": "EPUB", "text": "Platte tekst"}
"""What readers call each form."""

SUFFIXES = frozenset({".docx", ".pdf", ".epub", ".txt"})


class Document(_Part):
    """One of them: its form, its size in bytes, and the address of the page that it is; `pagina` None where it is the whole protocol."""

    vorm: Literal["word", "pdf", "epub", "text"]
    pagina: str | None
    grootte: int = Field(ge=0)


class Documenten(_Part):
    """All of them, by their paths within the version."""

    schema_: Literal[1] = Field(alias="schema")
    versie: Version
    bestanden: dict[Path, Document]


def is_one(name: str) -> bool:
    """Whether a file of a version is a document that the program made: no page of an author and no attachment stands in their folder."""
    return name.startswith(FOLDER) and PurePosixPath(name).suffix in SUFFIXES


def offered(files: Reader, versions: Collection[register.Version]) -> dict[VersionName, dict[str, Document]]:
    """By version the documents that hold the whole of it, by their paths within it, in the order of NAMES; none of what was taken off the site."""
    return {one.version: found for one in versions if not one.taken_off and (found := _whole(files.read(f"{one.tree}:{DOCUMENTS_JSON}")))}


def _whole(data: bytes | None) -> dict[str, Document]:
    try:
        listed = parse(Documenten, data, DOCUMENTS_JSON).bestanden if data else {}
    except Damaged:
        # What verify says of it; a list without them is still true.
        return {}
    whole = [(path, one) for path, one in listed.items() if one.pagina is None]
    return dict(sorted(whole, key=lambda known: [*NAMES].index(known[1].vorm)))
