"""The decision aids (docs/gegevens/keuzehulp): questions, answers and ends, and which of them apply under given facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pydantic import Field

from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.sources.data.entries import DATA_FOLDER, Entries, entries
from handbook.sources.data.only_for import AlleenBij, applies
from handbook.sources.files.choices import Verdict
from handbook.sources.files.fields import Group, Text, Texts
from handbook.sources.variables import Variables

SUBFOLDER = "keuzehulp"
"""Below docs/gegevens; every file there is an aid, and its name is how pages call it."""


class Antwoord(Group):
    """One answer to a question, and the step it leads to."""

    antwoord: Text = Field(description="Het antwoord waar de lezer op klikt.")
    naar: Text = Field(description="De naam van de stap die daarna komt.")
    alleen_bij: AlleenBij = Field(default=AlleenBij(), description="Voor welke gegevens dit antwoord geldt.")


class Einde(Group):
    """Where a path ends: what to do, on which articles that rests, whom to call."""

    kop: Text = Field(description="Wat u doet, in een paar woorden.")
    soort: Verdict = Field(description="Of de lezer het doet, er eerst mee wacht of ermee stopt.")
    advies: Texts = Field(description="Wat u doet, zin voor zin.")
    artikelen: Texts = Field(description="De artikelen waarop het advies rust; wat niet wordt gedrukt, blijft weg.")
    contact: Texts = Field(description="Wie helpt: namen onder contact in variables.yml.")


class Stap(Group):
    """A question with answers, or an end."""

    vraag: Text | None = Field(default=None, description="De vraag.")
    uitleg: Texts = Field(default=(), description="Wat de lezer bij deze vraag moet weten.")
    antwoorden: tuple[Antwoord, ...] = Field(default=(), description="De antwoorden, het gewoonste eerst.")
    einde: Einde | None = Field(default=None, description="Waar deze weg eindigt.")
    alleen_bij: AlleenBij = Field(default=AlleenBij(), description="Voor welke gegevens deze stap geldt.")

    @property
    def title(self) -> str:
        """The question, or what to do."""
        return self.vraag or (self.einde.kop if self.einde else "")


Aids = Mapping[str, Entries[Stap]]


def load(project: Project) -> tuple[Aids, list[Finding]]:
    """Every decision aid by the name of its file, with every mistake of shape."""
    found: dict[str, Entries[Stap]] = {}
    findings: list[Finding] = []
    for path in sorted((project.docs / DATA_FOLDER / SUBFOLDER).glob("*.yml")):
        found[path.stem], more = entries(project, f"{SUBFOLDER}/{path.name}", Stap, "KEU001")
        findings += more
    return found, findings


@dataclass(frozen=True)
class Way:
    """An answer that applies, and the step it leads to; `here` is false if that step is shown under another answer."""

    answer: str
    to: str
    here: bool


@dataclass(frozen=True)
class Aid:
    """A decision aid as it is printed: what counts under `facts`, and what can be reached from its first step.

    Only for steps that passed checks/decision_aids.py: with a cycle in them the reading order would never end.
    """

    steps: Mapping[str, Stap]
    facts: Variables

    @property
    def start(self) -> str:
        """The first step of the file."""
        return next(iter(self.steps))

    def answers(self, key: str) -> list[Antwoord]:
        """The answers of a step that count, in the order of the file."""
        return [a for a in self.steps[key].antwoorden if applies(a.alleen_bij, self.facts) and self.counts(a.naar)]

    def counts(self, key: str) -> bool:
        """Whether the step is there under these facts."""
        return key in self.steps and applies(self.steps[key].alleen_bij, self.facts)

    @cached_property
    def remaining(self) -> dict[str, int]:
        """For each step how many questions can follow, itself included."""
        found: dict[str, int] = {}
        for key in self._deepest_first():
            found[key] = max((found[a.naar] for a in self.answers(key)), default=0) + (self.steps[key].vraag is not None)
        return found

    def can_miss(self, key: str) -> bool:
        """Whether every question that leads to the step leaves something to choose without it; the first step leaves nothing."""
        return key != self.start and all(
            sum(a.naar != key for a in answers) >= 2 for answers in map(self.answers, self.remaining) if any(a.naar == key for a in answers)
        )

    def _deepest_first(self) -> Iterator[str]:
        """Every step that can be reached, after all that can follow it."""
        seen: set[str] = set()
        waiting = [(self.start, False)]
        while waiting:
            key, done = waiting.pop()
            if done:
                yield key
            elif key not in seen:
                seen.add(key)
                waiting += [(key, True), *((a.naar, False) for a in self.answers(key))]

    @cached_property
    def ways(self) -> dict[str, list[Way]]:
        """For each step its answers as a tree tells them, in the order of the tree.

        The answer with the longest way on comes last and goes straight on. A question to which several answers lead
        is shown at the last of them, so that side branches stay short.
        """
        told = {key: self._straight_last(key) for key in self.remaining}
        teller: dict[str, Antwoord] = {}

        def claim(key: str) -> None:
            for answer in reversed(told[key]):
                if answer.naar not in teller:
                    teller[answer.naar] = answer
                    claim(answer.naar)

        found: dict[str, list[Way]] = {}

        def tell(key: str) -> None:
            found[key] = [Way(a.antwoord, a.naar, here=teller[a.naar] is a) for a in told[key]]
            for way in found[key]:
                if way.here:
                    tell(way.to)

        claim(self.start)
        tell(self.start)
        return found

    def _straight_last(self, key: str) -> list[Antwoord]:
        """The answers of a step in the author's order, but the one with the longest way on, if there is any, at the end."""
        answers = self.answers(key)
        longest = max((self.remaining[a.naar] for a in answers), default=0)
        straight = next((a for a in answers if longest and self.remaining[a.naar] == longest), None)
        return [*(a for a in answers if a is not straight), *([straight] if straight else [])]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The questions, numbered as the tree tells them."""
        return {key: number for number, key in enumerate((k for k in self.ways if self.steps[k].vraag), 1)}

    @property
    def ends(self) -> list[str]:
        """The ends that can be reached, in the order in which the tree tells them."""
        return [key for key in self.ways if self.steps[key].einde]
