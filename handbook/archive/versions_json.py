"""mike's list of versions, versions.json, and whether it matches the folders on the branch."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from handbook.archive import branch
from handbook.archive.git import BRANCH, Repository
from handbook.core.errors import CannotWork
from handbook.core.findings import quote
from handbook.core.version_name import VersionName

FILE = "versions.json"
ALIAS = "geldend"
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


def read(repo: Repository, commit: str) -> Branch:
    """What the commit holds; raises CannotWork where its list of versions is damaged or does not match its folders."""
    tree = repo.entries(commit)
    data = repo.read(f"{commit}:{FILE}") if FILE in tree else None
    if data is None:
        if FILE in tree or "index.html" in tree or branch.dated(tree):
            raise CannotWork(
                f"Op de branch {BRANCH} staat al een site, maar zonder de lijst {FILE}. Zet die lijst terug met: {REBUILD}. Is het een andere site? Geef die een eigen branch."
            )
        return NOTHING
    entries = _parse(data)
    listed = {name for name in map(_name, entries) if name}
    folders = branch.dated(tree)
    for name in sorted(listed ^ folders.keys()):
        lacks = f"de map {name} ontbreekt" if name in listed else f"{FILE} noemt de versie {name} niet, maar de map staat er wel"
        mend = f"handbook restore {name}" if name in listed else REBUILD
        raise CannotWork(f"De branch {BRANCH} klopt niet: {lacks}. Herstel dat met: {mend}")
    others = tuple(sorted(key for key in entries if _name(key) is None))
    alias = next((key for key, entry in entries.items() if ALIAS in entry["aliases"]), None)
    if alias is None and ALIAS in tree:
        raise CannotWork(
            f"Op de branch {BRANCH} staat al iets met de naam {ALIAS}, dat niet bij een versie hoort. Haal het weg of geef het een andere naam."
        )
    return Branch(frozenset(listed), others, alias, entries)


def is_name(text: str) -> bool:
    """Whether `text` is the name of a version of ours."""
    return _name(text) is not None


def _name(text: str) -> VersionName | None:
    try:
        return VersionName.parse(text)
    except ValueError:
        return None


def _parse(data: bytes) -> dict[str, dict[str, Any]]:
    """mike's list by version; raises CannotWork with what is wrong."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        where = f" (regel {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise _broken(f"dit is geen geldig JSON{where}") from error
    if not isinstance(found, list):
        raise _broken("dit is geen lijst van versies")
    entries: dict[str, dict[str, Any]] = {}
    taken: set[str] = set()
    for number, item in enumerate(found, 1):
        if not _is_entry(item):
            raise _broken(f"onderdeel {number} heeft niet precies version, title en aliases, of een naam die niet kan")
        for name in (item["version"], *item["aliases"]):
            if name in taken:
                raise _broken(f"de naam {quote(name)} staat er twee keer in")
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


def _broken(what: str) -> CannotWork:
    return CannotWork(
        f"Het bestand {FILE} op de branch {BRANCH} is beschadigd: {what}. Er is niets veranderd. Maak het opnieuw met: {REBUILD}"
    )
