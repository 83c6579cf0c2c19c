"""Who can be reached for what: the roles under `contact:` in variables.yml, and the people behind each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator

from handbook.core.dutch import within
from handbook.sources.files.fields import SHAPES, Email, Extension, Group, Https, Phone, Text, Truth
from handbook.sources.files.kinds.lists import items
from handbook.sources.files.kinds.value import wrong

WAYS = ("telefoon", "email", "website")
"""How somebody can be reached; each contact has one of these."""

REPLACED = "vervangen_door"
NOBODY = "niemand"
"""What replaces the role of CONFIDENT where an organisation has nobody for it."""

PURPOSE = "waarvoor"
KEPT = "actueel_houden"
"""Says that a contact is shown everywhere as it is now; no page prints it."""

CONFIDENT = "vertrouwenspersoon"
"""The role that nobody can have who leads everybody: people go to it about who leads them. An organisation may say that it has nobody for it."""

DEPARTMENTS = {"hr": "HR", "communicatie": "Communicatie", "ict": "ICT"}
"""What the text calls the roles that are departments in a bigger organisation."""

REQUIRED = ("hr", "communicatie", "woordvoerder", "vertrouwenspersoon", "privacy", "ict")
"""The roles that the text relies on: each has people, or another role that takes over."""

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
        json_schema_extra={
            "description": "Een persoon, afdeling of bureau.",
            "anyOf": [{"required": [way]} for way in WAYS],
            "dependentRequired": {"toestel": ["telefoon"]},
        }
    )

    naam: Text = Field(description="De naam van de persoon, de afdeling of het bureau.")
    telefoon: Phone | None = Field(default=None, description="Het telefoonnummer.")
    toestel: Extension | None = Field(default=None, description="Het toestelnummer: waar de telefoniste mee doorverbindt.")
    email: Email | None = Field(default=None, description="Het e-mailadres.")
    website: Https | None = Field(default=None, description="De website waarop dit contact te bereiken is.")
    uren: Text | None = Field(default=None, description="Wanneer dit contact te bereiken is.")
    avond_en_weekend: Truth = Field(default=False, description="Dit contact is ook 's avonds en in het weekend te bereiken.")
    extern: Truth = Field(default=False, description="Dit contact werkt niet bij de organisatie.")
    geeft_leiding: Truth = Field(
        default=False,
        description="Dit contact is ook de leidinggevende van iedereen die er werkt, zoals de eigenaar van een klein bedrijf.",
    )
    waarvoor: Text | None = Field(default=None, description="Waarvoor een lezer hier terechtkan, in een paar woorden.")
    actueel_houden: Truth = Field(
        default=False,
        description="Elke versie toont buiten de regels de gegevens van nu, ook zonder nieuwe revisie.",
    )

    @property
    def within(self) -> str:
        """The name in the middle of a sentence: de bakker, and De Vries."""
        return within(self.naam, elsewhere=self.extern)

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if not any(getattr(self, way) for way in WAYS):
            raise wrong("heeft geen telefoon, email of website.", 'Voeg toe wat er is, zoals: telefoon: "030 123 45 67"')
        if self.toestel and not self.telefoon:
            raise wrong("heeft wel een toestel, maar geen telefoon.", "Voeg het nummer toe dat mensen eerst bellen: telefoon:")
        return self


class Vervangen(Group):
    """A role that the organisation does not have, and the role that takes over."""

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
"""One contact, a list of them, or the role that takes over."""


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

    @property
    def shown(self) -> tuple[str, ...]:
        """Those of them that the one to whom they lead can fulfil: a card shows who that is."""
        return tuple(role for role in self.there if not (role == CONFIDENT and self.without_confident))

    @property
    def without_confident(self) -> bool:
        """Whether nobody is there to talk to in confidence, or who should be leads everybody: then somebody outside is there for that."""
        return self.leads(CONFIDENT) or self.says_nobody

    @property
    def says_nobody(self) -> bool:
        """Whether the organisation says so itself."""
        typed = self.typed(CONFIDENT)
        return isinstance(typed, Vervangen) and typed.vervangen_door == NOBODY

    def typed(self, role: str) -> Persoon | tuple[Persoon, ...] | Vervangen | None:
        """What stands at the role itself; None where nothing does."""
        # An organisation may give its own role the name of a method here.
        of_all = {**{name: getattr(self, name) for name in type(self).model_fields}, **(self.__pydantic_extra__ or {})}
        found: Persoon | tuple[Persoon, ...] | Vervangen | None = of_all.get(role)
        return found

    def people(self, role: str) -> tuple[Persoon, ...]:
        """Who fulfils the role, or the role that takes over; nobody if the role does not exist."""
        seen: set[str] = set()
        found = self.typed(role)
        while isinstance(found, Vervangen):
            if role in seen:
                return ()
            seen.add(role)
            role = found.vervangen_door
            found = self.typed(role)
        return (found,) if isinstance(found, Persoon) else found or ()

    @property
    def led_by_hr(self) -> bool:
        """Whether who does HR leads everybody who works there: then nobody stands above or beside them."""
        return self.leads("hr")

    def leads(self, role: str) -> bool:
        """Whether somebody who fulfils the role leads everybody."""
        return any(one.geeft_leiding for one in self.people(role))

    def department(self, role: str) -> str:
        """What the text calls who has the role, where that is a department of its own; empty where it is somebody with a name."""
        while isinstance(found := self.typed(role), Vervangen) and self.people(role):
            role = found.vervangen_door
        return "" if self.led_by_hr and role == "hr" else DEPARTMENTS.get(role, "")

    def by_itself(self, role: str) -> bool:
        """Whether somebody fulfils the role who has it for its own, and does it beside no other one."""
        return bool(self.people(role)) and not isinstance(self.typed(role), Vervangen)

    def having(self, roles: Mapping[str, Persoon | tuple[Persoon, ...] | Vervangen]) -> Self:
        """The same with these roles in the place of its own."""
        own = set(self.own)
        found = self.model_copy(update={role: typed for role, typed in roles.items() if role not in own})
        found.__pydantic_extra__ = {**(self.__pydantic_extra__ or {}), **{role: typed for role, typed in roles.items() if role in own}}
        return found

    def kept(self, *roles: str) -> bool:
        """Whether anybody who fulfils one of the roles is kept up to date."""
        return any(one.actueel_houden for role in roles for one in self.people(role))

    def purpose(self, role: str) -> str:
        """What a reader goes to the role for."""
        found = self.typed(role)
        told = [one.waarvoor for one in (found if isinstance(found, tuple) else (found,)) if one and one.waarvoor]
        return told[0] if told else PURPOSES.get(role, role)
