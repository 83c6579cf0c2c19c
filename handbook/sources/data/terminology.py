"""The words this handbook prefers, and good words that a Dutch word list lacks (docs/gegevens/taal.yml)."""

from __future__ import annotations

from functools import cached_property, reduce

from pydantic import Field

from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.sources.data.entries import DATA_FOLDER, whole
from handbook.sources.files.characters import composed
from handbook.sources.files.fields import Group, Text, Texts
from handbook.sources.printed.sentences import Sentence, words

TERMINOLOGY_YML = "taal.yml"
TERMINOLOGY = f"docs/{DATA_FOLDER}/{TERMINOLOGY_YML}"


class Begrip(Group):
    """A thing with one preferred name, its key."""

    niet: Texts = Field(description="De woorden die wij hiervoor niet gebruiken.")
    omdat: Text | None = Field(default=None, description="Waarom.")


class Taal(Group):
    """The contents of taal.yml."""

    begrippen: dict[str, Begrip] = Field(
        default_factory=dict, description="Het woord dat wij kiezen, met de woorden die wij niet gebruiken."
    )
    jargon: Texts = Field(default=(), description="Goede woorden die niet in de woordenlijst staan.")
    namen: Texts = Field(default=(), description="Namen en afkortingen.")

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word of the two lists; jargon in lower case, because it may begin a sentence."""
        return frozenset([*(composed(w.lower()) for w in self.jargon), *(part for name in self.namen for part in words(name))])

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """Names of more than one word, which may contain any word."""
        return tuple(name for name in self.namen if " " in name)

    @cached_property
    def instead(self) -> dict[str, str]:
        """The preferred word for each avoided word, in lower case."""
        return {word.lower(): good for good, entry in self.begrippen.items() for word in entry.niet}

    @cached_property
    def _longer(self) -> tuple[str, ...]:
        return tuple(word for word in self.instead if " " in word)

    def avoided(self, sentence: Sentence) -> list[str]:
        """The avoided words in it, outside quotations and names."""
        held = [title for title in self.titles if title in sentence.own_text]
        found = words(reduce(lambda text, title: text.replace(title, " "), held, sentence.own_text)) if held else sentence.own_words
        small = [word.lower() for word in found]
        line = f" {' '.join(small)} "
        return [*dict.fromkeys(word for word in small if word in self.instead), *(word for word in self._longer if f" {word} " in line)]


def load(project: Project) -> tuple[Taal, list[Finding]]:
    """The lists; empty ones if the file cannot be used."""
    found, findings = whole(project, TERMINOLOGY_YML, Taal, "TAA007")
    return found or Taal(), findings
