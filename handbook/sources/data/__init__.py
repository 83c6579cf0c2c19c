"""Loads all of docs/gegevens: one field and one line per file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import TypeVar

from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.sources.data import (
    accessibility_test,
    agreements,
    clauses,
    decision_aids,
    dilemmas,
    events,
    form_of_address,
    former_articles,
    legal_sources,
    outside_help,
    owners,
    public_examples,
    searching,
    short_questions,
    synonyms,
    terminology,
    topics,
)
from handbook.sources.data.accessibility_test import Tested
from handbook.sources.data.agreements import Afspraak
from handbook.sources.data.clauses import Bepaling
from handbook.sources.data.decision_aids import Aids
from handbook.sources.data.dilemmas import Dilemma, Thema
from handbook.sources.data.entries import Entries
from handbook.sources.data.events import Gebeurtenis
from handbook.sources.data.form_of_address import Pairs
from handbook.sources.data.former_articles import FormerArticles
from handbook.sources.data.legal_sources import Bron
from handbook.sources.data.outside_help import Hulp
from handbook.sources.data.owners import Owners
from handbook.sources.data.public_examples import PublicExamples
from handbook.sources.data.searching import Searching
from handbook.sources.data.short_questions import Vragen
from handbook.sources.data.synonyms import Alike
from handbook.sources.data.terminology import Taal
from handbook.sources.data.topics import Onderwerp
from handbook.sources.files.fields import Group

Held = TypeVar("Held")


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
    address: Pairs
    public: PublicExamples
    agreements: Entries[Afspraak]
    events: Entries[Gebeurtenis]
    outside: Entries[Hulp]
    former: FormerArticles
    questions: Entries[Vragen]
    clauses: Entries[Bepaling]
    owners: Owners

    @property
    def keys(self) -> Mapping[str, frozenset[str]]:
        """What a word of macros/ may be given, by the name of its annotation."""
        return {
            "OnderwerpId": frozenset(self.topics.items),
            "BronId": frozenset(self.legal.node.items),
            "DilemmaId": frozenset(self.dilemmas.items),
            "ThemaId": frozenset(self.themes.items),
            "KeuzehulpId": frozenset(self.decisions),
            "HulpId": frozenset(self.outside.node.items),
            "VragenId": frozenset(self.questions.items),
            "BepalingId": frozenset(self.clauses.items),
        }

    @property
    def files(self) -> Mapping[str, str]:
        """The files in which those entries stand, where one file holds them all."""
        return {
            "OnderwerpId": self.topics.name,
            "BronId": self.legal.name,
            "DilemmaId": self.dilemmas.name,
            "ThemaId": self.themes.name,
            "HulpId": self.outside.name,
            "VragenId": self.questions.name,
            "BepalingId": self.clauses.name,
        }

    def all(self) -> Iterator[Entries[Group]]:
        """Every file whose texts may cite articles."""
        for one in fields(self):
            held = getattr(self, one.name)
            if one.name != "agreements" and not isinstance(
                held, Taal | Alike | Searching | Tested | Pairs | PublicExamples | FormerArticles | Owners
            ):
                yield from held.values() if isinstance(held, Mapping) else [held]


def load(project: Project) -> tuple[Data, list[Finding]]:
    """All data, each file read once, with every mistake."""
    findings: list[Finding] = []

    def held(loaded: tuple[Held, list[Finding]]) -> Held:
        findings.extend(loaded[1])
        return loaded[0]

    found = Data(
        topics=held(topics.load(project)),
        language=held(terminology.load(project)),
        legal=held(legal_sources.load(project)),
        dilemmas=held(dilemmas.load(project)),
        themes=held(dilemmas.load_themes(project)),
        decisions=held(decision_aids.load(project)),
        synonyms=held(synonyms.load(project)),
        searching=held(searching.load(project)),
        tested=held(accessibility_test.load(project)),
        address=held(form_of_address.load(project)),
        public=held(public_examples.load(project)),
        agreements=held(agreements.load(project)),
        events=held(events.load(project)),
        outside=held(outside_help.load(project)),
        former=held(former_articles.load(project)),
        questions=held(short_questions.load(project)),
        clauses=held(clauses.load(project)),
        owners=held(owners.load(project)),
    )
    return found, findings
