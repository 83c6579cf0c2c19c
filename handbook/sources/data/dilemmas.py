"""The dilemmas and their themes (docs/gegevens): what each says and for whom it is meant."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.sources.data.entries import Entries, entries
from handbook.sources.data.only_for import AlleenBij
from handbook.sources.files.choices import Role
from handbook.sources.files.fields import Group, Text, Texts

FOLDER = "dilemmas"
"""Below docs/: the page of a theme is named after its key."""

ROLES: tuple[Literal["medewerker", "leidinggevende"], ...] = ("medewerker", "leidinggevende")


class Thema(Group):
    """What a number of dilemmas have in common; each theme has a page."""

    naam: Text = Field(description="Hoe het thema heet, ook boven zijn pagina.")
    uitleg: Texts = Field(description="Waar het in dit thema om draait.")


class Dilemma(Group):
    """A situation that no rule settles completely; its key is its permanent address."""

    titel: Text = Field(description="Wat er aan de hand is, in een paar woorden.")
    voor: Role = Field(description="Voor wie het dilemma is.")
    thema: Text = Field(description="Het thema waaronder het staat.")
    situatie: Texts = Field(description="Wat er gebeurt.")
    wat_speelt_er: Texts = Field(description="Wat er op het spel staat, en voor wie.")
    eerst: Texts = Field(description="Wat u eerst doet, stap voor stap.")
    niet: Texts = Field(description="Wat u niet doet.")
    artikelen: Texts = Field(description="De artikelen waarop het antwoord rust.")
    alleen_bij: AlleenBij = Field(default=AlleenBij(), description="Bij welke gegevens het dilemma geldt.")
    zoekwoorden: Texts = Field(default=(), description="Gewone woorden waarmee mensen dit dilemma zoeken.")


def load(project: Project) -> tuple[Entries[Dilemma], list[Finding]]:
    """The dilemmas, in the order in which a page shows them."""
    return entries(project, "dilemmas.yml", Dilemma, "DIL001")


def load_themes(project: Project) -> tuple[Entries[Thema], list[Finding]]:
    """The themes, in the order of the overview."""
    return entries(project, "themas.yml", Thema, "DIL001")


def page_of(theme: str) -> str:
    """The page of a theme, as a path below docs/."""
    return f"{FOLDER}/{theme}.md"
