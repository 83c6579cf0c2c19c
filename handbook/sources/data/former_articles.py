"""Where the articles went that no longer stand at an address that was published (docs/gegevens/vervallen.yml)."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pydantic import Field

from handbook.core.findings import Finding, SourceFile, quote
from handbook.core.project import Project
from handbook.sources.data.entries import DATA_FOLDER, node
from handbook.sources.data.entries import mistakes as of_file
from handbook.sources.files.fields import Group, Text
from handbook.sources.files.filling import fill
from handbook.sources.files.yaml_nodes import Mapping as YamlMapping
from handbook.sources.files.yaml_nodes import Scalar

if TYPE_CHECKING:
    from handbook.sources import Sources

FORMER_YML = "vervallen.yml"
FORMER = SourceFile(f"docs/{DATA_FOLDER}/{FORMER_YML}")

ADDRESS = re.compile(r"(?P<page>(?!/)(?:(?!\.\.?/)[^#\s/]+/)*[^#\s/]+\.md)#(?P<id>[^#\s]+)")
"""An article's address as it was published, below docs/: `regels/werktijd.md#lek`."""

SHAPE = "Schrijf het adres, een dubbele punt en waar het artikel nu staat, zoals: regels/werktijd.md#lek: datalek"


class Vervallen(Group):
    """What became of one article."""

    titel: Text | None = Field(default=None, description="Hoe het artikel heette.")
    opvolger: Text | None = Field(default=None, description="Het artikel waarin het nu staat.")
    reden: Text | None = Field(default=None, description="Waarom het artikel er niet meer is, in één zin.")


@dataclass(frozen=True)
class Former:
    """One address below docs/ at which an article stood, and what the file says of it; `line` is where."""

    page: str
    id: str
    line: int
    told: Vervallen

    @property
    def address(self) -> str:
        """regels/werktijd.md#lek"""
        return f"{self.page}#{self.id}"

    @property
    def title(self) -> str:
        """What the article was called; where nobody said so, its id as words."""
        return self.told.titel or self.id.replace("-", " ").capitalize()


@dataclass(frozen=True)
class End:
    """Where one comes out who follows the successors: at an article that is there, or at none, with the `reason` that was given.

    `lost` is a successor that is neither there nor in the file, `circle` whether they lead round.
    """

    successor: str | None = None
    reason: str | None = None
    lost: str | None = None
    circle: bool = False


@dataclass(frozen=True)
class FormerArticles:
    """The entries of the file, by address in its order."""

    entries: Mapping[str, Former]

    def __iter__(self) -> Iterator[Former]:
        return iter(self.entries.values())

    def at(self, page: str, id_: str) -> Former | None:
        """The entry of an address."""
        return self.entries.get(f"{page}#{id_}")

    def of(self, id_: str) -> Former | None:
        """What became of an article that is nowhere any more: a line that leads to the same id only says that it moved, before it went."""
        return self._gone.get(id_)

    @cached_property
    def _gone(self) -> dict[str, Former]:
        found: dict[str, Former] = {}
        for one in self:
            if one.told.opvolger != one.id:
                found.setdefault(one.id, one)
        return found

    def end(self, one: Former, here: Container[str]) -> End:
        """Where the article of an entry went at last, while the articles `here` are there."""
        reason, seen = one.told.reden, [one]
        while (to := one.told.opvolger) is not None:
            if to in here:
                return End(to, reason)
            further = self.of(to)
            if further is None:
                return End(lost=to)
            if further in seen:
                return End(circle=True)
            seen.append(further)
            one, reason = further, further.told.reden or reason
        return End(None, reason)

    def successors(self, here: Container[str]) -> dict[str, str]:
        """Of each article that is not among `here`, the one of those in which it stands now: old id -> new id."""
        gone = {id_: one for id_ in sorted({one.id for one in self}) if id_ not in here and (one := self.of(id_))}
        return {id_: new for id_, one in gone.items() if (new := self.end(one, here).successor)}

    def instead(self, id_: str, here: Container[str], typed: str = "{}") -> str:
        """What to do about a reference to an article that went, while the articles `here` are there; empty where the file does not know it.

        `typed` is how an id stands where it is named.
        """
        one = self.of(id_)
        if one is None or id_ in here:
            return ""
        end = self.end(one, here)
        if end.successor:
            return f"Dat artikel staat nu in een ander artikel. Schrijf: {typed.format(end.successor)}"
        return "Dat artikel is vervallen. Haal de verwijzing weg, of noem een ander artikel." if end.reason else ""


def load(project: Project) -> tuple[FormerArticles, list[Finding]]:
    """The entries; those that cannot be read have a finding. None where there is no file."""
    found: dict[str, Former] = {}
    findings = of_file(project, FORMER_YML)
    whole = node(project, FORMER_YML)
    for key, value in whole.items.items():
        line = whole.key_lines[key]
        match = ADDRESS.fullmatch(key)
        if match is None:
            message = f"{quote(key)} is geen adres van een artikel."
            findings.append(FORMER.finding(line, "VRV001", message, SHAPE))
            continue
        told, mistakes = _told(key, value, line)
        findings += mistakes
        if told:
            found[key] = Former(match["page"], match["id"], line, told)
    return FormerArticles(found), findings


def _told(key: str, value: object, line: int) -> tuple[Vervallen | None, list[Finding]]:
    """What stands behind an address: the successor alone, or a group of what is to be said."""
    if isinstance(value, Scalar):
        value = YamlMapping({"opvolger": value} if value.text else {}, {"opvolger": line}, line)
    if not isinstance(value, YamlMapping):
        return None, [FORMER.finding(line, "VRV001", f"Achter {quote(key)} staat een lijst.", SHAPE)]
    return fill(Vervallen, value, FORMER.name, "VRV001", line, key)


def successors(sources: Sources) -> dict[str, str]:
    """Of each article that is nowhere any more, the one in which it stands now: old id -> new id."""
    return sources.data.former.successors(sources.metadata.articles)
