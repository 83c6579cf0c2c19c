"""The articles that belong to one event in the life of a reader, such as a photo of me that is online (docs/gegevens/gebeurtenissen.yml)."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.sources.articles import Article
from handbook.sources.data.entries import Entries, entries
from handbook.sources.data.only_for import AlleenBij
from handbook.sources.files.fields import Group, Text, Texts
from handbook.sources.variables import Variables


class Gebeurtenis(Group):
    """One event, with every article that somebody to whom it happens needs."""

    titel: Text = Field(description="Wat er gebeurt, in de woorden van de lezer.")
    artikelen: Texts = Field(description="De artikelen die erbij horen, het belangrijkste eerst.")
    alleen_bij: AlleenBij = Field(default=AlleenBij(), description="Bij welke gegevens de gebeurtenis er staat.")


def load(project: Project) -> tuple[Entries[Gebeurtenis], list[Finding]]:
    """The events, the one that tells most first; none if there is no file."""
    return entries(project, "gebeurtenissen.yml", Gebeurtenis, "GBT001")


def beside(id_: str, events: Entries[Gebeurtenis], facts: Variables, printed: Mapping[str, Article]) -> dict[str, tuple[str, ...]]:
    """By the title of each event to which the article belongs: its other articles that are printed, each named once; first the events that begin with it."""
    own = [one for _, one in events.printed(facts) if id_ in one.artikelen]
    seen, found = {id_}, {}
    for event in sorted(own, key=lambda one: one.artikelen.index(id_)):
        others = tuple(dict.fromkeys(other for other in event.artikelen if other in printed and other not in seen))
        seen |= set(others)
        if others:
            found[event.titel] = others
    return found
