"""A word for the list from A to Z: every word by which people look for something, with where it leads."""

from __future__ import annotations

from handbook.build.az_index import Entry, Place, fold, letters
from handbook.sources.printed import escape
from macros.plek import Plek

NIET_ZOEKEN = " data-search-exclude"
"""The search finds the places themselves."""


def az_lijst(plek: Plek) -> str:
    """Alle zoekwoorden op alfabet, met de artikelen en pagina's waar zij heen leiden."""
    given = plek.context
    found = letters(given.metadata, given.articles, given.data, given.facts)
    row = "".join(f'<li><a href="#{_anker(letter)}">{letter}</a></li>' for letter, _ in found)
    parts = [f'<nav class="az-letters" aria-label="Letters"><ul>{row}</ul></nav>']
    for letter, entries in found:
        lines = "".join(_regel(plek, entry) for entry in entries)
        parts += [f"## {letter} {{#{_anker(letter)}{NIET_ZOEKEN}}}", f'<ul class="az-lijst">{lines}</ul>']
    return "\n\n".join(parts)


def _anker(letter: str) -> str:
    return f"letter-{letter.lower()}"


def _regel(plek: Plek, entry: Entry) -> str:
    word = f'<span class="az-woord">{escape.html(entry.word)}</span>'
    if entry.see:
        return f"<li>{word} <span>zie {escape.html(entry.see)}</span></li>"
    return f"<li>{word} <span>{', '.join(_link(plek, entry, place) for place in entry.places)}</span></li>"


def _link(plek: Plek, entry: Entry, place: Place) -> str:
    """Number and title; a title that the line begins with is not said again."""
    again = place.number and fold(place.title) in ("", fold(entry.word))
    text = f"artikel {place.number}" if again else f"{place.number} {escape.html(place.title)}".strip()
    return f'<a href="{plek.adres(place.page, place.anchor)}">{text}</a>'
