"""The only reader of variables.yml: which facts about the organisation exist and what each means."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from pydantic import Field

from handbook.core.findings import Finding, SourceFile, errors
from handbook.core.project import Project
from handbook.sources.files.fields import (
    BaseAddress,
    Colour,
    Count,
    Day,
    Email,
    FormOfAddress,
    Group,
    Https,
    Kvk,
    OwnCouncils,
    OwnSectors,
    Phone,
    Picture,
    PublishWhen,
    Stance,
    Text,
    Texts,
    Truth,
)
from handbook.sources.files.filling import fill
from handbook.sources.files.text_files import read_text
from handbook.sources.files.yaml_nodes import Mapping, read_mapping

SCHEMA_NAME = "variables.schema.json"


class Werkgever(Group):
    naam: Text = Field(description="De volledige naam van de organisatie, zoals in het handelsregister.")
    naam_kort: Text = Field(description="De naam van de organisatie in het dagelijks gebruik.")
    website: Https = Field(description="De openbare website van de organisatie.")
    kvk: Kvk = Field(description="Het nummer bij de Kamer van Koophandel.")
    sector: OwnSectors = Field(description="De sector of sectoren, die bepalen welke extra regels gelden.")
    medewerkers: Count = Field(description="Het aantal mensen dat bij de organisatie werkt.")


class Handboek(Group):
    adres: BaseAddress = Field(description="Het adres waarop medewerkers het handboek lezen.")
    kleur: Colour = Field(description="De huiskleur, waarop witte letters leesbaar zijn.")
    logo: Picture = Field(default="", description="Het logo boven elke pagina: een afbeelding in docs/. Mag ontbreken.")
    aanspreekvorm: FormOfAddress = Field(description="Of de tekst lezers aanspreekt met u of met je.")
    publiceren: PublishWhen = Field(
        default="knop",
        description="Wanneer een vastgestelde revisie wordt gepubliceerd: als iemand het start (knop), of als haar bestand is samengevoegd (samenvoegen).",
    )


class Protocol(Group):
    kenmerk: Text = Field(description="Het kenmerk waaronder de organisatie het protocol bewaart.")
    bestaat_sinds: Day = Field(description="De dag waarop de organisatie voor het eerst een protocol had.")
    evaluatie_maanden: Count = Field(description="Na hoeveel maanden de organisatie het protocol opnieuw bekijkt.")


class Beleid(Group):
    stand: Stance = Field(description="Of medewerkers sociale media op het werk mogen gebruiken.")
    momenten: Texts = Field(description='Wanneer dat mag bij de stand "beperkt".')
    platforms: Texts = Field(description="De sociale media waarop de organisatie zelf berichten plaatst.")
    reactie_uren: Count = Field(description="Binnen hoeveel uur de organisatie antwoordt op een bericht, op werkdagen.")
    toezicht: Truth = Field(description="Of de organisatie kan nagaan hoe medewerkers haar netwerk en toestellen gebruiken.")
    eigen_kanalen: Truth = Field(description="Of de organisatie zelf accounts op sociale media heeft.")


class Medezeggenschap(Group):
    soort: OwnCouncils = Field(
        description="Ondernemingsraad (or), personeelsvertegenwoordiging (pvt), medezeggenschapsraad van een school (mr), gemeenschappelijke medezeggenschapsraad (gmr), personeelsvergadering of geen."
    )


class Persoon(Group):
    naam: Text = Field(description="De naam van de persoon of de afdeling.")
    email: Email = Field(description="Het e-mailadres.")
    telefoon: Phone = Field(description="Het telefoonnummer.")


class Contact(Group):
    hr: Persoon = Field(description="Wie vragen over het protocol beantwoordt.")
    communicatie: Persoon = Field(description="Wie namens de organisatie berichten plaatst.")
    woordvoerder: Persoon = Field(description="Wie met journalisten praat.")
    vertrouwenspersoon: Persoon = Field(description="Met wie medewerkers vertrouwelijk kunnen praten.")
    privacy: Persoon = Field(description="Wie over persoonsgegevens gaat.")
    ict: Persoon = Field(description="Wie helpt bij een gehackt account of een vreemd bericht.")


class Variables(Group):
    """All facts about the organisation; the names are those of variables.yml."""

    werkgever: Werkgever
    handboek: Handboek
    protocol: Protocol
    beleid: Beleid
    medezeggenschap: Medezeggenschap
    contact: Contact


USED_BY_MACHINE = ("handboek.adres", "handboek.kleur", "handboek.logo", "handboek.aanspreekvorm", "handboek.publiceren")
"""Facts that the build uses itself, so that no page has to."""


def load(project: Project) -> tuple[Variables | None, list[Finding]]:
    """The facts in the project's variables file, or None with every mistake in it."""
    name = project.name(project.variables_file)
    text, findings = read_text(project, project.variables_file)
    if text is None or errors(findings):
        return None, findings
    node, syntax = read_mapping(name, text)
    findings += syntax
    if node is None:
        return None, findings
    node, moved = _without_moved(name, node)
    variables, mistakes = fill(Variables, node, name, "VAR001")
    findings += [*moved, *mistakes]
    return (variables if not errors(findings) else None), findings


def _without_moved(name: str, node: Mapping) -> tuple[Mapping, list[Finding]]:
    """The facts without what is no fact about the organisation any more, and what to do about that."""
    group = node.items.get("medezeggenschap")
    if not isinstance(group, Mapping) or "instemming" not in group.items:
        return node, []
    left = replace(group, items={key: value for key, value in group.items.items() if key != "instemming"})
    message = "medezeggenschap.instemming staat hier niet meer: instemming hoort bij één revisie, en niet bij uw organisatie."
    mend = "Haal de regel weg, en zet de instemming onder besluiten in het bestand van de revisie, in docs/revisies/."
    finding = SourceFile(name).finding(group.key_lines["instemming"], "VAR006", message, mend)
    return replace(node, items={**node.items, "medezeggenschap": left}), [finding]


def schema() -> dict[str, Any]:
    """The JSON schema that editors use to complete and check variables.yml."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Variables.model_json_schema()}


def schema_text() -> str:
    """The schema as it is committed."""
    return json.dumps(schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
