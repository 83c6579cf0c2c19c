"""The word that leads on from an article: to the dilemmas in which it counts, and to the articles of the same event."""

from __future__ import annotations

from collections.abc import Iterable

from handbook.sources.data.dilemmas import page_of
from handbook.sources.data.events import beside
from handbook.sources.printed import inline
from handbook.sources.printed.around import FURTHER
from macros.artikelen import ArtikelId
from macros.dilemmas import NIET_ZOEKEN
from macros.plek import Plek

MEESTE_DILEMMAS = 6
MEESTE_GEBEURTENISSEN = 3
"""Who gets more to choose from, chooses nothing."""


def verder(plek: Plek, id: ArtikelId) -> str:
    """Onder een artikel: de dilemma's waarin het telt, en de andere artikelen van dezelfde gebeurtenis."""
    lists = (
        ("Herkent u dit?", _dilemmas(plek, id)),
        ("Speelt dit? Lees dan ook:", _gebeurtenissen(plek, id)),
    )
    shown = [f'<p class="{FURTHER}-kop">{label}</p><ul>{"".join(items)}</ul>' for label, items in lists if items]
    # On one line of its own: no engine takes it apart.
    return f'<div class="{FURTHER}"{NIET_ZOEKEN}>{"".join(shown)}</div>' if shown else ""


def _dilemmas(plek: Plek, id: str) -> list[str]:
    """Those that rest on the article most come first."""
    found = [(key, entry) for key, entry in plek.context.data.dilemmas.printed(plek.context.facts) if id in entry.artikelen]
    found.sort(key=lambda one: one[1].artikelen.index(id))
    return [f"<li>{_link(plek, entry.titel, page_of(entry.thema), key)}</li>" for key, entry in found[:MEESTE_DILEMMAS]]


def _gebeurtenissen(plek: Plek, id: str) -> list[str]:
    events = beside(id, plek.context.data.events, plek.context.facts, plek.context.articles)
    return [
        f"<li>{plek.in_html([inline.Text(title)])}<ul>{''.join(_artikelen(plek, others))}</ul></li>"
        for title, others in [*events.items()][:MEESTE_GEBEURTENISSEN]
    ]


def _artikelen(plek: Plek, ids: Iterable[str]) -> Iterable[str]:
    """Each by its number and title; one with a fact in its title by its number only."""
    for id in ids:
        article, title = plek.context.articles[id], plek.context.metadata.articles[id].title
        text = f"artikel{inline.TIED}{article.label}{'' if '{' in title else f', {title}'}"
        yield f"<li>{_link(plek, text, article.page, id)}</li>"


def _link(plek: Plek, text: str, page: str, anchor: str) -> str:
    return plek.in_html([inline.Link((inline.Text(text),), inline.Place(page, anchor))])
