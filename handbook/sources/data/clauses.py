"""The clause on social media for the personnel handbook, under each stance (docs/gegevens/bepalingen.yml): the one home of its words, its reasons and its limits."""

from __future__ import annotations

from pydantic import Field

from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.sources.data.entries import Entries, entries
from handbook.sources.files.fields import Group, Text, Texts


class Lid(Group):
    """One numbered paragraph."""

    zinnen: Texts = Field(description="De zinnen van dit lid, in hun volgorde.")


class Bepaling(Group):
    """One clause: its numbered paragraphs, why an organisation chooses it, and what it does not mean."""

    titel: Text = Field(description="Wat er boven de bepaling staat.")
    leden: tuple[Lid, ...] = Field(description="De tekst van de bepaling, lid voor lid.")
    redenen: Texts = Field(description="Waarom een organisatie dit kiest.")
    grenzen: Texts = Field(description="Wat de bepaling niet inhoudt.")


def load(project: Project) -> tuple[Entries[Bepaling], list[Finding]]:
    """The clauses by stance; none if there is no file."""
    return entries(project, "bepalingen.yml", Bepaling, "STU006")
