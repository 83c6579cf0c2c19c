"""Who keeps each page up to date, and by which day it must be looked at again (docs/gegevens/eigenaars.yml, and the head of a page)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from pydantic import Field

from handbook.core.dutch import months_after, parse_date
from handbook.core.findings import Finding, SourceFile, quote
from handbook.core.project import Project
from handbook.sources.data.entries import DATA_FOLDER, node
from handbook.sources.data.entries import mistakes as of_file
from handbook.sources.files.fields import Count, Day, Group, Text
from handbook.sources.files.filling import fill
from handbook.sources.files.yaml_nodes import Mapping as YamlMapping
from handbook.sources.files.yaml_nodes import Scalar
from handbook.sources.pages import Page

OWNERS_YML = "eigenaars.yml"
OWNERS = SourceFile(f"docs/{DATA_FOLDER}/{OWNERS_YML}")

EVERYTHING = "docs"
"""The entry for whatever no other entry is about."""

OWNER, DUE = "eigenaar", "nakijken_voor"
"""What a page may say itself, in its head."""

FOLDER = re.compile(r"[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)*")
NOTE = re.compile(r"revisies/\d{4}-.*\.md")
"""The text of a revision: nobody looks at it again, for it does not change."""


class Map(Group):
    """What holds for the pages in one folder."""

    eigenaar: Text = Field(description="De rol die de pagina's bijhoudt: een naam onder contact in variables.yml.")
    nagekeken: Day = Field(description="De dag waarop iemand deze pagina's het laatst nakeek.")
    maanden: Count = Field(description="Na hoeveel maanden dat opnieuw moet.")


@dataclass(frozen=True)
class Folder:
    """One entry: `name` is a folder below docs/, or EVERYTHING; `line` is where it stands."""

    name: str
    line: int
    told: Map

    @property
    def due(self) -> date:
        """The day before which its pages must be looked at again."""
        return months_after(self.told.nagekeken, self.told.maanden)

    def holds(self, path: str) -> bool:
        """Whether the page at `path`, below docs/, is in it."""
        return self.name == EVERYTHING or path.startswith(f"{self.name}/")


@dataclass(frozen=True)
class Kept:
    """One page: its owner and its day, None where nobody says so; `folder` is the entry that says what the page itself does not."""

    page: Page
    owner: str | None
    due: date | None
    folder: Folder | None


@dataclass(frozen=True)
class Owners:
    """The entries of the file, by folder."""

    folders: Mapping[str, Folder] = field(default_factory=dict)

    def of(self, page: Page) -> Kept:
        """What the head of the page says, and else the entry of the innermost folder that it is in."""
        around = [one for one in self.folders.values() if one.holds(page.path)]
        folder = max(around, key=lambda one: -1 if one.name == EVERYTHING else len(one.name), default=None)
        owner, due = typed(page, OWNER), day(page)
        return Kept(page, owner or (folder.told.eigenaar if folder else None), due or (folder.due if folder else None), folder)

    def all(self, pages: Iterable[Page]) -> Iterator[Kept]:
        """Of every page that somebody keeps up to date; of none where an organisation does not use this."""
        kept = [page for page in pages if not NOTE.fullmatch(page.path)]
        if self.folders or any(typed(page, key) for page in kept for key in (OWNER, DUE)):
            yield from map(self.of, kept)


def typed(page: Page, key: str) -> str | None:
    """What the head of a page says under `key`."""
    value = page.meta.items.get(key) if page.meta else None
    return value.text.strip() if isinstance(value, Scalar) and value.text.strip() else None


def day(page: Page) -> date | None:
    """The day in the head of a page; None where there is none, or one that does not exist."""
    try:
        return parse_date(typed(page, DUE) or "")
    except ValueError:
        return None


def load(project: Project) -> tuple[Owners, list[Finding]]:
    """The entries; those that cannot be read have a finding. None where there is no file."""
    found: dict[str, Folder] = {}
    findings = of_file(project, OWNERS_YML)
    whole = node(project, OWNERS_YML)
    for key, value in whole.items.items():
        line = whole.key_lines[key]
        if not FOLDER.fullmatch(key):
            mend = f"Schrijf een map zoals zij in docs/ heet, zoals regels, of {EVERYTHING} voor alle andere pagina's."
            findings.append(OWNERS.finding(line, "NAK001", f"{quote(key)} is geen naam van een map.", mend))
        elif not isinstance(value, YamlMapping):
            mend = "Zet eronder: eigenaar, nagekeken en maanden."
            findings.append(OWNERS.finding(line, "NAK001", f"Bij {key} staat niet wie de pagina's bijhoudt.", mend))
        else:
            told, mistakes = fill(Map, value, OWNERS.name, "NAK001", line, key)
            findings += mistakes
            if told:
                found[key] = Folder(key, line, told)
    return Owners(found), findings
