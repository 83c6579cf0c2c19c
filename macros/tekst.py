"""Words for dates and lists in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from handbook.core.dutch import long_date
from handbook.sources.articles import CITED
from handbook.sources.printed import escape
from handbook.sources.printed.values import List
from macros.plek import Plek

Dag: TypeAlias = date | str
Lijst: TypeAlias = List


def datum(plek: Plek, dag: Dag) -> str:
    """Een datum in woorden: 1 januari 2026."""
    return long_date(date.fromisoformat(dag) if isinstance(dag, str) else dag)


def opsomming(plek: Plek, lijst: Lijst) -> str:
    """Een lijst als zinsdeel: a, b en c."""
    return str(lijst)


def verwijs(tekst: str, plek: Plek) -> str:
    """`tekst` out of docs/gegevens for Markdown: `[[klantgegevens]]` becomes a link that reads artikel 4.2.

    No word for authors, so the place comes second.
    """
    return _with_links(tekst, plek, escape.markdown, lambda label, address: f"[artikel&nbsp;{label}]({address})", in_html=False)


def verwijs_html(tekst: str, plek: Plek) -> str:
    """The same within HTML."""
    return _with_links(tekst, plek, escape.html, lambda label, address: f'<a href="{address}">artikel&nbsp;{label}</a>', in_html=True)


def _with_links(tekst: str, plek: Plek, escaped: Callable[[str], str], link: Callable[[str, str], str], *, in_html: bool) -> str:
    parts = CITED.split(tekst)
    shown = []
    # Text and id take turns.
    for text, id in zip(parts[::2], [*parts[1::2], ""], strict=True):
        shown.append(escaped(text) if text else "")
        if id:
            article = plek.context.articles[id]
            here = article.page == plek.page
            page = "" if here else plek.adres(article.page) if in_html else plek.naar(article.page)
            shown.append(link(article.label, f"{page}#{id}"))
    return "".join(shown)
