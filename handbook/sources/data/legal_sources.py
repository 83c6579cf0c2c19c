"""The legal sources behind the handbook, and how certain each is (docs/gegevens/bronnen.yml)."""

from __future__ import annotations

from pydantic import Field

from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.sources.data.entries import Entries, entries
from handbook.sources.files.choices import Certainty
from handbook.sources.files.fields import Day, Group, Official, Text

WORD = "bron"


class Bron(Group):
    """One norm of the register."""

    naam: Text = Field(description="Hoe de bron heet, met het lidwoord ervoor.")
    artikel: Text | None = Field(default=None, description="Het artikel of de artikelen, als die er zijn.")
    url: Official = Field(description="Het adres van de officiële tekst, of het ECLI-nummer van een uitspraak.")
    waarvoor: Text = Field(description="Waarvoor het handboek de bron gebruikt.")
    zekerheid: Certainty = Field(description="H (staat vast), M (waarschijnlijk goed) of L (omstreden of in beweging).")
    nagekeken: Day = Field(description="De dag waarop iemand de bron voor het laatst bekeek.")
    opnieuw_nakijken: Day = Field(description="De dag waarop dat uiterlijk weer moet.")


def load(project: Project) -> tuple[Entries[Bron], list[Finding]]:
    return entries(project, "bronnen.yml", Bron, "BRN001")
