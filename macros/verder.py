"""The word that leads on from an article: to the dilemmas in which it counts, and to the articles of the same event."""

from __future__ import annotations

from collections.abc import Iterable

from handbook.core.around import FURTHER
from handbook.sources.data.events import beside
from handbook.sources.printed import inline, inline_words
from macros.artikelen import ArtikelId
from macros.plek import NIET_ZOEKEN, Plek

MEESTE_DILEMMAS = 5
MEESTE_GEBEURTENISSEN = 2
MEESTE_ARTIKELEN = 4
"""Who gets more to choose from, chooses nothing."""


def verder(plek: Plek, id: ArtikelId) -> str:
    """Onder een artikel: de dilemma's waarin het telt, en de andere artikelen van dezelfde gebeurtenis."""
    lists = (
        ("Herkent u dit?", _dilemmas(plek, id)),
        ("Speelt dit? Lees dan ook:", _gebeurtenissen(plek, id)),
    )
    shown = [f'<div><p class="{FURTHER}-kop">{label}</p><ul>{"".join(items)}</ul></div>' for label, items in lists if items]
    # On one line of its own: no engine takes it apart.
    return f'<div class="{FURTHER}"{NIET_ZOEKEN}>{"".join(shown)}</div>' if shown else ""


def _dilemmas(plek: Plek, id: str) -> list[str]:
    """Those that rest on the article most come first."""
    found = [(key, entry) for key, entry in plek.context.data.dilemmas.printed(plek.context.facts) if id in entry.artikelen]
    found.sort(key=lambda one: one[1].artikelen.index(id))
    return [_punt(plek, inline_words.dilemma(plek.context.known, key)) for key, _ in found[:MEESTE_DILEMMAS]]


def _gebeurtenissen(plek: Plek, id: str) -> list[str]:
    events = beside(id, plek.context.data.events, plek.context.facts, plek.context.articles)
    return [
        f"<li>{plek.in_html([inline.Text(title)])}<ul>{''.join(_artikel(plek, other) for other in others[:MEESTE_ARTIKELEN])}</ul></li>"
        for title, others in [*events.items()][:MEESTE_GEBEURTENISSEN]
    ]


def _artikel(plek: Plek, id: str) -> str:
    return _punt(plek, inline_words.art_met_titel(plek.context.known, id))


def _punt(plek: Plek, parts: Iterable[inline.Part]) -> str:
    return f"<li>{plek.in_html(parts)}</li>"
