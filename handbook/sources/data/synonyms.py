"""Which words mean the same to somebody who searches (docs/gegevens/synoniemen.yml)."""

from __future__ import annotations

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


class Synoniemen(Group):
    """The contents of synoniemen.yml."""

    zwak: Texts = Field(default=(), description="Woorden die bij het zoeken niets zeggen.")
    groepen: tuple[Texts, ...] = Field(default=(), description="Woorden die hetzelfde betekenen: wie het ene typt, vindt ook het andere.")
    enkel: dict[str, Texts] = Field(
        default_factory=dict, description="Links wat mensen typen, rechts wat het handboek zegt. Niet andersom."
    )


@dataclass(frozen=True)
class Alike:
    """The file's words, and their lines in it."""

    words: Synoniemen
    node: Mapping

    def line(self, *path: str | int) -> int | None:
        """The line of the deepest part of `path` that exists: `alike.line("groepen", 3)`."""
        return line_of(self.node, path)

    def plain(self) -> dict[str, Any]:
        """The words as docs/stijl/zoek-worker.js reads them: a group is one text, with a bar between its words."""
        words = self.words
        return {
            "zwak": "|".join(words.zwak),
            "groepen": ["|".join(group) for group in words.groepen],
            "enkel": {left: "|".join(right) for left, right in words.enkel.items()},
        }


def load(project: Project) -> tuple[Alike, list[Finding]]:
    """The words; none if the file cannot be used."""
    found, findings = whole(project, SYNONYMS_YML, Synoniemen, "SYN001")
    return Alike(found or Synoniemen(), node(project, SYNONYMS_YML)), findings
