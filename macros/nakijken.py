"""A word for who keeps the handbook: which pages must be looked at again, by whom and before which day."""

from __future__ import annotations

import re

from handbook.core.dutch import long_date
from handbook.sources.data.accessibility_test import MEASURED
from handbook.sources.data.owners import Kept
from handbook.sources.printed import escape
from macros.plek import Plek

FACT = re.compile(r"(?: (?:van|voor|bij))? *\{\{.*?\}\}")
"""What is left out of a title: a fact, with the word that leads to it."""

TELLING = "Is een dag voorbij, dan is die pagina te laat."
"""What the script replaces by how many are late."""


def nakijklijst(plek: Plek) -> str:
    """Alle pagina's met wie ze bijhoudt en vóór welke dag ze nagekeken moeten worden: wat het eerst moet, staat bovenaan."""
    kept = sorted(plek.context.kept, key=lambda one: (one.due is None, str(one.due), one.page.path))
    if not kept:
        return "Nog niemand houdt bij welke pagina's nagekeken moeten worden."
    rows = "\n".join(f"| {_pagina(plek, one)} | {_rol(one.owner)} | {_dag(one)} |" for one in kept)
    # Marked as what nobody adopts: another day is no other text. The script docs/stijl/nakijken.js says what is late.
    return f'<div {MEASURED} class="nakijklijst" markdown="1">\n\n{TELLING}\n\n| Pagina | Wie | Nakijken vóór |\n| --- | --- | --- |\n{rows}\n\n</div>'


def _pagina(plek: Plek, one: Kept) -> str:
    title = FACT.sub("", one.page.title).strip() or one.page.path
    return f"[{escape.markdown(title)}]({plek.naar(one.page.path)})"


def _rol(role: str | None) -> str:
    """A role as people call it: ict is ICT, meldpunt_misstanden is Meldpunt misstanden."""
    if role is None:
        return "Niemand"
    return escape.markdown(role.upper() if len(role) <= 3 else role.replace("_", " ").capitalize())


def _dag(one: Kept) -> str:
    return f'<time datetime="{one.due.isoformat()}">{long_date(one.due)}</time>' if one.due else "Nooit afgesproken"
