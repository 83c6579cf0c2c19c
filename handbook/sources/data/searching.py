"""Where search and the index from A to Z lead readers, and what they leave out (docs/gegevens/zoeken.yml)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import Field

from handbook.core.findings import Finding, SourceFile
from handbook.core.project import Project
from handbook.sources.data.entries import DATA_FOLDER, node, whole
from handbook.sources.files.fields import Count, Group, Text, Texts
from handbook.sources.files.filling import line_of
from handbook.sources.files.yaml_nodes import Mapping

ZOEKEN_YML = "zoeken.yml"
SEARCHING = SourceFile(f"docs/{DATA_FOLDER}/{ZOEKEN_YML}")


class Verder(Group):
    """Where a reader goes on who found nothing."""

    az: Text | None = Field(default=None, description="De pagina met de lijst van A tot Z.")
    dilemmas: Text | None = Field(default=None, description="De pagina met alle dilemma's.")
    keuzehulpen: Texts = Field(default=(), description="De pagina's met een keuzehulp.")


class WegUitAz(Group):
    """What the list from A to Z leaves out."""

    begin: Texts = Field(default=(), description="Een titel die met zo'n woord begint.")
    vraag: Texts = Field(default=(), description="Zoekwoorden die met zo'n woord beginnen, en dus een vraag zijn.")
    los: Texts = Field(default=(), description="Woorden die alleen samen met andere woorden iets vinden.")


class Zoeken(Group):
    """The whole file."""

    verder: Verder = Field(default=Verder(), description="Waar iemand verder kan kijken die niets vond.")
    telt: dict[str, Count] = Field(default_factory=dict, description="Hoe zwaar een pagina telt bij het zoeken, in procenten.")
    van_boven: Texts = Field(default=(), description="Pagina's die alleen van boven af te volgen zijn.")
    overzichten: Texts = Field(default=(), description="Pagina's die opnoemen wat ergens anders staat.")
    weg_uit_az: WegUitAz = Field(default=WegUitAz(), description="Wat in de lijst van A tot Z wegblijft.")

    @property
    def from_top(self) -> tuple[str, ...]:
        """The pages of which a part makes no sense by itself."""
        return self.verder.keuzehulpen + self.van_boven


@dataclass(frozen=True)
class Searching:
    """What the file says, and where in it."""

    told: Zoeken
    node: Mapping

    def pages(self) -> Iterator[tuple[str, int | None]]:
        """Every page that the file names, with its line."""
        told = self.told
        for key, page in (("az", told.verder.az), ("dilemmas", told.verder.dilemmas)):
            if page:
                yield page, line_of(self.node, ("verder", key))
        for path, some in (
            (("verder", "keuzehulpen"), told.verder.keuzehulpen),
            (("van_boven",), told.van_boven),
            (("overzichten",), told.overzichten),
        ):
            yield from ((page, line_of(self.node, (*path, at))) for at, page in enumerate(some))
        yield from ((page, line_of(self.node, ("telt", page))) for page in told.telt)


def load(project: Project) -> tuple[Searching, list[Finding]]:
    """What the file says; where it cannot be used, nothing."""
    found, findings = whole(project, ZOEKEN_YML, Zoeken, "ZOE001")
    return Searching(found or Zoeken(), node(project, ZOEKEN_YML)), findings
