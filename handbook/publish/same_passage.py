"""Finds the versions that hold the same passage, by the fingerprints that every version keeps of its articles and pages."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from handbook.archive.acts import Measure
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.archive.git import RECORD, Objects
from handbook.archive.manifest import sha256
from handbook.archive.register import Version
from handbook.archive.removal import Text
from handbook.core.console import few

NOTHING = sha256(b"")
"""The fingerprint of a part without words, which many texts have."""


def elsewhere(entries: Collection[Version], objects: Objects, text: Text, measure: Measure) -> Iterator[str]:
    """A Dutch sentence for every other version in which a part of what goes can still be read, with what stands there."""
    gone = prints(text.data(ARTIKELEN_JSON), text.data(RECORD), measure)
    for other in entries:
        if str(other.version) == text.facts.versie or other.taken_off:
            continue
        articles, record = (_data(objects, other, name) for name in (ARTIKELEN_JSON, RECORD))
        found = {what for what, print_ in held(articles, record) if print_ in gone}
        if found:
            yield f"Dezelfde tekst staat ook in versie {other.version}: {few(found)}. Moet zij daar ook weg? Geef de opdracht dan ook voor versie {other.version}."


def _data(objects: Objects, entry: Version, name: str) -> Any:
    try:
        return json.loads(objects.file(f"{entry.tree}:{name}") or b"")
    except (ValueError, RecursionError):
        return None


def prints(articles: Any, record: Any, measure: Measure) -> set[str]:
    """The fingerprints of everything that goes with the measure, of a version with this `artikelen.json` and `handboek.json`."""
    urls = {facts["url"] for facts in _pages(record) if measure.wat == "alles" or facts["url"] == measure.plek}
    gone = {id_ for facts in _pages(record) if facts["url"] in urls for id_ in facts["artikelen"]}
    if measure.wat == "artikel":
        gone = {str(measure.plek)}
    found = {part["sha256"] for one in _articles(articles) if one["id"] in gone for part in one["delen"] if part["sha256"] != NOTHING}
    found |= {article["tekst"] for facts in _pages(record) for id_, article in facts["artikelen"].items() if id_ in gone}
    return found | {facts["tekst"] for facts in _pages(record) if facts["url"] in urls}


def held(articles: Any, record: Any) -> Iterator[tuple[str, str]]:
    """What a version holds by its `artikelen.json` and `handboek.json`, each as people call it, with its fingerprint."""
    for one in _articles(articles):
        yield from ((f"artikel {one['nummer']}", part["sha256"]) for part in one["delen"])
    for facts in _pages(record):
        yield facts["url"] or "de beginpagina", facts["tekst"]
        yield from ((f"artikel {one['nummer']}", one["tekst"]) for one in facts["artikelen"].values())


def _articles(data: Any) -> list[Any]:
    return data.get("artikelen", []) if isinstance(data, dict) else []


def _pages(data: Any) -> list[Any]:
    return [*data["paginas"].values()] if isinstance(data, dict) and isinstance(data.get("paginas"), dict) else []
