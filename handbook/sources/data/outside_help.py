"""The bodies outside the organisation that help, with what each does for a reader of the handbook (docs/gegevens/hulp.yml)."""

from __future__ import annotations

from pydantic import Field

from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.sources.data.entries import Entries, entries
from handbook.sources.data.only_for import AlleenBij
from handbook.sources.files.fields import Day, Group, Https, Phone, Text


class Hulp(Group):
    """One body. Its number is public: it is nobody's contact, and no fact of the organisation."""

    naam: Text = Field(description="Hoe de instantie heet, zonder lidwoord.")
    wat: Text = Field(description="Wat zij doet voor wie dit handboek leest, in één of twee korte zinnen.")
    website: Https = Field(description="De website, die begint met https.")
    telefoon: Phone | None = Field(default=None, description="Het telefoonnummer, als mensen er kunnen bellen.")
    alleen_bij: AlleenBij = Field(default=AlleenBij(), description="Bij welke gegevens de instantie iets doet, zoals een sector.")
    nagekeken: Day = Field(description="De dag waarop iemand naam, website en nummer voor het laatst bekeek.")


def load(project: Project) -> tuple[Entries[Hulp], list[Finding]]:
    """The bodies, by key, in the order in which a list prints them."""
    return entries(project, "hulp.yml", Hulp, "HLP001")
