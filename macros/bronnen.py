"""Words for the norms of docs/gegevens/bronnen.yml: a reference that says how sure it is, and the list of them."""

from __future__ import annotations

import re
from typing import TypeAlias

from handbook.core.dutch import long_date
from handbook.sources.data.legal_sources import Bron
from handbook.sources.printed import escape
from handbook.sources.printed.citations import Use
from macros.plek import Plek

BronId: TypeAlias = str

VOORBEHOUD = {"H": "", "M": "kijk dit na bij een geschil", "L": "hierover is nog geen zekerheid: laat dit nakijken"}
"""What stands behind a reference, by its certainty."""

HOE_ZEKER = {"H": "Staat vast", "M": "Waarschijnlijk", "L": "Nog niet zeker"}
"""As docs/bronnen.md explains them."""


def bron(plek: Plek, id: BronId, kort: bool = False) -> str:
    """Een verwijzing naar een bron: artikel 7:611 van het Burgerlijk Wetboek (BW), met kort=true: artikel 7:611 BW."""
    entry = plek.context.data.legal.items[id]
    text, doubt = _aanhaling(entry, kort=kort), VOORBEHOUD[entry.zekerheid]
    if not doubt:
        return _link(text, entry)
    # One pair of brackets reads better than two: the law (its short name; how sure it is).
    name, short = re.fullmatch(r"(.*?)(?: \(([^()]+)\))?", text).groups()  # type: ignore[union-attr]
    return f"{_link(name, entry)} ({f'{short}; ' if short else ''}{doubt})"


def bronnenlijst(plek: Plek) -> str:
    """Een tabel van alle bronnen waarop de gedrukte tekst steunt, met waarvoor, hoe zeker en waar."""
    rows = []
    for key, entry in plek.context.data.legal.items.items():
        uses = sorted((use for use in plek.context.leaning if use.key == key), key=lambda use: _plaats(plek, use))
        if uses:
            what = f"{_link(_aanhaling(entry, los=True), entry)}<br>{escape.markdown(entry.waarvoor)}"
            dates = f"Nagekeken op {long_date(entry.nagekeken)}, opnieuw uiterlijk op {long_date(entry.opnieuw_nakijken)}."
            where = "<br>".join(dict.fromkeys(_waar(plek, use) for use in uses))
            rows.append(f"| {what} | **{HOE_ZEKER[entry.zekerheid]}.**<br><span data-search-exclude>{dates}</span> | {where} |")
    return "\n".join(["| Bron, en waarvoor | Hoe zeker | Waar |", "| --- | --- | --- |", *rows])


def _aanhaling(entry: Bron, *, kort: bool = False, los: bool = False) -> str:
    """The reference in a sentence; `los` is for a table, where it stands alone and opens with a capital."""
    name = entry.naam
    short = re.search(r"\(([^()]+)\)$", name)
    if kort and short:
        text = f"{entry.artikel or name.partition(' ')[0]} {short[1]}"
    else:
        text = f"{entry.artikel} van {name}" if entry.artikel else name
    if los:
        text = re.sub(r"^(?:de|het) ", "", text)
        text = text[:1].upper() + text[1:]
    return text


def _link(text: str, entry: Bron) -> str:
    # A number never stands alone at the start of a line.
    text = re.sub(r"(rtikel(?:en)?) (?=\d)", r"\1&nbsp;", escape.markdown(text))
    return f"[{text}](<{entry.url}>)"


def _plaats(plek: Plek, use: Use) -> tuple[int, int]:
    """In the order of the articles, pages without one last."""
    article = plek.context.articles.get(use.article or "")
    return (article.chapter, article.number) if article else (len(plek.context.articles), 0)


def _waar(plek: Plek, use: Use) -> str:
    article = plek.context.articles.get(use.article or "")
    if article:
        return f"[artikel&nbsp;{article.label}]({plek.naar(article.page)}#{article.id})"
    return f"[{escape.markdown(use.title)}]({plek.naar(use.page)})"
