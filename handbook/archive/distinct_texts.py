"""Every text that an article ever had, once, and which versions hold it: what the page /zoeken/ looks through."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from handbook.archive import manifest
from handbook.archive.history import History, Stood
from handbook.archive.register import Register, Version
from handbook.archive.texts import Published, Texts
from handbook.core.version_name import VersionName

LIST_JSON = "zoeken/artikelen.json"
"""Every article, and from which version to which it had which text under which number: it grows with what changes, and not with copies."""

SCHEMA = 1

OF_A_YEAR = re.compile(r"zoeken/[0-9]{4}\.json", re.ASCII)
"""The texts that came into the archive in one year: a file that is done with once the year is over, unless something is taken off the site."""

SHORT = 16
"""Hexadecimal figures of a fingerprint by which the list names a text."""

Parts = list[list[Any]]
"""Of each part: its kind, the number before it, what stands over it, its place, and its words. A place is what follows the article's id, or begins with #."""


class Holding(NamedTuple):
    """An article as a version has it; `text` names its text, apart from number and title."""

    id: str
    number: str
    title: str
    address: str
    text: str


@dataclass(frozen=True)
class Distinct:
    """The files at the root, as bytes: LIST_JSON, and the texts by the paths of their files."""

    listed: bytes
    by_year: Mapping[str, bytes] = field(default_factory=dict)


