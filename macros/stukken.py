"""Words for the papers around the protocol: a field to fill in, and the list of papers by when they are needed."""

from __future__ import annotations

from typing import TypeAlias

from handbook.sources.data.only_for import applies
from handbook.sources.printed import escape, inline_words
from macros.plek import Plek

MomentId: TypeAlias = str


def invullen(plek: Plek, wat: str) -> str:
    """Een plek die iemand zelf invult, zichtbaar op het scherm, op papier en in Word: [naam van de medewerker]."""
    return plek.in_markdown(inline_words.invullen(plek.context.known, wat))


def stukken(plek: Plek, moment: MomentId) -> str:
    """De stukken uit docs/formulieren/ die op dit moment nodig zijn, in de volgorde van het menu: titel, waarvoor en voor wie."""
    papers = plek.context.metadata.papers
    order = {page: at for at, page in enumerate(plek.context.menu)}
    found = [one for one in papers.values() if one.told.moment == moment and applies(one.told.alleen_bij, plek.context.facts)]
    rows = [
        f"- [{escape.markdown(one.title)}]({plek.naar(one.page)})  \n"
        f"    {escape.markdown(one.description)}\n"
        f"    Voor: {escape.markdown(one.told.voor)}."
        for one in sorted(found, key=lambda one: order.get(one.page, len(order)))
    ]
    return "\n".join(rows)
