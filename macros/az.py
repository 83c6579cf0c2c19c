"""A word for the list from A to Z: every word by which people look for something, with where it leads."""

from __future__ import annotations

from handbook.build.az_index import Line, Place, fold, letters, lines
from handbook.sources.printed import escape
from macros.plek import NIET_ZOEKEN, Plek


def az_lijst(plek: Plek) -> str:
    """Alle zoekwoorden op alfabet, met de artikelen en pagina's waar zij heen leiden."""
    given = plek.context
    found = letters(given.metadata, given.articles, given.data, given.facts)
    row = "".join(f'<li><a href="#{_anker(letter)}">{letter}</a></li>' for letter, _ in found)
    parts = [f'<nav class="az-letters" aria-label="Letters" data-volgt><ul>{row}</ul></nav>']
    for letter, entries in found:
        items = "".join(_regel(plek, line) for line in lines(entries))
        parts += [f"## {letter} {{#{_anker(letter)}{NIET_ZOEKEN}}}", f'<ul class="az-lijst">{items}</ul>']
    return "\n\n".join(parts)


def _anker(letter: str) -> str:
    return f"letter-{letter.lower()}"


def _regel(plek: Plek, line: Line) -> str:
    """A line: its words, each in a <b> of its own, and then the places; a title that is such a word is the <b> of its link."""
    words = ", ".join(f"<b>{escape.html(word)}</b>" for word in line.words)
    places = ", ".join(_link(plek, line, place) for place in line.places)
    return f"<li>{words} {places}</li>" if words else f"<li>{places}</li>"


def _link(plek: Plek, line: Line, place: Place) -> str:
    """Title and number; a place without a title is called by its number alone."""
    title = escape.html(place.title)
    name = f"<b>{title}</b>" if fold(place.title) in line.titles else title
    number = f"&nbsp;<span>{place.number}</span>" if place.number else ""
    text = f"{name}{number}" if title else f"artikel {place.number}"
    return f'<a href="{plek.adres(place.page, place.anchor)}">{text}</a>'
