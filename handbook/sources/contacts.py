"""Who can be reached for what: the roles under `contact:` in variables.yml, the people of each, and who takes the place of whom."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator

from handbook.core.findings import Finding, SourceFile, quote
from handbook.sources.files.fields import SHAPES, Email, Extension, Group, Https, Phone, Text, Truth, items, wrong
from handbook.sources.files.yaml_nodes import Mapping, Node, Scalar, Sequence
from handbook.sources.own_facts import RESERVED

WAYS = ("telefoon", "email", "website")
"""How somebody can be reached; each contact has one of these."""

REPLACED = "vervangen_door"
PURPOSE = "waarvoor"


NAME = "[a-z][a-z0-9_]*"
"""What a role is called, so that a page can name it."""

REQUIRED = ("hr", "communicatie", "woordvoerder", "vertrouwenspersoon", "privacy", "ict")
"""The roles on which the text leans: each has people, or another role that does it."""

PURPOSES = {
    "hr": "Vragen over het protocol",
    "communicatie": "Berichten namens de organisatie",
    "woordvoerder": "Vragen van journalisten",
    "vertrouwenspersoon": "Vertrouwelijk praten",
    "privacy": "Persoonsgegevens",
    "ict": "Accounts en veiligheid",
    "meldpunt_misstanden": "Een misstand melden",
    "klachtencommissie": "Een klacht indienen",
    "compliance": "Wetten, belangen en voorkennis",
    "bedrijfsarts": "Werk en gezondheid",
    "clientenraad": "Inspraak van cliënten",
}
"""What a reader goes to each role for, where the facts say nothing else."""


class Persoon(Group):
    """One contact: a person, a department or a bureau, with what it has."""

    model_config = ConfigDict(
        json_schema_extra={"description": "Een persoon, afdeling of bureau.", "anyOf": [{"required": [way]} for way in WAYS]}
    )

    naam: Text = Field(description="De naam van de persoon, de afdeling of het bureau.")
    telefoon: Phone | None = Field(default=None, description="Het telefoonnummer.")
    toestel: Extension | None = Field(default=None, description="Het toestelnummer: waar de telefoniste mee doorverbindt.")
    email: Email | None = Field(default=None, description="Het e-mailadres.")
    website: Https | None = Field(default=None, description="De website waarop dit contact te bereiken is.")
    uren: Text | None = Field(default=None, description="Wanneer dit contact te bereiken is.")
    avond_en_weekend: Truth = Field(default=False, description="Of dit contact ook 's avonds en in het weekend te bereiken is.")
    extern: Truth = Field(default=False, description="Of dit contact niet bij de organisatie werkt.")
    waarvoor: Text | None = Field(default=None, description="Waarvoor een lezer hier terechtkan, in een paar woorden.")

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if not any(getattr(self, way) for way in WAYS):
            raise wrong("heeft geen telefoon, email of website.", 'Voeg toe wat er is, zoals: telefoon: "030 123 45 67"')
        if self.toestel and not self.telefoon:
            raise wrong("heeft wel een toestel, maar geen telefoon.", "Voeg het nummer toe dat mensen eerst bellen: telefoon:")
        return self


class Vervangen(Group):
    """A role that the organisation does not have, and the role that takes its place."""

    model_config = ConfigDict(json_schema_extra={"description": "Een rol die een ander erbij doet."})

    vervangen_door: Text = Field(description="De rol die dit erbij doet, zoals hr.")
    waarvoor: Text | None = Field(default=None, description="Waarvoor een lezer hier terechtkan, in een paar woorden.")

    @model_validator(mode="before")
    @classmethod
    def _one_of_two(cls, typed: Any) -> Any:
        if isinstance(typed, dict) and {"naam", *WAYS} & {*typed}:
            raise wrong("heeft een eigen contact, en ook vervangen_door.", "Laat één van de twee staan.")
        return typed


def _shape(raw: Any) -> str:
    if isinstance(raw, list | tuple):
        return SHAPES[1]
    return SHAPES[2] if (REPLACED in raw if isinstance(raw, dict) else isinstance(raw, Vervangen)) else SHAPES[0]


Rol = Annotated[
    Annotated[Persoon, Tag(SHAPES[0])]
    | Annotated[tuple[Persoon, ...], BeforeValidator(items), Tag(SHAPES[1])]
    | Annotated[Vervangen, Tag(SHAPES[2])],
    Discriminator(_shape),
]
"""One contact, a list of them, or who takes their place."""


class Contact(Group):
    """Every role by its key; one that the model does not name is the organisation's own."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"description": "Wie waarvoor te bereiken is.", "required": [*REQUIRED]})
    __pydantic_extra__: dict[str, Rol] = Field(init=False)

    hr: Rol | None = Field(default=None, description="Wie vragen over het protocol beantwoordt.")
    communicatie: Rol | None = Field(default=None, description="Wie namens de organisatie berichten plaatst.")
    woordvoerder: Rol | None = Field(default=None, description="Wie met journalisten praat.")
    vertrouwenspersoon: Rol | None = Field(default=None, description="Met wie medewerkers vertrouwelijk kunnen praten.")
    privacy: Rol | None = Field(default=None, description="Wie over persoonsgegevens gaat.")
    ict: Rol | None = Field(default=None, description="Wie helpt bij een gehackt account of een vreemd bericht.")
    meldpunt_misstanden: Rol | None = Field(default=None, description="Waar medewerkers een misstand melden. Mag ontbreken.")
    klachtencommissie: Rol | None = Field(default=None, description="Wie klachten behandelt. Mag ontbreken.")
    compliance: Rol | None = Field(default=None, description="Wie let op wetten, belangen en voorkennis. Mag ontbreken.")
    bedrijfsarts: Rol | None = Field(default=None, description="Met wie medewerkers over werk en gezondheid praten. Mag ontbreken.")
    clientenraad: Rol | None = Field(default=None, description="Wie spreekt namens cliënten. Mag ontbreken.")

    @property
    def own(self) -> tuple[str, ...]:
        """The roles that only this organisation has."""
        return tuple(self.__pydantic_extra__ or ())

    @property
    def every(self) -> tuple[str, ...]:
        """Every role that could be named, whether it is there or not."""
        return (*type(self).model_fields, *self.own)

    @property
    def there(self) -> tuple[str, ...]:
        """The roles that lead to somebody."""
        return tuple(role for role in self.every if self.people(role))

    def typed(self, role: str) -> Persoon | tuple[Persoon, ...] | Vervangen | None:
        """What stands at the role itself; None where nothing does."""
        # A role of one's own may be called as a method is.
        of_all = {**{name: getattr(self, name) for name in type(self).model_fields}, **(self.__pydantic_extra__ or {})}
        found: Persoon | tuple[Persoon, ...] | Vervangen | None = of_all.get(role)
        return found

    def people(self, role: str) -> tuple[Persoon, ...]:
        """Who answers for the role, those who take its place included; nobody where the role is not there."""
        seen: set[str] = set()
        found = self.typed(role)
        while isinstance(found, Vervangen):
            if role in seen:
                return ()
            seen.add(role)
            role = found.vervangen_door
            found = self.typed(role)
        return (found,) if isinstance(found, Persoon) else found or ()

    def purpose(self, role: str) -> str:
        """What a reader goes to the role for."""
        found = self.typed(role)
        told = [one.waarvoor for one in (found if isinstance(found, tuple) else (found,)) if one and one.waarvoor]
        return told[0] if told else PURPOSES.get(role, role)


