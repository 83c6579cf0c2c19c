"""Words for dates and lists in a sentence."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from handbook.sources.printed import inline_words
from handbook.sources.printed.values import List, Pending
from macros.plek import Plek

Dag: TypeAlias = date | str | Pending
Getal: TypeAlias = int
Lijst: TypeAlias = List
Mens: TypeAlias = str


def datum(plek: Plek, dag: Dag) -> str:
    """Een datum in woorden: 1 januari 2026."""
    return plek.in_markdown(inline_words.datum(plek.context.known, dag))


def aantal(plek: Plek, getal: Getal, enkelvoud: str, meervoud: str) -> str:
    """Een getal in woorden, met wat er wordt geteld: één week, zes weken."""
    return plek.in_markdown(inline_words.aantal(plek.context.known, getal, enkelvoud, meervoud))


def mens(plek: Plek, wie: Mens) -> str:
    """De mensen om wie het gaat, met uw eigen woord: de klant wordt de bewoner."""
    return plek.in_markdown(inline_words.mens(plek.context.known, wie))


def opsomming(plek: Plek, lijst: Lijst) -> str:
    """Een lijst als zinsdeel: a, b en c."""
    return plek.in_markdown(inline_words.opsomming(plek.context.known, lijst))


def verwijs_html(tekst: str, plek: Plek) -> str:
    """`tekst` out of docs/gegevens for HTML: `[[klantgegevens]]` becomes a link that reads artikel 4.2.

    No word for authors, so the place comes second.
    """
    return plek.in_html(inline_words.cited(plek.context.known, tekst))
