"""The only reader of variables.yml: which facts about the organisation exist and what each means."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from pydantic import Field

from handbook.core.findings import Finding, SourceFile, errors
from handbook.core.project import Project
from handbook.sources import contact_roles, own_facts
from handbook.sources.contacts import Contact
from handbook.sources.files.choices import FormOfAddress, OwnCouncils, OwnDocuments, OwnSectors, PublishWhen, Stance
from handbook.sources.files.fields import (
    BaseAddress,
    BranchAddress,
    Colour,
    Count,
    Day,
    FormAddress,
    Group,
    Https,
    Kvk,
    Names,
    NamesOrNone,
    Picture,
    Text,
    Truth,
)
from handbook.sources.files.filling import UNKNOWN, fill, line_of
from handbook.sources.files.text_files import read_text
from handbook.sources.files.yaml_nodes import Mapping, read_mapping
from handbook.sources.own_facts import Own
from handbook.sources.people import Mensen
from handbook.sources.terms import Termijnen

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
    aanspreekvorm: FormOfAddress = Field(description="Of het handboek lezers aanspreekt met u of met je. Typ de tekst altijd met u.")
    wijzigen: BranchAddress = Field(
        default="",
        description="Waar de tekst op uw git-server staat: het adres van de branch, waarnaar elke pagina met Wijziging voorstellen leidt. Mag ontbreken.",
    )
    bevestigen: FormAddress = Field(
        default="",
        description="Het adres van uw eigen formulier, waarmee lezers bevestigen dat zij de tekst hebben gelezen. Mag ontbreken: dan gaat het per mail en op papier.",
    )
    publiceren: PublishWhen = Field(
        default="knop",
        description="Wanneer een vastgestelde revisie wordt gepubliceerd: als iemand het start (knop), of als haar bestand is samengevoegd (samenvoegen).",
    )
    documenten: OwnDocuments = Field(
        default=(),
        description="Als welke bestanden elke versie te downloaden is: Word, PDF, EPUB voor een telefoon, of platte tekst. Mag ontbreken: dan komen er geen.",
    )


class Protocol(Group):
    kenmerk: Text = Field(description="Het kenmerk waaronder de organisatie het protocol bewaart.")
    bestaat_sinds: Day = Field(description="De dag waarop de organisatie voor het eerst een protocol had.")
    evaluatie_maanden: Count = Field(description="Na hoeveel maanden de organisatie het protocol opnieuw bekijkt.")


class Beleid(Group):
    stand: Stance = Field(description="Of medewerkers sociale media op het werk mogen gebruiken.")
    momenten: Names = Field(description='Wanneer dat mag bij de stand "beperkt".')
    platforms: NamesOrNone = Field(
        default=(), description="De sociale media waarop de organisatie zelf berichten plaatst: leeg als zij geen eigen accounts heeft."
    )
    reactie_uren: Count = Field(description="Binnen hoeveel uur de organisatie antwoordt op een bericht, op werkdagen.")
    beheerders: Count = Field(default=2, description="Hoeveel beheerders elk account van de organisatie ten minste heeft.")
    toezicht: Truth = Field(description="Of de organisatie kan nagaan hoe medewerkers haar netwerk en toestellen gebruiken.")
    eigen_kanalen: Truth = Field(description="Of de organisatie zelf accounts op sociale media heeft.")


class Medezeggenschap(Group):
    soort: OwnCouncils = Field(
        description="Ondernemingsraad (or), personeelsvertegenwoordiging (pvt), medezeggenschapsraad van een school (mr), gemeenschappelijke medezeggenschapsraad (gmr), personeelsvergadering of geen."
    )


class Variables(Group):
    """All facts about the organisation; the names are those of variables.yml."""

    werkgever: Werkgever
    handboek: Handboek
    protocol: Protocol
    beleid: Beleid
    medezeggenschap: Medezeggenschap
    contact: Contact
    mensen: Mensen = Field(default_factory=Mensen, description="Hoe de tekst de mensen noemt.")
    termijnen: Termijnen = Field(default_factory=Termijnen, description="De termijnen die het bestuur kiest.")
    eigen: Own = Field(default_factory=Own, description="Wat u zelf toevoegt, met namen die u zelf kiest.")


USED_BY_MACHINE = (
    "handboek.adres",
    "handboek.kleur",
    "handboek.logo",
    "handboek.aanspreekvorm",
    "handboek.wijzigen",
    "handboek.publiceren",
    "handboek.documenten",
    "handboek.bevestigen",
)
"""Facts that the build uses itself, so that no page has to."""


def load(project: Project) -> tuple[Variables | None, list[Finding]]:
    """The facts in the project's variables file, or None with every mistake in it."""
    name = project.name(project.variables_file)
    text, findings = read_text(project, project.variables_file)
    if text is None or errors(findings):
        return None, findings
    variables, mistakes = _read(name, text)
    return variables, [*findings, *mistakes]