def mistakes(file: SourceFile, roles: Mapping) -> Iterator[Finding]:
    """What is wrong between the roles as they were typed: one that is missing or unknown, and one whose place nobody takes."""
    missing = [role for role in REQUIRED if role not in roles.items]
    own = [key for key in roles.items if key not in Contact.model_fields]
    above = ""
    for key in roles.items:
        problem = _not_own(key, roles.items[key], missing, above) if key in own else None
        above = key if key not in own else above
        if problem:
            yield file.finding(roles.key_lines[key], "ROL001", f"contact.{key} {problem[0]}", problem[1])
    meant = {role for key in own for role in _near(key, missing)}
    for role in missing:
        if role not in meant:
            mend = f"Voeg toe wie dit is, of zeg welke rol het erbij doet: {role}: {{vervangen_door: {_instead(roles, role)}}}"
            yield file.finding(roles.line, "ROL007", f"contact.{role} ontbreekt, maar is verplicht.", mend)
    yield from _nowhere(file, roles)


def _not_own(key: str, typed: Node, missing: list[str], above: str) -> tuple[str, str] | None:
    """Why `key` can be no role of one's own, and what to do; None where it can. `above` is the role before it in the file."""
    if key in (*Persoon.model_fields, REPLACED):
        mend = f"Bedoelt u contact.{above or 'hr'}.{key}? Zet deze regel dan even ver naar rechts als de regels van {above or 'hr'}."
        return "is geen rol.", mend
    near = _near(key, missing) or difflib.get_close_matches(key, Contact.model_fields, 1, 0.8)
    told = _has_purpose(typed)
    if near and not told:
        return "is geen bekende rol.", f"Bedoelt u {near[0]}?"
    if key in RESERVED:
        return "kan geen naam van een rol zijn.", f"Dit woord betekent op een pagina al iets anders. Kies een andere naam, zoals {key}_rol."
    if not re.fullmatch(NAME, key):
        proper = re.sub(r"[^a-z0-9]+", "_", key.lower()).strip("_")
        mend = f"Schrijf: {proper}:" if re.fullmatch(NAME, proper) else "Gebruik kleine letters en een laag streepje (_), zoals bhv_post."
        return "kan geen naam van een rol zijn.", mend
    if not told:
        return "zegt niet waarvoor een lezer er terechtkan.", 'Voeg een regel toe, zoals: waarvoor: "Hulp bij een ongeval"'
    return None


