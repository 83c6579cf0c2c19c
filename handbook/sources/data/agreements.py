"""Where each agreement is laid down, and by which words it is found in other places (docs/gegevens/afspraken.yml)."""

from __future__ import annotations

from pydantic import Field

from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.sources.data.entries import Entries, entries
from handbook.sources.data.only_for import AlleenBij
from handbook.sources.files.choices import Agreed
from handbook.sources.files.fields import Count, Group, Text, Texts

AGREEMENTS_YML = "afspraken.yml"


class Afspraak(Group):
    """One agreement, laid down in one paragraph and spoken of in others."""

    afspraak: Text = Field(description="Waar het over gaat, in een paar woorden.")
    artikel: Text = Field(description="Het adres van het artikel waarin de afspraak staat.")
    lid: Count = Field(description="Het nummer van het lid waarin de afspraak staat.")
    soort: Agreed = Field(description="Wat overal gelijk moet zijn.")
    zegt: Text | None = Field(default=None, description="Bij de soort woorden: wat er overal moet staan.")
    woorden: Texts = Field(description="Waaraan de afspraak elders te herkennen is: van elke regel komt één woord voor.")
    alleen_bij: AlleenBij = Field(default=AlleenBij(), description="Bij welke gegevens de afspraak er staat.")
    anders: Texts = Field(default=(), description="Plekken waar het met opzet anders is: het adres, een dubbele punt en de reden.")


def load(project: Project) -> tuple[Entries[Afspraak], list[Finding]]:
    """The agreements; none if there is no file."""
    return entries(project, AGREEMENTS_YML, Afspraak, "AFS001")
