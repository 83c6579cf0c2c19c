"""The terms that a board decides itself, each with the one that applies where nothing is typed; what the law fixes stands in the text."""

from __future__ import annotations

from pydantic import Field

from handbook.sources.files.fields import Count, Group


class Termijnen(Group):
    """In weeks or months, as the end of each name says."""

    klacht_bericht_weken: Count = Field(default=1, description="Binnen hoeveel weken iemand bericht krijgt na een klacht.")
    klacht_antwoord_weken: Count = Field(default=4, description="Binnen hoeveel weken iemand antwoord krijgt op een klacht.")
    oordeel_vragen_weken: Count = Field(default=4, description="Binnen hoeveel weken iemand om een nieuw oordeel over een besluit vraagt.")
    oordeel_antwoord_weken: Count = Field(default=4, description="Binnen hoeveel weken iemand antwoord krijgt op die vraag.")
    waarschuwing_maanden: Count | None = Field(
        default=None,
        description="Na hoeveel maanden een waarschuwing niet meer meetelt. Staat hier niets, dan zegt de tekst er niets over.",
    )
    profiel_weken: Count = Field(default=4, description="Binnen hoeveel weken iemand na vertrek het eigen profiel aanpast.")
    foto_weken: Count = Field(default=4, description="Binnen hoeveel weken de organisatie naam en foto van een oud-medewerker weghaalt.")
