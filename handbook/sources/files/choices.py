"""The words that a fact can choose from, each with what people type for it."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator

from handbook.core import decisions
from handbook.core.status import Status, Typed
from handbook.sources.files.kinds.choice import choice
from handbook.sources.files.kinds.lists import items, one_or_more

Sector = Annotated[
    Literal["algemeen", "overheid", "zorg", "onderwijs", "beurs"], choice("algemeen", "overheid", "zorg", "onderwijs", "beurs")
]
Article = Annotated[Literal["de", "het"], choice("de", "het")]
Stance = Annotated[Literal["vrij", "beperkt", "verboden"], choice("vrij", "beperkt", "verboden")]
FormOfAddress = Annotated[Literal["u", "je"], choice("u", "je")]
PublishWhen = Annotated[Literal["knop", "samenvoegen"], choice("knop", "samenvoegen")]
DocumentForm = Literal["word", "pdf", "epub", "text"]
OwnDocuments = Annotated[
    tuple[DocumentForm, ...],
    *one_or_more(choice(*get_args(DocumentForm), meant={"docx": "word", "tekst": "text"}), get_args(DocumentForm), frozenset()),
]
"""The forms in which a version can be had as a document: one word, or a list."""
CouncilWord = Literal["or", "pvt", "mr", "gmr", "personeelsvergadering", "geen"]
_COUNCIL = choice(
    *get_args(CouncilWord),
    meant={
        "ondernemingsraad": "or",
        "personeelsvertegenwoordiging": "pvt",
        "medezeggenschapsraad": "mr",
        "gemeenschappelijke medezeggenschapsraad": "gmr",
        "nee": "geen",
    },
)
Council = Annotated[CouncilWord, _COUNCIL]
Sectors = Annotated[tuple[Sector, ...], BeforeValidator(items)]
OwnSectors = Annotated[
    tuple[Sector, ...], *one_or_more(choice(*get_args(get_args(Sector)[0])), get_args(get_args(Sector)[0]), frozenset({"algemeen"}))
]
"""The sectors that an organisation belongs to: one word, or a list for an academic hospital."""
Stances = Annotated[tuple[Stance, ...], BeforeValidator(items)]
Councils = Annotated[tuple[Council, ...], BeforeValidator(items)]
OwnCouncils = Annotated[
    tuple[Council, ...], *one_or_more(_COUNCIL, get_args(CouncilWord), frozenset(get_args(CouncilWord)) - {"mr", "gmr"})
]
"""Who speaks for the staff: one word, or the two councils of a school."""
Verdict = Annotated[Literal["doen", "wachten", "stoppen"], choice("doen", "wachten", "stoppen")]
ChangeKind = Annotated[Literal["materieel", "redactioneel"], choice("materieel", "redactioneel")]
Role = Annotated[Literal["medewerker", "leidinggevende"], choice("medewerker", "leidinggevende")]
Agreed = Annotated[
    Literal["termijn", "aantal", "bij wie", "plicht", "woorden"], choice("termijn", "aantal", "bij wie", "plicht", "woorden")
]
"""What is the same in every place that speaks of an agreement."""
Certainty = Annotated[Literal["H", "M", "L"], choice("H", "M", "L")]
TypedStatus = Annotated[
    Typed,
    choice(
        *get_args(Typed),
        meant={
            "ontwerp": Status.CONCEPT,
            "instemming": Status.FOR_CONSENT,
            "definitief": Status.ADOPTED,
            **dict.fromkeys(set(Status) - {*get_args(Typed)}, Status.ADOPTED),
        },
    ),
]
DecidedBy = Annotated[
    decisions.Who,
    choice(
        *get_args(decisions.Who),
        meant={
            "directie": "bestuur",
            "ondernemingsraad": "or",
            "personeelsvertegenwoordiging": "pvt",
            "medezeggenschapsraad": "mr",
            "functionaris gegevensbescherming": "fg",
            "personeelsvergadering": "anders",
        },
    ),
]
DecidedIn = Annotated[decisions.Part, choice(*get_args(decisions.Part), meant={"personeelsdeel": "personeel", "leerlingen": "ouders"})]
DecidedOn = Annotated[decisions.What, choice(*get_args(decisions.What))]
Outcome = Annotated[
    decisions.Outcome,
    choice(
        *get_args(decisions.Outcome),
        meant={
            "gegeven": "verleend",
            "ingestemd": "verleend",
            "genomen": "verleend",
            "aangevraagd": "gevraagd",
            "geweigerd": "onthouden",
            "nvt": "niet nodig",
        },
    ),
]
