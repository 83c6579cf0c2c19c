"""Which texts of docs/gegevens and heads of pages say klant or medewerker, and read in the organisation's own words for people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from handbook.sources import people
from handbook.sources.data import Data
from handbook.sources.data.entries import Entries
from handbook.sources.files.fields import Group
from handbook.sources.front_matter import Metadata
from handbook.sources.people import Mensen

Made = TypeVar("Made", bound=Group)

READ = frozenset(
    "naam titel situatie wat_speelt_er eerst niet uitleg uit vraag vragen antwoord antwoorden alles_goed anders einde kop advies".split()
)
"""The fields that a reader reads; others hold the words with which people search."""


def put_in(data: Data, mensen: Mensen) -> Data:
    """The dilemmas, events, topics, questions and decision aids as the organisation says them; the very same where it says klant and medewerker."""
    if mensen == Mensen():
        return data
    aids = {name: _entries(aid, mensen) for name, aid in data.decisions.items()}
    dilemmas, themes, topics = _entries(data.dilemmas, mensen), _entries(data.themes, mensen), _entries(data.topics, mensen)
    events, questions = _entries(data.events, mensen), _entries(data.questions, mensen)
    return replace(data, dilemmas=dilemmas, events=events, themes=themes, topics=topics, decisions=aids, questions=questions)


def in_heads(about: Metadata, mensen: Mensen) -> Metadata:
    """The pages with their titles, and the papers with what they say of themselves, as the organisation says them."""
    if mensen == Mensen():
        return about
    papers = {
        path: replace(one, title=people.in_text(mensen, one.title), description=people.in_text(mensen, one.description))
        for path, one in about.papers.items()
    }
    return replace(about, titles={path: people.in_text(mensen, title) for path, title in about.titles.items()}, papers=papers)


def _entries(entries: Entries[Made], mensen: Mensen) -> Entries[Made]:
    return replace(entries, items={key: _group(entry, mensen) for key, entry in entries.items.items()})


def _group(group: Made, mensen: Mensen) -> Made:
    said = {key: _said(getattr(group, key), mensen) for key in type(group).model_fields if key in READ}
    return group.model_copy(update=said)


def _said(part: object, mensen: Mensen) -> object:
    if isinstance(part, str):
        return people.in_text(mensen, part)
    if isinstance(part, Group):
        return _group(part, mensen)
    return tuple(_said(one, mensen) for one in part) if isinstance(part, Iterable) else part