def _near(key: str, missing: list[str]) -> list[str]:
    return difflib.get_close_matches(key.lower().replace("-", "_"), missing, 1, 0.75)


def _has_purpose(typed: Node) -> bool:
    parts = typed.items if isinstance(typed, Sequence) else [typed]
    return any(isinstance(part, Mapping) and PURPOSE in part.items for part in parts)


def _instead(roles: Mapping, role: str) -> str:
    """A role that could take the place of `role`."""
    return next((key for key in roles.items if key != role and _replacement(roles.items[key]) is None), "hr")


def _replacement(typed: Node | None) -> str | None:
    """The role that takes the place of what was typed; None where it leads to people of its own."""
    value = typed.items.get(REPLACED) if isinstance(typed, Mapping) else None
    return value.text if isinstance(value, Scalar) else None


def _nowhere(file: SourceFile, roles: Mapping) -> Iterator[Finding]:
    """Replacements that lead to no people: to themselves, in a circle, or to a role that is not there."""
    told: set[str] = set()
    for role, typed in roles.items.items():
        target = _replacement(typed)
        if not target or role in told:
            continue
        assert isinstance(typed, Mapping)
        line = typed.key_lines[REPLACED]
        if target not in roles.items:
            near = difflib.get_close_matches(target, roles.items, 1)
            mend = f"Bedoelt u {near[0]}?" if near else f"Kies een rol die er wel is, zoals {_instead(roles, role)}."
            yield file.finding(line, "ROL002", f"contact.{role} noemt een rol die er niet is: {quote(target)}.", mend)
            continue
        way = [role]
        while target and target not in way:
            way.append(target)
            target = _replacement(roles.items.get(target))
        if target == role:
            told |= {*way}
            shown = " > ".join([*way, role])
            what = f"wordt vervangen door zichzelf: {shown}." if len(way) == 1 else f"komt bij niemand uit: {shown}."
            mend = f"Kies een andere rol, of geef {way[-1]} een eigen contact met een naam en een telefoon, email of website."
            yield file.finding(line, "ROL003", f"contact.{role} {what}", mend)


def typed_roles(text: str) -> tuple[str, ...]:
    """Every key that could be a role in facts that cannot be read: what pages say of one is not judged before they can."""
    return tuple(dict.fromkeys(re.findall(rf"(?m)^[ \t]+({NAME})[ \t]*:", text)))
