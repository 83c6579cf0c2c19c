"""Words for the articles and the revisions: numbers, references, the list of revisions."""

from __future__ import annotations

from typing import TypeAlias

from handbook import escape
from handbook.dutch import long_date
from macros.plek import Plek

ArtikelId: TypeAlias = str


def artikel(plek: Plek, id: ArtikelId) -> str:
    """Het nummer van een artikel, in de kop van dat artikel: Artikel 4.2."""
    return f'<span class="artikel">Artikel {plek.context.articles[id].label}</span>'


def art(plek: Plek, id: ArtikelId, begin: bool = False) -> str:
    """Een verwijzing naar een artikel: artikel 4.2, met een hoofdletter aan het begin van een zin."""
    article = plek.context.articles[id]
    target = "" if article.page == plek.page else plek.naar(article.page)
    # A number never stands alone at the start of a line.
    return f"[{'A' if begin else 'a'}rtikel&nbsp;{article.label}]({target}#{id})"


def revisielijst(plek: Plek) -> str:
    """Een tabel van alle revisies, de nieuwste bovenaan."""
    rows = [
        f"| [{long_date(r.facts.ingangsdatum)}]({plek.naar(r.source)}) | {r.version} | {r.facts.aard} | {escape.markdown(r.facts.vastgesteld_door)}, {long_date(r.facts.vastgesteld)} |"
        for r in plek.context.revisions
    ]
    return "\n".join(["| Geldt vanaf | Versie | Soort wijziging | Vastgesteld door |", "| --- | --- | --- | --- |", *rows])
