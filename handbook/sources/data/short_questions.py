"""Short lists of questions that somebody asks before doing something (docs/gegevens/vragen.yml): the one home of their words, for a list and for a picture."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.sources.data.entries import Entries, entries
from handbook.sources.files.fields import Group, Text
from handbook.sources.files.kinds.choice import choice

YesOrNo = Annotated[Literal["ja", "nee"], choice("ja", "nee")]


class Vraag(Group):
    """One question, and the answer with which the reader goes on."""

    vraag: Text = Field(description="De vraag die iemand zich stelt.")
    goed: YesOrNo = Field(default="ja", description="Bij welk antwoord het goed zit.")

    @property
    def doubt(self) -> str:
        """The answers with which the reader stops."""
        return f"{'nee' if self.goed == 'ja' else 'ja'} of twijfel"


class Vragen(Group):
    """Questions in their order, and what follows."""

    titel: Text = Field(description="Wat de vragen samen zijn, in een paar woorden.")
    vragen: tuple[Vraag, ...] = Field(description="De vragen, in de volgorde waarin iemand ze zich stelt.")
    alles_goed: Text = Field(description="Wat iemand dan kan doen, als elk antwoord goed is.")
    anders: Text = Field(description="Wat iemand anders doet.")


def load(project: Project) -> tuple[Entries[Vragen], list[Finding]]:
    """The lists by key; none if there is no file."""
    return entries(project, "vragen.yml", Vragen, "HLP060")
