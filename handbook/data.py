"""Holds everything that stands in docs/gegevens: one field and one line per file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from handbook import decisions, dilemmas, legal, synonyms, terms, tested, topics
from handbook.datafile import Entries
from handbook.decisions import Aids
from handbook.dilemmas import Dilemma, Thema
from handbook.finding import Finding
from handbook.legal import Bron
from handbook.project import Project
from handbook.synonyms import Alike
from handbook.terms import Taal
from handbook.tested import Tested
from handbook.topics import Onderwerp
from handbook.typed import Group


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
    tested: Tested

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
            if not isinstance(held, Taal | Alike | Tested):
                yield from held.values() if isinstance(held, Mapping) else [held]


def load(project: Project) -> tuple[Data, list[Finding]]:
    """All data, each file read once, with every mistake."""
    findings: list[Finding] = []

    known_topics, more = topics.load(project)
    findings += more

    preferred, more = terms.load(project)
    findings += more

    known_norms, more = legal.load(project)
    findings += more

    known_dilemmas, more = dilemmas.load(project)
    findings += more

    known_themes, more = dilemmas.load_themes(project)
    findings += more

    known_aids, more = decisions.load(project)
    findings += more

    alike, more = synonyms.load(project)
    findings += more

    last_test, more = tested.load(project)
    findings += more

    found = Data(
        topics=known_topics,
        legal=known_norms,
        dilemmas=known_dilemmas,
        themes=known_themes,
        decisions=known_aids,
        language=preferred,
        synonyms=alike,
        tested=last_test,
    )
    return found, findings
