"""mike's list of versions, versions.json, and whether it matches the folders on the branch."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from handbook.archive import branch, left_behind
from handbook.archive.git import Repository
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.core.findings import quote
from handbook.core.version_name import VersionName

VERSIONS_JSON = "versions.json"
REBUILD = "handbook register --rebuild"
KEYS = {"version": str, "title": str, "aliases": list}
OPTIONAL = {"properties"}


@dataclass(frozen=True)
class Branch:
    """What stands there: our versions, names of others beside them, and where the alias leads."""

    names: frozenset[VersionName]
    others: tuple[str, ...]
    alias: str | None
    entries: dict[str, dict[str, Any]]


NOTHING = Branch(frozenset(), (), None, {})
"""A branch that is not there yet."""


def first_to_come(names: Collection[VersionName]) -> VersionName:
    """The text that will be the first in force, where none is yet."""
    begin = min(name.day for name in names)
    return max(name for name in names if name.day == begin)


def read(repo: Repository, commit: str, edition: Edition) -> Branch:
    """What the commit holds; raises CannotWork where its list of versions is damaged or does not match its folders."""
    tree = repo.entries(commit)
    data = repo.read(f"{commit}:{VERSIONS_JSON}") if VERSIONS_JSON in tree else None
    if data is None:
        if "index.html" in tree and not branch.dated(tree):
            raise CannotWork(
                f"Op de branch {edition.branch} staat een andere site, en geen enkele versie. Stond hier een archief? Wat u dan doet, zegt: handbook verify. Is het een andere site? Geef die een eigen branch."
            )
        if VERSIONS_JSON in tree or branch.dated(tree):
            raise CannotWork(
                f"Op de branch {edition.branch} staat al een site, maar zonder de lijst {VERSIONS_JSON}. Zet die lijst terug met: {REBUILD}. Is het een andere site? Geef die een eigen branch."
            )
        return NOTHING
    entries = _parse(data, edition)
    listed = {name for name in map(VersionName.or_none, entries) if name}
    folders = branch.dated(tree)
    for name in sorted(listed ^ folders.keys()):
        lacks = f"de map {name} ontbreekt" if name in listed else f"{VERSIONS_JSON} noemt de versie {name} niet, maar de map staat er wel"
        mend = f"handbook restore {name}" if name in listed else REBUILD
        raise CannotWork(f"De branch {edition.branch} klopt niet: {lacks}. Herstel dat met: {mend}")
    others = tuple(sorted(key for key in entries if VersionName.or_none(key) is None))
    alias = next((key for key, entry in entries.items() if edition.alias in entry["aliases"]), None)
    # Where no text is in force any more, its pages say that at the addresses it had; mike lists no alias then.
    if alias is None and edition.alias in tree and not left_behind.is_made(repo.read(f"{commit}:{edition.alias}/{left_behind.INDEX}")):
        raise CannotWork(
            f"Op de branch {edition.branch} staat al iets met de naam {edition.alias}, dat niet bij een versie hoort. Haal het weg of geef het een andere naam."
        )
    return Branch(frozenset(listed), others, alias, entries)


def _parse(data: bytes, edition: Edition) -> dict[str, dict[str, Any]]:
    """mike's list by version; raises CannotWork with what is wrong."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        where = f" (regel {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise _broken(f"dit is geen geldig JSON{where}", edition) from error
    if not isinstance(found, list):
        raise _broken("dit is geen lijst van versies", edition)
    entries: dict[str, dict[str, Any]] = {}
    taken: set[str] = set()
    for number, item in enumerate(found, 1):
        if not _is_entry(item):
            raise _broken(f"onderdeel {number} heeft niet precies version, title en aliases, of een naam die niet kan", edition)
        for name in (item["version"], *item["aliases"]):
            if name in taken:
                raise _broken(f"de naam {quote(name)} staat er twee keer in", edition)
            taken.add(name)
        entries[item["version"]] = item
    return entries


def _is_entry(item: object) -> bool:
    """mike drops keys that it does not know, and cannot take a name with a slash."""
    if (
        not isinstance(item, dict)
        or item.keys() - OPTIONAL != KEYS.keys()
        or not all(isinstance(item[key], kind) for key, kind in KEYS.items())
    ):
        return False
    return all(
        isinstance(name, str) and name not in ("", ".", "..") and not {"/", "\\"} & {*name} for name in (item["version"], *item["aliases"])
    )


def _broken(what: str, edition: Edition) -> CannotWork:
    return CannotWork(
        f"Het bestand {VERSIONS_JSON} op de branch {edition.branch} is beschadigd: {what}. Er is niets veranderd. Maak het opnieuw met: {REBUILD}"
    )
