"""The index from A to Z: the words by which people look for something, and where each leads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import groupby

from handbook.sources import people
from handbook.sources.articles import Article
from handbook.sources.data import Data
from handbook.sources.data.dilemmas import page_of
from handbook.sources.data.topics import settled
from handbook.sources.front_matter import About, Metadata
from handbook.sources.printed import silent_pages
from handbook.sources.variables import Variables

DIGITS = "0-9"

LONGEST = 5
"""Words of an entry: more is a sentence."""


SHOWN = 2
"""Places of a platform: the list says where it leads, and not everything about it."""


@dataclass(frozen=True)
class Place:
    """Where a word leads: an article with its number, or a page or dilemma without one."""

    page: str
    anchor: str
    title: str
    number: str = ""


@dataclass(frozen=True)
class Entry:
    """A word by which somebody looks, and where it leads."""

    word: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Line:
    """Words under one letter that lead to the same places; a title that is such a word stands in `titles`, folded, and not in `words`."""

    words: tuple[str, ...]
    places: tuple[Place, ...]
    titles: Set[str]


ENDINGS = ("", "s", "en", "es")

DOUBLE = re.compile(r"([bcdfgklmnprstvz])\1")


def letters(metadata: Metadata, printed: Mapping[str, Article], data: Data, facts: Variables) -> list[tuple[str, list[Entry]]]:
    """The entries by their first letter, both in the order of the alphabet; what begins with a digit comes first."""
    found: dict[str, tuple[str, dict[Place, None]]] = {}
    out = data.searching.told.weg_uit_az
    alone, questions = ({one.lower() for one in words} for words in (out.los, out.vraag))
    for typed, place in _words(metadata, printed, data, facts):
        word = people.looked_for(facts.mensen, typed)
        if not word or word.lower() in alone or word.split()[0].lower() in questions or len(word.split()) > LONGEST:
            continue
        spelt, places = found.setdefault(fold(word), (word, {}))
        # WhatsApp beside whatsapp: the spelling with capitals is the deliberate one.
        found[fold(word)] = max(spelt, word, key=lambda one: sum(c.isupper() for c in one)), places
        places[place] = None
    entries = {key: Entry(word, tuple(places)) for key, (word, places) in found.items()}
    for word, see in data.language.instead.items():
        if fold(word) not in entries and fold(see) in entries:
            entries[fold(word)] = Entry(word, entries[fold(see)].places)
    _platforms(entries, metadata, printed, data, facts)
    merge(entries)
    ordered = [entries[key] for key in sorted(entries)]
    return [(letter, list(group)) for letter, group in groupby(ordered, key=lambda entry: _letter(entry.word))]


def _platforms(entries: dict[str, Entry], metadata: Metadata, printed: Mapping[str, Article], data: Data, facts: Variables) -> None:
    """Adds every platform by its name, where no text has it as a word, with where its kind leads."""
    alike = data.synonyms
    silent = silent_pages.found(metadata, printed)
    titles = [(title, Place(path, "", title)) for path, title in metadata.titles.items() if "{{" not in title and path not in silent]
    titles += [(one.titel, Place(page_of(one.thema), id_, one.titel)) for id_, one in data.dilemmas.printed(facts)]
    for kind, _, (name, *_spellings) in alike.platforms():
        leads = alike.words.platforms[kind].leidt_naar or alike.words.platform_alleen
        alike_one = next((entries[fold(word)].places for word in leads if fold(word) in entries), ())
        named = dict.fromkeys(place for word in leads for title, place in titles if word.lower() in title.lower())
        if fold(name) not in entries and (places := alike_one or tuple(named)[:SHOWN]):
            entries[fold(name)] = Entry(name, places)


def lines(entries: Iterable[Entry]) -> list[Line]:
    """The entries of one letter, those that lead to the same places brought together, by the first word of each."""
    alike: dict[frozenset[Place], list[Entry]] = {}
    for entry in entries:
        alike.setdefault(frozenset(entry.places), []).append(entry)
    found = []
    for those in alike.values():
        places = those[0].places
        titles = {fold(place.title) for place in places} & {fold(entry.word) for entry in those}
        found.append(Line(tuple(entry.word for entry in those if fold(entry.word) not in titles), places, titles))
    return sorted(found, key=lambda line: fold(line.words[0]) if line.words else min(line.titles))


def fold(word: str) -> str:
    """What Dutch sorts by: small letters without accents, signs and spaces (NEN-ISO 999 sorts the same letter by letter)."""
    plain = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in plain if c.isalnum())


def _letter(word: str) -> str:
    first = fold(word)[0]
    return first.upper() if first.isalpha() else DIGITS


def _words(metadata: Metadata, printed: Mapping[str, Article], data: Data, facts: Variables) -> Iterator[tuple[str, Place]]:
    """Every word with a place to which it leads, articles in the order of their numbers first."""
    known = {one.id: _place(metadata.articles[one.id], one) for one in sorted(printed.values(), key=lambda a: (a.chapter, a.number))}
    taken: set[str] = set()
    told = data.searching.told
    opening = {word.lower() for word in told.weg_uit_az.begin}
    for id_, place in known.items():
        about = metadata.articles[id_]
        for word in [*_title(about.title, opening), *about.words]:
            taken.add(fold(word))
            yield word, place
    for topic in settled(data.topics, metadata, printed):
        yield from ((_small(topic.topic.naam), known[about.id]) for about in topic.articles if len(topic.articles) < LONGEST)
    silent = silent_pages.found(metadata, printed)
    for path, words in metadata.words.items():
        if path not in {*silent, told.verder.az} and path in metadata.titles and "{{" not in metadata.titles[path]:
            # What an article of the page says more exactly is not said again.
            yield from ((word, Place(path, "", metadata.titles[path])) for word in words if fold(word) not in taken)
    for id_, dilemma in data.dilemmas.printed(facts):
        place = Place(page_of(dilemma.thema), id_, dilemma.titel)
        yield from ((word, place) for word in dilemma.zoekwoorden if fold(word) not in taken)


def _place(about: About, article: Article) -> Place:
    return Place(about.page, about.id, "" if "{{" in about.title else about.title, article.label)


def _title(title: str, opening: Set[str]) -> list[str]:
    """The title as an entry, or nothing where it is no name of anything; nobody looks under a word of `opening`."""
    return [] if "{{" in title or title.split()[0].lower().strip(",") in opening else [_small(title)]


def _small(title: str) -> str:
    """A title in the middle of a line; an abbreviation keeps its capitals."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def merge(entries: dict[str, Entry]) -> None:
    """Puts the plural of a word, the verb that is made of it or its other spelling with the word itself: the first of them stays.

    A word is longer than its ending: appen is nothing of AP.
    """
    kept: dict[str, str] = {}
    for key in sorted(entries):
        plain = DOUBLE.sub(r"\1", key)
        found = (kept.get(plain.removesuffix(end)) for end in ENDINGS if plain.endswith(end) and len(plain) > 2 * len(end))
        base = next((one for one in found if one), None)
        if base:
            one, more = entries[base], entries.pop(key)
            entries[base] = Entry(one.word, tuple(dict.fromkeys(one.places + more.places)))
        else:
            kept[plain] = key
