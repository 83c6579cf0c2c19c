"""Compares mike's list, versions.json, with the versions that are really there."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from handbook.archive import register, versions_json
from handbook.archive.register import Register
from handbook.archive.root_files import own_names
from handbook.core.edition import Edition
from handbook.core.findings import quote
from handbook.core.version_name import VersionName
from handbook.verify.difference import CLEAN, REBUILD, Difference, restore
from handbook.verify.places.place import Place
from handbook.verify.root_data import Wrong, load, raw


def names(place: Place) -> set[str]:
    """The names that the two lists at the root give to versions: the only way to know them of a running site."""
    found = set()
    for file, key in ((register.REGIME_JSON, "versie"), (versions_json.VERSIONS_JSON, "version")):
        data = load(place, file)
        rows = data.get("versies") if isinstance(data, dict) else data
        found |= {str(row.get(key)) for row in rows if isinstance(row, dict)} if isinstance(rows, list) else set()
    return found


def check(place: Place, folders: Collection[VersionName], seen: Register | None, edition: Edition) -> Iterator[Difference]:
    """The list names every version once, newest first, leads the alias to the text in force, and names nothing else but what is the organisation's own."""
    listed = load(place, versions_json.VERSIONS_JSON)
    if isinstance(listed, Wrong):
        yield Difference(versions_json.VERSIONS_JSON, str(listed), REBUILD)
        return
    if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
        yield Difference(versions_json.VERSIONS_JSON, "dit is geen lijst van versies.", REBUILD)
        return
    found = [name for item in listed if isinstance(item.get("version"), str) and (name := VersionName.or_none(item["version"]))]
    for name in sorted({*folders} - {*found}):
        yield Difference(versions_json.VERSIONS_JSON, f"versie {name} ontbreekt.", REBUILD)
    for name in sorted({*found} - {*folders}):
        yield Difference(versions_json.VERSIONS_JSON, f"versie {name} staat in de lijst, maar niet in het archief.", restore(name))
    if len({*found}) != len(found):
        yield Difference(versions_json.VERSIONS_JSON, "een versie staat er meer dan één keer in.", REBUILD)
    elif found != sorted(found, reverse=True):
        yield Difference(versions_json.VERSIONS_JSON, "de versies staan niet op volgorde.", REBUILD)
    # Some commands of mike end the file with a new line, and some do not.
    if (raw(place, versions_json.VERSIONS_JSON) or b"").removesuffix(b"\n") != _as_mike(listed):
        yield Difference(versions_json.VERSIONS_JSON, "dit bestand staat er niet in zijn vaste vorm.", REBUILD)
    for item in listed:
        yield from _item(item, seen, edition)


def _item(item: dict[str, Any], seen: Register | None, edition: Edition) -> Iterator[Difference]:
    name, aliases, alias = item.get("version"), item.get("aliases"), edition.alias
    version = VersionName.or_none(name) if isinstance(name, str) else None
    leads = isinstance(aliases, list) and alias in aliases
    current = seen.current.version if seen and seen.current else None
    if version is None:
        if leads:
            yield Difference(versions_json.VERSIONS_JSON, f'"{alias}" leidt naar {quote(str(name))}, en dat is geen versie.', REBUILD)
        for other in (name, *(aliases if isinstance(aliases, list) else ())):
            if other != alias and other not in own_names(edition):
                yield Difference(
                    versions_json.VERSIONS_JSON, f"{quote(str(other))} staat in de lijst, en is geen versie van het handboek.", CLEAN
                )
    elif item.keys() != versions_json.KEYS.keys() or item["title"] != version.title:
        yield Difference(versions_json.VERSIONS_JSON, f"de gegevens van versie {version} zijn veranderd.", REBUILD)
    elif not seen and aliases not in ([], [alias]):
        yield Difference(versions_json.VERSIONS_JSON, f"de bijnamen van versie {version} kloppen niet.", REBUILD)
    elif seen and aliases != ([alias] if version == current else []):
        wrong = f'"{alias}" leidt naar versie {version}, maar dat hoort {current or "geen versie"} te zijn.'
        yield Difference(versions_json.VERSIONS_JSON, wrong if leads else f"de bijnamen van versie {version} kloppen niet.", REBUILD)


def _as_mike(listed: object) -> bytes:
    try:
        return json.dumps(listed, indent=2).encode()
    except (ValueError, RecursionError):
        return b""