def _written(head: Mapping[str, Any], name: str, rows: Iterable[Any]) -> bytes:
    """A file with one of its `rows` on a line: the same rows are the same bytes, and a change of one is a change of one line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)
    start = json.dumps({"schema": SCHEMA, **head, name: []}, ensure_ascii=False).removesuffix("]}")
    return f"{start}\n{lines}\n]}}\n".encode()


NOTHING = Distinct(_written({"jaren": [], "niet_gelezen": []}, "artikelen", ()))


def gather(seen: Register, texts: Texts, told: History, stood: Stood | None = None) -> Distinct:
    """What the versions of the register hold; of a version that stood there unchanged nothing is read again.

    `told` knows which articles got another id.
    """
    return _Gatherer(seen, texts, stood).distinct(told)


class _Gatherer:
    def __init__(self, seen: Register, texts: Texts, stood: Stood | None) -> None:
        self._entries = sorted(seen.entries, key=lambda entry: entry.version)
        self._texts, self._known = texts, _Known.of(stood) if stood else None
        self._parts: dict[str, Parts] = {}

    def distinct(self, told: History) -> Distinct:
        """All files."""
        held = {entry.version: self._held(entry) for entry in self._entries}
        runs = _runs(held.values(), [str(version) for version in held])
        years = self._years(held)
        unread = [str(version) for version, holdings in held.items() if holdings is None]
        articles = ({"ids": ids, "stond": [run for id_ in ids for run in runs[id_]]} for ids in _named(runs, told))
        files = {f"zoeken/{year}.json": _written({}, "teksten", rows) for year, rows in years.items()}
        return Distinct(_written({"jaren": sorted(years), "niet_gelezen": unread}, "artikelen", articles), files)

    def _held(self, entry: Version) -> list[Holding] | None:
        """What can be read of a version, in its order; None where nothing can."""
        if entry.taken_off:
            return None
        if self._known and self._known.trees.get(str(entry.version)) == entry.tree:
            return self._known.holdings.get(str(entry.version))
        published = self._texts.of(entry)
        return None if published is None else [self._holding(article) for article in _articles(published)]

    def _holding(self, article: Mapping[str, Any]) -> Holding:
        parts = [_part(article["id"], part) for part in article["delen"]]
        print_ = manifest.sha256(manifest.canonical(parts))[:SHORT]
        self._parts[print_] = parts
        return Holding(article["id"], article["nummer"], article["titel"], article["adres"], print_)

    def _years(self, held: Mapping[VersionName, list[Holding] | None]) -> dict[str, list[dict[str, Any]]]:
        """The texts by the year in which the first version that holds them was published; those of one article stand together, which packs well."""
        places: dict[str, tuple[str, str, int]] = {}
        for entry in sorted(self._entries, key=lambda entry: entry.sequence):
            # Two articles may have the same words.
            for one in sorted(held[entry.version] or ()):
                if one.text not in places:
                    places[one.text] = (f"{entry.published.year:04}", one.id, entry.sequence)
        found: dict[str, list[dict[str, Any]]] = {}
        for print_, (year, _, _) in sorted(places.items(), key=lambda item: (item[1], item[0])):
            found.setdefault(year, []).append({"tekst": print_, "delen": self._text(print_)})
        return found

    def _text(self, print_: str) -> Parts:
        return self._parts[print_] if print_ in self._parts or not self._known else self._known.parts[print_]


def _articles(published: Published) -> list[dict[str, Any]]:
    articles: list[dict[str, Any]] = published.data["artikelen"]
    return articles


def _part(id_: str, part: Mapping[str, Any]) -> list[Any]:
    place = str(part["adres"]).partition("#")[2]
    return [part["soort"], part["nummer"], part["titel"], place.removeprefix(id_) if place.startswith(id_) else f"#{place}", part["tekst"]]


def _runs(held: Iterable[list[Holding] | None], names: list[str]) -> dict[str, list[dict[str, str]]]:
    """By the id of an article each unbroken row of versions in which it stood the same; one of which nothing can be read breaks it."""
    open_: dict[str, tuple[int, Holding, dict[str, str]]] = {}
    found: dict[str, list[dict[str, str]]] = {}
    for at, holdings in enumerate(held):
        for one in holdings or ():
            last, before, run = open_.get(one.id, (-2, None, {}))
            if last != at - 1 or before != one:
                row = {"id": one.id, "nummer": one.number, "titel": one.title, "adres": one.address, "tekst": one.text}
                run = {"van": names[at], **row}
                found.setdefault(one.id, []).append(run)
            run["tot"] = names[at]
            open_[one.id] = (at, one, run)
    return found


def _named(ids: Iterable[str], told: History) -> list[list[str]]:
    """The ids that one article had, the oldest first; in the order of the last."""
    chains = {id_: [id_] for id_ in ids}
    for version in sorted(told.steps):
        for touch in told.steps[version].rows:
            was, now = chains.get(touch.was or ""), chains.get(touch.id)
            if was is None or now is None or was is now:
                continue
            was += now
            chains |= dict.fromkeys(now, was)
    return sorted({id(chain): chain for chain in chains.values()}.values(), key=lambda chain: chain[-1])


# What stands on the branch already


@dataclass(frozen=True)
class _Known:
    """What an earlier act of the same release wrote: the ids that the folders of versions had in git then, what each held, and the texts."""

    trees: Mapping[str, str]
    holdings: Mapping[str, list[Holding]]
    parts: Mapping[str, Parts]

    @classmethod
    def of(cls, stood: Stood) -> _Known | None:
        """None where its files are not as a program writes them."""
        try:
            listed = json.loads(stood.read(LIST_JSON) or b"")
            years = [json.loads(stood.read(f"zoeken/{year}.json") or b"") for year in listed["jaren"]]
            parts = {row["tekst"]: row["delen"] for year in years for row in year["teksten"]}
            names = sorted(stood.trees, key=VersionName.parse)
            places = {name: at for at, name in enumerate(names)}
            holdings: dict[str, list[Holding]] = {name: [] for name in names if name not in listed["niet_gelezen"]}
            for run in (run for article in listed["artikelen"] for run in article["stond"]):
                one = Holding(run["id"], run["nummer"], run["titel"], run["adres"], run["tekst"])
                for name in names[places[run["van"]] : places[run["tot"]] + 1]:
                    holdings[name].append(one)
            return cls(stood.trees, holdings, parts) if all(one.text in parts for rows in holdings.values() for one in rows) else None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
