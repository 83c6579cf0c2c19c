"""Loads all of docs/gegevens: one field and one line per file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.sources.data import (
    accessibility_test,
    decision_aids,
    dilemmas,
    legal_sources,
    public_examples,
    searching,
    synonyms,
    terminology,
    topics,
)
from handbook.sources.data.accessibility_test import Tested
from handbook.sources.data.decision_aids import Aids
from handbook.sources.data.dilemmas import Dilemma, Thema
from handbook.sources.data.entries import Entries
from handbook.sources.data.legal_sources import Bron
from handbook.sources.data.public_examples import PublicExamples
from handbook.sources.data.searching import Searching
from handbook.sources.data.synonyms import Alike
from handbook.sources.data.terminology import Taal
from handbook.sources.data.topics import Onderwerp
from handbook.sources.files.fields import Group


@dataclass(frozen=True)
class Data:
    """The entries of each file."""

    topics: Entries[Onderwerp]
    legal: Entries[Bron]
    dilemmas: Entries[Dilemma]
    themes: Entries[Thema]
    decisions: Aids
    language: Taal
    synonyms: Alike
    searching: Searching
    tested: Tested
    public: PublicExamples

    @property
    def keys(self) -> Mapping[str, frozenset[str]]:
        """What a word of macros/ may be given, by the name of its annotation."""
        return {
            "OnderwerpId": frozenset(self.topics.items),
            "BronId": frozenset(self.legal.node.items),
            "DilemmaId": frozenset(self.dilemmas.items),
            "ThemaId": frozenset(self.themes.items),
            "KeuzehulpId": frozenset(self.decisions),
        }

    def all(self) -> Iterator[Entries[Group]]:
        """Every file whose texts may cite articles."""
        for one in fields(self):
            held = getattr(self, one.name)
            if not isinstance(held, Taal | Alike | Searching | Tested | PublicExamples):
                yield from held.values() if isinstance(held, Mapping) else [held]


def load(project: Project) -> tuple[Data, list[Finding]]:
    """All data, each file read once, with every mistake."""
    findings: list[Finding] = []

    known_topics, more = topics.load(project)
    findings += more

    preferred, more = terminology.load(project)
    findings += more

    known_norms, more = legal_sources.load(project)
    findings += more

    known_dilemmas, more = dilemmas.load(project)
    findings += more

    known_themes, more = dilemmas.load_themes(project)
    findings += more

    known_aids, more = decision_aids.load(project)
    findings += more

    alike, more = synonyms.load(project)
    findings += more

    looked_for, more = searching.load(project)
    findings += more
    last_test, more = accessibility_test.load(project)
    findings += more
    not_personal, more = public_examples.load(project)
    findings += more

    found = Data(
        topics=known_topics,
        legal=known_norms,
        dilemmas=known_dilemmas,
        themes=known_themes,
        decisions=known_aids,
        language=preferred,
        synonyms=alike,
        searching=looked_for,
        tested=last_test,
        public=not_personal,
    )
    return found, findings
