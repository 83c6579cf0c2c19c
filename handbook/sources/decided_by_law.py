"""On which subjects somebody beside the board decides, by which article of the law and how surely: the table decided_by_law.yml."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from handbook.core.decisions import COUNCILS, Part, What, Who
from handbook.core.dutch import enumeration

TABLE = Path(__file__).with_name("decided_by_law.yml")

DOUBT: Mapping[str, str] = {"H": "", "M": "kijk dit na"}
"""What is said behind an article of the law, by its certainty; what is less sure stands not in the table."""

UNDER = re.compile(r"(?P<article>.+, onder) (?P<letter>[a-z]), (?P<law>[A-Z]+)")
"""A place in the law that is one letter of an article."""


class _Row(BaseModel):
    """Written by us: what does not fit is a slip of ours."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Rule(_Row):
    """That one of `wie` does `wat`, by the article `wet`; `zekerheid` says how surely that article means a rule on social media too.

    `deel` says which part of the council of a school it is, None where it is all of it.
    """

    wie: tuple[Who, ...]
    deel: Part | None = None
    wat: What
    wet: str
    zekerheid: Literal["H", "M"]

    @property
    def law(self) -> str:
        """artikel 27, eerste lid, onder k, WOR; with what to do where it is not sure."""
        return f"{self.wet}{f' ({DOUBT[self.zekerheid]})' if DOUBT[self.zekerheid] else ''}"

    def holds(self, councils: Collection[str]) -> bool:
        """Whether it says something to an organisation whose staff these speak for: a rule for no council holds everywhere."""
        return not {*self.wie} & {*COUNCILS} or bool({*self.wie} & {*councils})


def laws(rules: Collection[Rule]) -> str:
    """By what laws something is needed, as the end of a sentence: what is sure first, and what to look up said once of all of it."""
    sure, doubtful = ([one.wet for one in rules if bool(DOUBT[one.zekerheid]) == doubt] for doubt in (False, True))
    if not doubtful:
        return _together(sure)
    if sure and len(doubtful) > 1:
        return f"{_together(sure)}. Kijk na of dit er ook om vraagt: {_together(doubtful)}"
    return f"{_together([*sure, *doubtful])} ({DOUBT['M']})"


def _together(places: Iterable[str]) -> str:
    """The letters of one article behind each other: artikel 12, eerste lid, onder f, k en m, WMS."""
    letters: dict[tuple[str, str], list[str]] = {}
    for place in places:
        found = UNDER.fullmatch(place)
        letters.setdefault((found["article"], found["law"]) if found else (place, ""), []).append(found["letter"] if found else "")
    return enumeration([f"{article} {enumeration(sorted({*some}))}, {law}" if law else article for (article, law), some in letters.items()])


class Subject(_Row):
    """What the law speaks of, with the topics of a protocol that belong to it.

    A topic under `verder` does so too, but not in an article that has one of the topics behind it.
    """

    naam: str
    onderwerpen: tuple[str, ...]
    verder: Mapping[str, tuple[str, ...]] = {}
    besluiten: tuple[Rule, ...]

    def about(self, topics: Collection[str]) -> bool:
        """Whether an article with these topics belongs to it."""
        further = {topic for topic, without in self.verder.items() if not {*without} & {*topics}}
        return bool({*topics} & ({*self.onderwerpen} | further))


@cache
def subjects() -> Mapping[str, Subject]:
    """All subjects by their names, in the order of the table."""
    return TypeAdapter(dict[str, Subject]).validate_python(yaml.safe_load(TABLE.read_text("utf-8")))


def of_topics(topics: Collection[str], own: Mapping[str, str]) -> tuple[str, ...]:
    """The subjects to which an article with these topics belongs; `own` maps a topic of the organisation's to the subject that it names itself."""
    named = {own[topic] for topic in topics if topic in own}
    # What an organisation says of a topic goes before what the table says of it.
    plain = {topic for topic in topics if topic not in own}
    return tuple(key for key, subject in subjects().items() if key in named or subject.about(plain))
