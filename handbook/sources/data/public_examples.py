"""What looks like somebody's data and is nobody's, with the reason (docs/gegevens/openbare-voorbeelden.yml)."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from handbook.core.findings import Finding, SourceFile
from handbook.core.project import Project
from handbook.sources.data.entries import DATA_FOLDER, Entries, entries
from handbook.sources.files.fields import Group, Text

PUBLIC_EXAMPLES_YML = "openbare-voorbeelden.yml"
PUBLIC_EXAMPLES = SourceFile(f"docs/{DATA_FOLDER}/{PUBLIC_EXAMPLES_YML}")


class OpenbaarVoorbeeld(Group):
    """One number, address or date that may be printed."""

    waar: Text = Field(description="Het bestand waarin het staat, zoals docs/regels/prive.md.")
    staat_er: Text = Field(description="Hoe de controle het noemt, zoals …33. Het hele nummer hoort hier niet.")
    reden: Text = Field(description="Waarom het van niemand is.")


@dataclass(frozen=True)
class PublicExamples:
    """The entries of the file, by key."""

    listed: Entries[OpenbaarVoorbeeld]


def load(project: Project) -> tuple[PublicExamples, list[Finding]]:
    """The examples; none if there is no file."""
    found, findings = entries(project, PUBLIC_EXAMPLES_YML, OpenbaarVoorbeeld, "PRS003")
    return PublicExamples(found), findings
