"""How the u-form of the text is said with je (docs/gegevens/aanspreekvorm.yml): verbs that lose their t, and phrases decided by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import Field

from handbook.core.findings import Finding, SourceFile, quote
from handbook.core.project import Project
from handbook.sources.data.entries import DATA_FOLDER, node, whole
from handbook.sources.files.fields import Group, Text
from handbook.sources.files.filling import line_of
from handbook.sources.files.yaml_nodes import Mapping
from handbook.sources.printed.sentences import words

ADDRESS_YML = "aanspreekvorm.yml"
ADDRESS = SourceFile(f"docs/{DATA_FOLDER}/{ADDRESS_YML}")

FORMAL = frozenset("u uw uwe uws uzelf".split())
"""The words of the u-form."""


class Aanspreekvorm(Group):
    """The contents of aanspreekvorm.yml."""

    werkwoorden: dict[str, Text] = Field(
        default_factory=dict, description="Links het werkwoord zoals het voor u staat, rechts zoals het voor je staat: meldt, meld."
    )
    zinsdelen: dict[str, Text] = Field(
        default_factory=dict, description="Een stuk van een zin met u, en rechts hetzelfde stuk met je: even veel woorden."
    )


@dataclass(frozen=True)
class Pairs:
    """The file's pairs, and their lines in it; `there` is whether a handbook has the file."""

    told: Aanspreekvorm
    node: Mapping
    there: bool

    def mistakes(self) -> Iterator[Finding]:
        """The pairs that cannot be put in the place of one another, word by word."""
        for group, pairs in (("werkwoorden", self.told.werkwoorden), ("zinsdelen", self.told.zinsdelen)):
            for left, right in pairs.items():
                wrong = _wrong(left, right, phrase=group == "zinsdelen")
                if wrong:
                    line = line_of(self.node, (group, left))
                    yield ADDRESS.finding(line, "AAN001", f"{quote(left)} en {quote(right)} zijn geen paar: {wrong[0]}", wrong[1])


def _wrong(left: str, right: str, *, phrase: bool) -> tuple[str, str] | None:
    """Why two sides are no pair, and what to do; None where they are one."""
    formal, familiar = words(left), words(right)
    if len(formal) != len(familiar):
        there = "staat 1 woord" if len(formal) == 1 else f"staan {len(formal)} woorden"
        return f"links {there}, rechts {len(familiar)}.", "Zet aan beide kanten even veel woorden."
    if not phrase:
        return None if len(formal) == 1 else ("een werkwoord is één woord.", "Zet een stuk van een zin onder zinsdelen.")
    if not FORMAL & {word.lower() for word in formal}:
        return "links staat geen u, uw of uzelf.", 'Zet links het stuk zoals het in de tekst staat, zoals "HR helpt u".'
    if FORMAL & {word.lower() for word in familiar}:
        return "rechts staat nog u, uw of uzelf.", 'Zet rechts het stuk in de je-vorm, zoals "HR helpt je".'
    return None


def load(project: Project) -> tuple[Pairs, list[Finding]]:
    """The pairs; none if the file does not exist or cannot be used."""
    found, findings = whole(project, ADDRESS_YML, Aanspreekvorm, "AAN001")
    pairs = Pairs(found or Aanspreekvorm(), node(project, ADDRESS_YML), (project.docs / DATA_FOLDER / ADDRESS_YML).is_file())
    return pairs, [*findings, *pairs.mistakes()]
