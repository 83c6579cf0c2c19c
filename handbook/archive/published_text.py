"""Reads the text of a published version by article, also of one from before `artikelen.json`: that one is read from its pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from pydantic import ValidationError
from selectolax.lexbor import LexborHTMLParser

from handbook.archive import articles_file, manifest, printed_articles
from handbook.archive.acts import Read
from handbook.archive.articles_file import ARTIKELEN_JSON, Artikelen
from handbook.archive.git import RECORD
from handbook.archive.printed_articles import Printed
from handbook.redline import Text


class Reader(Protocol):
    """Whatever can read a file of a folder: `TREE:path`."""

    def read(self, spec: str, /) -> bytes | None: ...


class Folder(Protocol):
    """A version as the register knows it; `tree` is the id of its folder."""

    @property
    def tree(self) -> str: ...


def data(file: Read) -> dict[str, Any] | None:
    """The version as `artikelen.json` has it, from that file or else from its pages; `file` reads by a path within the version.

    What was taken off the site is not in it. None where the whole text was, or where the files are not as a program wrote them.
    """
    own = file(ARTIKELEN_JSON)
    found = articles_file.read(_parsed(own)) if own is not None else _of_pages(file)
    try:
        Artikelen.model_validate(found)
    except (ValidationError, RecursionError):
        return None
    return found


def read(files: Reader, entry: Folder) -> Text | None:
    """The text of a version that the register lists; None as with data()."""
    found = data(lambda name: files.read(f"{entry.tree}:{name}"))
    return Text.of(found) if found else None


def _parsed(written: bytes | None) -> Any:
    try:
        return json.loads(written or b"")
    except (ValueError, RecursionError):
        return None


# A version from before artikelen.json


def _of_pages(file: Read) -> dict[str, Any] | None:
    record, facts = _parsed(file(RECORD)), _parsed(file(manifest.FACTS))
    try:
        revision = record.get("revisie") or facts
        return {
            "schema": 1,
            "versie": record["versie"],
            "ingangsdatum": record["ingangsdatum"],
            "werkgever": revision["werkgever"],
            "adres": f"{revision['adres']}{record['versie']}/",
            "artikelen": sorted(_articles(file, record["paginas"]), key=lambda one: (place(one["nummer"]), one["id"])),
        }
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _articles(file: Read, pages: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for source, page in pages.items():
        if not page["artikelen"]:
            continue
        url = str(page["url"])
        html = file(f"{url}index.html") or b""
        printed = printed_articles.read(LexborHTMLParser(html.decode("utf-8", "replace")), url)
        for id_, article in page["artikelen"].items():
            # An article that stands on its page without a heading of its own, as in no handbook that was built, has no parts.
            shown = printed.get(id_, Printed(article["titel"], ()))
            yield {
                "id": id_,
                "nummer": article["nummer"],
                "titel": shown.title,
                "pagina": source,
                "adres": f"{url}#{id_}",
                "onderwerpen": [],
                "voorwaarden": [],
                "gegevens": [],
                "delen": [manifest.plain(part) for part in shown.parts],
                "sha256": article["tekst"],
            }


def place(number: str) -> tuple[int, ...]:
    """Where an article with this number stands: 4.10 behind 4.9."""
    return tuple(int(figures) for figures in re.findall(r"[0-9]{1,9}", number))
