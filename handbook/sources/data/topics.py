"""The topics that a complete protocol covers, and which article covers each (docs/gegevens/onderwerpen.yml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.sources import decided_by_law
from handbook.sources.articles import Article
from handbook.sources.data.entries import Entries, entries
from handbook.sources.data.only_for import AlleenBij
from handbook.sources.files.fields import Group, Text
from handbook.sources.files.kinds.choice import choice
from handbook.sources.front_matter import About, Metadata

Subject = Annotated[str, choice(*decided_by_law.subjects())]
"""What the law speaks of, as decided_by_law.yml names it."""


class Onderwerp(Group):
    """One topic; `uit` says why no article covers it if it does not apply."""

    naam: Text = Field(description="Hoe het onderwerp heet.")
    groep: Text = Field(description="Onder welk kopje het onderwerp staat.")
    uitleg: Text = Field(description="Eén zin over wat dit onderwerp regelt.")
    alleen_bij: AlleenBij = Field(default=AlleenBij(), description="Bij welke gegevens het onderwerp geldt.")
    uit: Text | None = Field(default=None, description="Waarom er geen artikel is, als het onderwerp niet geldt.")
    besluit: Subject | None = Field(
        default=None, description="Over welk onderwerp van de wet het gaat, als daar een ander dan het bestuur over beslist."
    )


def load(project: Project) -> tuple[Entries[Onderwerp], list[Finding]]:
    """The topics, by key, in the order in which HR reads them."""
    return entries(project, "onderwerpen.yml", Onderwerp, "OND001")


@dataclass(frozen=True)
class Settled:
    """One topic with the articles that are printed for it; `reason` says why there are none, if a reason was given."""

    key: str
    topic: Onderwerp
    articles: tuple[About, ...]
    reason: str


def settled(topics: Entries[Onderwerp], metadata: Metadata, printed: Mapping[str, Article]) -> list[Settled]:
    """Every topic in its order, each with its articles in the order of their numbers."""
    # A heading that is malformed is printed all the same, but nothing is known of it.
    by_number = sorted((a for a in printed.values() if a.id in metadata.articles), key=lambda a: (a.chapter, a.number))
    found = []
    for key, topic in topics.items.items():
        own = tuple(metadata.articles[a.id] for a in by_number if key in metadata.articles[a.id].topics)
        found.append(Settled(key, topic, own, "" if own else topic.uit or ""))
    return found