@lru_cache(4)
def _read(name: str, text: str) -> tuple[Variables | None, tuple[Finding, ...]]:
    """The same text gives the very same facts, by which is found again what was made with them."""
    node, syntax = read_mapping(name, text)
    if node is None:
        return None, tuple(syntax)
    node, moved = _without_moved(name, node)
    node, own, wrong = _own(name, node)
    variables, mistakes = fill(Variables, node, name, "VAR001")
    variables = variables and variables.model_copy(update={own_facts.KEY: own})
    roles = node.items.get("contact")
    between = [*contact_roles.mistakes(SourceFile(name), roles, Variables.model_fields)] if isinstance(roles, Mapping) else []
    findings = (*syntax, *moved, *_judged(mistakes, between), *between, *wrong, *_channels(name, node, variables))
    return (variables if not errors(findings) else None), findings


SLIPPED = "Hoort deze regel bij de groep erboven? Zet er dan twee spaties voor. Haal de regel anders weg, of kijk de naam na."


def _judged(mistakes: Iterable[Finding], between: Iterable[Finding]) -> Iterator[Finding]:
    """The mistakes in form, without those of what is no role at all, as `between` says, and with a way out for a line that slipped to the left."""
    no_roles = {finding.line for finding in between if finding.code == "ROL001"}
    slipped = tuple(f"contact.{group}." for group in Variables.model_fields)
    for one in mistakes:
        if one.line in no_roles or one.message.startswith(slipped):
            continue
        alone = "." not in one.message.partition(" ")[0]
        yield (
            replace(one, mend=f"Hoort deze regel bij de groep erboven? Zet er dan twee spaties voor. {UNKNOWN}")
            if alone and one.mend == UNKNOWN
            else one
        )


def line(project: Project, *key: str) -> int | None:
    """Where the fact `key` stands in the variables file; None where it does not stand there."""
    text, _ = read_text(project, project.variables_file)
    node = read_mapping(project.name(project.variables_file), text)[0] if text else None
    return line_of(node, key) if node else None


def typed_roles(project: Project) -> tuple[str, ...]:
    """What could be a role in a variables file with mistakes in it; see `contact_roles.typed_roles`."""
    text, _ = read_text(project, project.variables_file)
    return tuple(key for key in contact_roles.typed_roles(text or "") if key not in Contact.model_fields)


def own(project: Project) -> Own:
    """The facts of its own, also where the rest of the file holds mistakes: no page is blamed for naming them."""
    text, _ = read_text(project, project.variables_file)
    name = project.name(project.variables_file)
    node = read_mapping(name, text)[0] if text else None
    return _own(name, node)[1] if node else Own()


def unread(project: Project) -> frozenset[str]:
    """The groups with names of its own that a variables file with mistakes may hold more of than was read: a slip can hide or move their lines."""
    text, _ = read_text(project, project.variables_file)
    node = read_mapping(project.name(project.variables_file), text)[0] if text else None
    if node is None:
        return frozenset({own_facts.KEY, "contact"})
    typed = re.search(rf"(?mi)^\s*[\"']?{own_facts.KEY}\b", text or "")
    apart = not isinstance(node.items.get(own_facts.KEY), Mapping) or node.items.keys() - Variables.model_fields.keys()
    return frozenset({own_facts.KEY} if typed and apart else ())


def _own(name: str, node: Mapping) -> tuple[Mapping, Own, list[Finding]]:
    """The facts that everybody has, those of its own, and the mistakes in the latter."""
    if own_facts.KEY not in node.items:
        return node, Own(), []
    found, mistakes = own_facts.read(node.items[own_facts.KEY], SourceFile(name), "VAR001")
    return replace(node, items={key: value for key, value in node.items.items() if key != own_facts.KEY}), found, mistakes


def _channels(name: str, node: Mapping, facts: Variables | None) -> list[Finding]:
    """Where its own accounts are."""
    if facts is None or facts.beleid.platforms or not facts.beleid.eigen_kanalen:
        return []
    message = "beleid.eigen_kanalen is true, maar beleid.platforms noemt geen enkel platform."
    mend = "Zet onder platforms waar uw organisatie berichten plaatst. Doet zij dat niet? Schrijf dan eigen_kanalen: false"
    line = line_of(node, ("beleid", "platforms"))
    return [SourceFile(name).finding(line, "VAR011", message, mend)]


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
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_filled(Variables.model_json_schema())}


def _filled(schema: Any) -> Any:
    """Without what pydantic says of a value that may be absent: a key that stands there has a value."""
    if isinstance(schema, list):
        return [_filled(one) for one in schema if one != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    return {key: _filled(value) for key, value in schema.items() if not (key == "default" and value is None)}


def schema_text() -> str:
    """The schema as it is committed."""
    return json.dumps(schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
