"""Gives pages their names: the facts, the newest revision and the articles, with values that print safely in Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from handbook.archive import manifest
from handbook.build import help_links
from handbook.core.dutch import enumeration, long_date
from handbook.core.findings import errors
from handbook.core.project import CannotWork, Project
from handbook.sources import articles, data, front_matter, mkdocs_yml, pages, revisions, variables
from handbook.sources.articles import Article
from handbook.sources.data import Data, legal_sources
from handbook.sources.data.legal_sources import Use
from handbook.sources.files.fields import Group
from handbook.sources.front_matter import Metadata
from handbook.sources.printed import escape
from handbook.sources.revisions import Revision
from handbook.sources.template import allowlist
from handbook.sources.variables import Variables

STATEMENT = "toegankelijkheid.md"
"""The page to which the foot of every page leads, where a handbook has it."""


class Value(str):
    """A text fact: prints escaped for Markdown, compares as what was typed; `raw` is what was typed."""

    raw: str

    def __new__(cls, raw: str) -> Value:
        value = super().__new__(cls, raw)
        value.raw = raw
        return value

    def __str__(self) -> str:
        return escape.markdown(self.raw)

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)


class Day(date):
    """A date fact: prints in Dutch, compares as a date."""

    def __str__(self) -> str:
        return long_date(self)


class List(tuple[Value, ...]):
    """A list fact: prints as a Dutch enumeration."""

    def __str__(self) -> str:
        return enumeration([str(item) for item in self])


class Truth:
    """A yes or no: prints in Dutch, decides in a condition."""

    def __init__(self, value: bool) -> None:
        self.value = value

    def __bool__(self) -> bool:
        return self.value

    def __str__(self) -> str:
        return "ja" if self.value else "nee"

    def __eq__(self, other: object) -> bool:
        return bool(self) == other

    def __hash__(self) -> int:
        return hash(self.value)


class Names(SimpleNamespace):
    """A group of facts, read by dotted name on a page and by key in a macro."""

    def __getitem__(self, key: str) -> Any:
        return vars(self)[key]


def printed(group: Group) -> Names:
    """`group` with every value as a page prints it."""
    return Names(**{key: _value(getattr(group, key)) for key in type(group).model_fields})


def _value(fact: object) -> object:
    if isinstance(fact, Group):
        return printed(fact)
    if isinstance(fact, bool):
        return Truth(fact)
    if isinstance(fact, str):
        return Value(fact)
    if isinstance(fact, date):
        return Day(fact.year, fact.month, fact.day)
    if isinstance(fact, tuple):
        return List(Value(item) for item in fact)
    return fact


@dataclass(frozen=True)
class Context:
    """Everything that the words in macros/ work with."""

    facts: Variables
    revisions: tuple[Revision, ...]
    articles: Mapping[str, Article]
    data: Data
    metadata: Metadata
    leaning: tuple[Use, ...] = ()
    draft: bool = False

    @property
    def edition(self) -> dict[str, Any]:
        """What every page says of its version; templates read it as config.extra.uitgave."""
        newest = self.revisions[0]
        return {
            "versie": str(newest.version),
            "ingangsdatum": long_date(newest.facts.ingangsdatum),
            "vastgesteld": long_date(newest.facts.vastgesteld),
            "vastgesteld_door": newest.facts.vastgesteld_door,
            "adres": self.facts.handboek.adres,
            "werkgever": self.facts.werkgever.naam,
            "logo": self.facts.handboek.logo,
            "concept": self.draft,
            "toegankelijkheid": help_links.address(STATEMENT, self.metadata),
            "verder": help_links.ways(self.metadata, self.data.decisions, self.facts.contact.hr),
        }

    @property
    def printed_line(self) -> str:
        """What stands under every printed page."""
        newest = self.revisions[0]
        when = "concept: geldt niet" if self.draft else f"geldt vanaf {long_date(newest.facts.ingangsdatum)}"
        return f"Handboek sociale media van {self.facts.werkgever.naam}, versie {newest.version}, {when}"

    @property
    def record(self) -> manifest.Built:
        """What the register will say of this version."""
        newest = self.revisions[0]
        facts = newest.facts
        return manifest.Built(
            versie=str(newest.version),
            geldig_van=facts.ingangsdatum,
            vastgesteld=facts.vastgesteld,
            vastgesteld_door=facts.vastgesteld_door,
            bekendgemaakt=facts.bekendgemaakt,
            aard=facts.aard,
            toelichting=facts.note,
            besluiten=facts.besluiten,
            evaluatie=facts.evaluatie,
            werkgever=self.facts.werkgever.naam,
            adres=self.facts.handboek.adres,
        )

    @cached_property
    def names(self) -> dict[str, Any]:
        """What `page_names` gives for these facts."""
        return page_names(self.facts, self.revisions)


def page_names(facts: Variables, known: Sequence[Revision]) -> dict[str, Any]:
    """The names that a page may use, by their first part; `known` are the revisions, newest first."""
    found = dict(vars(printed(facts)))
    if known:
        newest = known[0]
        revision = printed(newest.facts)
        revision.versie = Value(str(newest.version))
        revision.toelichting = Value(newest.facts.note)
        found["revisie"] = revision
    return found


_prepared: dict[Path, Context] = {}


def prepare(root: Path, context: Context) -> None:
    """Hands over the context that `load` gives from now on for the handbook in `root`."""
    _prepared[root.resolve()] = context


def load(root: Path | str) -> Context:
    """The context of the handbook in `root`: the prepared one, else read anew.

    Raises CannotWork where the sources hold mistakes: the check says which.
    """
    prepared = _prepared.get(Path(root).resolve())
    if prepared:
        return prepared
    project = Project.find(Path(root))
    facts, findings = variables.load(project)
    settings, _ = mkdocs_yml.load(project)
    known, more = revisions.load(project)
    sources, _ = pages.load(project)
    filled, wrong = data.load(project)
    about, mistakes = front_matter.read(sources.values())
    if facts is None or settings is None or errors([*findings, *more, *wrong, *mistakes]):
        raise CannotWork("De gegevens kloppen niet. Draai eerst: handbook check")
    trees = {path: tree for path, page in sources.items() if (tree := allowlist.parse(page).tree)}
    names = page_names(facts, known)
    numbered = articles.number(trees, settings.pages, names)
    return Context(facts, tuple(known), numbered, filled, about, legal_sources.printed(sources, trees, names))
