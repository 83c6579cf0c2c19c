"""Words for what is new: what a revision says that it changes, article by article."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.sources.declared_changes import DeclaredChange
from handbook.sources.printed import escape, inline_words
from handbook.sources.revisions import Revision
from macros.plek import Plek

INSET = "    "
"""What belongs to an item stands four spaces further."""


def wijzigingen(revision: Revision, plek: Plek) -> list[str]:
    """The lines of a list in Markdown with what the revision changes; none where it says nothing of that."""
    return [line for one in revision.facts.wijzigingen for line in _wijziging(one, plek)]


def _wijziging(one: DeclaredChange, plek: Plek) -> Iterator[str]:
    where = _artikelen(one, plek)
    what = f"**{escape.markdown(one.wat)}**"
    yield f"- {where}<br>{what}" if where else f"- {what}"
    for label, text in (("Waarom", one.waarom), ("Voor wie", one.voor_wie), ("Dit betekent het voor u", one.betekent)):
        if text:
            yield f"{INSET}- {label}: {escape.markdown(text)}"


def _artikelen(one: DeclaredChange, plek: Plek) -> str:
    """Links to the articles with their titles; one that this text does not hold is named by what it is called in its address."""
    known = plek.context.known
    named = [
        plek.in_markdown(inline_words.art_met_titel(known, id, begin=True)) if id in known.articles else f"Artikel {escape.markdown(id)}"
        for id in one.ids
    ]
    return "<br>".join(named)
