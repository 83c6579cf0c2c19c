"""What a revision says that it changes, article by article, as its file lists it: what, why, for whom, and what it means for who reads it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from handbook.core.findings import quote
from handbook.sources.files.fields import Group, Sentence, Text, Texts, YesNo
from handbook.sources.files.kinds.lists import items
from handbook.sources.files.kinds.value import Raw, wrong

KEY = "wijzigingen"
"""Where the front matter of a revision holds them."""


class DeclaredChange(Group):
    """One item of the list. Without an article it tells of what stands outside the articles, such as a new page."""

    artikel: Text | None = Field(None, description="Het artikel dat verandert, zoals het in zijn adres heet.")
    artikelen: Texts = Field((), description="De artikelen die veranderen, als het er meer zijn.")
    wat: Sentence = Field(description="Wat er verandert, in één zin.")
    waarom: Sentence | None = Field(None, description="Waarom dat nodig is.")
    voor_wie: Sentence | None = Field(None, description="Voor wie het iets uitmaakt.")
    betekent: Sentence | None = Field(None, description="Wat dit betekent voor wie het leest: dit betekent het voor u.")

    nagelezen: YesNo = Field(True, description="Of iemand heeft gelezen wat het programma hier voorstelde.")

    @property
    def ids(self) -> tuple[str, ...]:
        """The articles that it is about, each once, in the order in which they were typed."""
        return tuple(dict.fromkeys((*((self.artikel,) if self.artikel else ()), *self.artikelen)))

    @property
    def sentence(self) -> str:
        """What changes, as a page prints it that names the fact."""
        return self.wat


def _of_lines(raw: object) -> object:
    if isinstance(raw, Raw):
        raise wrong(
            f"is één zin, maar hier hoort een wijziging in losse regels: {quote(raw)}.",
            "Schrijf achter het streepje artikel: met het adres van het artikel, en daaronder wat:, waarom: en voor_wie:.",
        )
    return raw


DeclaredChanges = Annotated[tuple[Annotated[DeclaredChange, BeforeValidator(_of_lines)], ...], BeforeValidator(items)]
