"""Knows which words mean the same to whoever searches (docs/gegevens/synoniemen.yml)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import Field

from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.sources.data.entries import FOLDER, node, whole
from handbook.sources.files.fields import Group, Texts, line_of
from handbook.sources.files.yaml_nodes import Mapping

FILE = "synoniemen.yml"
NAME = f"docs/{FOLDER}/{FILE}"


class Synoniemen(Group):
    """The whole file."""

    zwak: Texts = Field(default=(), description="Woorden die bij het zoeken niets zeggen.")
    groepen: tuple[Texts, ...] = Field(default=(), description="Woorden die hetzelfde betekenen: wie het ene typt, vindt ook het andere.")
    enkel: dict[str, Texts] = Field(
        default_factory=dict, description="Links wat mensen typen, rechts wat het handboek zegt. Niet andersom."
    )


@dataclass(frozen=True)
class Alike:
    """The file's words, and where they stand in it."""

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
    """The words; where the file cannot be used, none."""
    found, findings = whole(project, FILE, Synoniemen, "SYN001")
    return Alike(found or Synoniemen(), node(project, FILE)), findings
