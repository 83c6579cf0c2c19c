"""Gives pages their names: the facts, the newest revision and the articles, with values that print safely in Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from handbook.archive import manifest
from handbook.build import help_links
from handbook.core.dutch import long_date
from handbook.core.errors import CannotWork
from handbook.core.findings import errors
from handbook.core.project import Project
from handbook.sources import data, front_matter, mkdocs_yml, pages, revisions, variables
from handbook.sources.articles import Article
from handbook.sources.data import Data
from handbook.sources.front_matter import Metadata
from handbook.sources.printed import citations, numbering
from handbook.sources.printed.citations import Use
from handbook.sources.printed.values import page_names
from handbook.sources.revisions import Revision
from handbook.sources.template import allowlist
from handbook.sources.variables import Variables

STATEMENT = "toegankelijkheid.md"
"""The page to which the foot of every page leads, where a handbook has it."""


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
            "verder": help_links.ways(self.metadata, self.data.searching.told.verder, self.facts.contact.hr),
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
    numbered = numbering.number(trees, settings.pages, names)
    return Context(facts, tuple(known), numbered, filled, about, citations.printed(sources, trees, names))
