"""Words for the norms of docs/gegevens/bronnen.yml: a reference that says how sure it is, and the list of them."""

from __future__ import annotations

import re
from typing import TypeAlias

from handbook.core.dutch import long_date
from handbook.sources.data.legal_sources import Bron
from handbook.sources.printed import escape, inline_words
from handbook.sources.printed.citations import Use
from macros.plek import Plek

BronId: TypeAlias = str

HOE_ZEKER = {"H": "Staat vast", "M": "Waarschijnlijk", "L": "Nog niet zeker"}
"""As docs/bronnen.md explains them."""


def bron(plek: Plek, id: BronId, kort: bool = False) -> str:
    """Een verwijzing naar een bron: artikel 7:611 van het Burgerlijk Wetboek (BW), met kort=true: artikel 7:611 BW."""
    return plek.in_markdown(inline_words.bron(plek.context.known, id, kort))


def bronnenlijst(plek: Plek) -> str:
    """Een tabel van alle bronnen waarop de gedrukte tekst steunt, met waarvoor, hoe zeker en waar."""
    rows = []
    for key, entry in plek.context.data.legal.items.items():
        uses = sorted((use for use in plek.context.leaning if use.key == key), key=lambda use: _plaats(plek, use))
        if uses:
            what = f"{_bron(plek, entry)}<br>{escape.markdown(entry.waarvoor)}"
            dates = f"Nagekeken op {long_date(entry.nagekeken)}, opnieuw uiterlijk op {long_date(entry.opnieuw_nakijken)}."
            where = "<br>".join(dict.fromkeys(_waar(plek, use) for use in uses))
            rows.append(f"| {what} | **{HOE_ZEKER[entry.zekerheid]}.**<br><span data-search-exclude>{dates}</span> | {where} |")
    return "\n".join(["| Bron, en waarvoor | Hoe zeker | Waar |", "| --- | --- | --- |", *rows])


def _bron(plek: Plek, entry: Bron) -> str:
    """The reference in a table, where it stands alone and opens with a capital."""
    text = re.sub(r"^(?:de|het) ", "", inline_words.cited_norm(entry))
    return plek.in_markdown([inline_words.to_norm(plek.context.known, entry, text[:1].upper() + text[1:])])


def _plaats(plek: Plek, use: Use) -> tuple[int, int]:
    """In the order of the articles, pages without one last."""
    article = plek.context.articles.get(use.article or "")
    return (article.chapter, article.number) if article else (len(plek.context.articles), 0)


def _waar(plek: Plek, use: Use) -> str:
    article = plek.context.articles.get(use.article or "")
    if article:
        return plek.in_markdown(inline_words.art_met_titel(plek.context.known, article.id, begin=True))
    return f"[{escape.markdown(use.title)}]({plek.naar(use.page)})"
