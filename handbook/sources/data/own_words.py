"""Which texts of docs/gegevens and heads of pages say klant or medewerker, and read in the organisation's own words for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias, TypeVar

from handbook.core.same import Itself
from handbook.sources import departments, people
from handbook.sources.contacts import Contact
from handbook.sources.data import Data
from handbook.sources.data.entries import Entries
from handbook.sources.files.fields import Group
from handbook.sources.files.text_files import REMEMBERED
from handbook.sources.front_matter import Metadata
from handbook.sources.papers import Paper
from handbook.sources.people import Mensen

Made = TypeVar("Made", bound=Group)
Say: TypeAlias = Callable[[str], str]

READ = frozenset(
    "naam titel situatie wat_speelt_er eerst niet uitleg uit vraag vragen antwoord antwoorden alles_goed anders einde kop advies"
    " leden zinnen redenen grenzen".split()
)
"""The fields that a reader reads; others hold the words with which people search."""


def said_by(mensen: Mensen, contact: Contact) -> Say:
    """What says a text in the organisation's own words: for people, and for departments that it has not."""
    return lambda text: departments.in_text(contact, people.in_text(mensen, text))


def put_in(data: Data, mensen: Mensen, contact: Contact) -> Data:
    """The dilemmas, events, topics, questions, decision aids and clauses as the organisation says them."""

    def said(entries: Entries[Made]) -> Entries[Made]:
        return replace(entries, items=_items(Itself(entries.items), mensen, contact))

    return replace(
        data,
        dilemmas=said(data.dilemmas),
        events=said(data.events),
        themes=said(data.themes),
        topics=said(data.topics),
        decisions={name: said(aid) for name, aid in data.decisions.items()},
        questions=said(data.questions),
        clauses=said(data.clauses),
    )


def in_heads(about: Metadata, mensen: Mensen, contact: Contact) -> Metadata:
    """The pages with their titles, and the papers with what they say of themselves, as the organisation says them; a title names nobody."""
    say = said_by(mensen, contact)
    papers = {path: _paper(one, mensen, say) for path, one in about.papers.items()}
    return replace(about, titles={path: people.in_text(mensen, title) for path, title in about.titles.items()}, papers=papers)


def _paper(one: Paper, mensen: Mensen, say: Say) -> Paper:
    told = one.told.model_copy(update={"voor": say(one.told.voor)})
    return replace(one, title=people.in_text(mensen, one.title), description=say(one.description), told=told)


@lru_cache(REMEMBERED)
def _items(items: Itself[Mapping[str, Made]], mensen: Mensen, contact: Contact) -> Mapping[str, Made]:
    """Those of one file, once for every organisation: most of its words are looked through twice."""
    say = said_by(mensen, contact)
    return {key: _group(entry, say) for key, entry in items.held.items()}


def _group(group: Made, say: Say) -> Made:
    said = {key: _said(getattr(group, key), say) for key in type(group).model_fields if key in READ}
    return group.model_copy(update=said)


def _said(part: object, say: Say) -> object:
    if isinstance(part, str):
        return say(part)
    if isinstance(part, Group):
        return _group(part, say)
    return tuple(_said(one, say) for one in part) if isinstance(part, Iterable) else part
