"""Words for those who decide: the board as the organisation calls it, and who speaks for the people who work there."""

from __future__ import annotations

from typing import TypeAlias

from handbook.sources.printed import inline_words
from macros.plek import Plek

Deel: TypeAlias = str


def bestuur(plek: Plek, begin: bool = False) -> str:
    """Wie bij u het protocol vaststelt, met de naam uit uw besluiten: het bestuur, de directie of de eigenaren."""
    return plek.in_markdown(inline_words.bestuur(plek.context.known, begin))


def bestuur_doet(plek: Plek, een: str, meer: str) -> str:
    """Het werkwoord dat erbij past: het bestuur beslist, de eigenaren beslissen."""
    return plek.in_markdown(inline_words.bestuur_doet(plek.context.known, een, meer))


def raad(plek: Plek, deel: Deel = "", begin: bool = False) -> str:
    """Wie het personeel vertegenwoordigt, of een deel van die raad: de ondernemingsraad, het personeelsdeel van de medezeggenschapsraad."""
    return plek.in_markdown(inline_words.raad(plek.context.known, deel, begin))


def wie_stemt_in(plek: Plek, begin: bool = False) -> str:
    """Welke raad over deze tekst besliste of gevraagd is; staat dat er niet, dan elke raad die het kan zijn."""
    return plek.in_markdown(inline_words.wie_stemt_in(plek.context.known, begin))
