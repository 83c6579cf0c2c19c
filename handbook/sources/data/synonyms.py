"""Which words mean the same to somebody who searches (docs/gegevens/synoniemen.yml)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from handbook.core.findings import Finding, SourceFile
from handbook.core.project import Project
from handbook.sources.data.entries import DATA_FOLDER, node, whole
from handbook.sources.files.fields import Group, Texts
from handbook.sources.files.filling import line_of
from handbook.sources.files.yaml_nodes import Mapping

SYNONYMS_YML = "synoniemen.yml"
SYNONYMS = SourceFile(f"docs/{DATA_FOLDER}/{SYNONYMS_YML}")


class Soort(Group):
    """Platforms that people use for the same thing."""

    leidt_naar: Texts = Field(
        default=(), description="Woorden van het handboek over deze soort. Zonder zo'n woord telt de naam bijna niet mee."
    )
    namen: tuple[Texts, ...] = Field(description="Per platform de naam, en daarachter hoe mensen die ook schrijven.")


class Synoniemen(Group):
    """The contents of synoniemen.yml."""

    zwak: Texts = Field(default=(), description="Woorden die bij het zoeken niets zeggen.")
    vaag: Texts = Field(default=(), description="Woorden die bij het zoeken weinig zeggen als er een ander woord bij staat.")
    groepen: tuple[Texts, ...] = Field(default=(), description="Woorden die hetzelfde betekenen: wie het ene typt, vindt ook het andere.")
    enkel: dict[str, Texts] = Field(
        default_factory=dict, description="Links wat mensen typen, rechts wat het handboek zegt. Niet andersom."
    )
    platforms: dict[str, Soort] = Field(default_factory=dict, description="Sociale media, apps en sites bij naam, per soort.")
    platform_alleen: Texts = Field(default=(), description="Waar een naam heen leidt als iemand verder niets typt.")


@dataclass(frozen=True)
class Alike:
    """The file's words, and their lines in it."""

    words: Synoniemen
    node: Mapping

    def line(self, *path: str | int) -> int | None:
        """The line of the deepest part of `path` that exists: `alike.line("groepen", 3)`."""
        return line_of(self.node, path)

    def platforms(self) -> Iterator[tuple[str, int, tuple[str, ...]]]:
        """Every platform: its kind, its place in it, and its spellings, of which the first is its name."""
        for kind, told in self.words.platforms.items():
            for at, spellings in enumerate(told.namen):
                yield kind, at, spellings

    def plain(self) -> dict[str, Any]:
        """The words as docs/stijl/zoek-worker.js reads them: a group is one text, with a bar between its words.

        Of a platform that is its spellings, and then what its kind leads to.
        """
        words = self.words
        return {
            "zwak": "|".join(words.zwak),
            "vaag": "|".join(words.vaag),
            "groepen": ["|".join(group) for group in words.groepen],
            "enkel": {left: "|".join(right) for left, right in words.enkel.items()},
            "platforms": [["|".join(names), "|".join(words.platforms[kind].leidt_naar)] for kind, _, names in self.platforms()],
            "alleen": "|".join(words.platform_alleen),
        }


def load(project: Project) -> tuple[Alike, list[Finding]]:
    """The words; none if the file cannot be used."""
    found, findings = whole(project, SYNONYMS_YML, Synoniemen, "SYN001")
    return Alike(found or Synoniemen(), node(project, SYNONYMS_YML)), findings
