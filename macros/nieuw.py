"""Words for what is new: what a revision says that it changes, article by article."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.core.change_kind import MEANING
from handbook.sources.declared_changes import DeclaredChange
from handbook.sources.printed import escape, inline_words
from handbook.sources.revisions import Revision
from macros.plek import Plek

INSET = "    "
"""What belongs to an item stands four spaces further."""


def wijzigingenlijst(plek: Plek) -> str:
    """Wat de nieuwste revisie verandert: per punt wat het betekent, voor wie en waarom, met het artikel erbij."""
    revision = plek.context.revisions[0]
    facts = revision.facts
    kind = MEANING.get(facts.aard or "", "")
    about = f"[Revisie van {revision.version.title}]({plek.naar(revision.source)})"
    lines = [line for one in facts.wijzigingen for line in _punt(one, plek)]
    if not lines:
        first = "Dit is de eerste tekst in dit handboek." if len(plek.context.revisions) == 1 else kind
        note = escape.markdown(facts.toelichting) if facts.toelichting else ""
        return "\n\n".join(filter(None, (first, note, f"Wat er verandert, waarom en voor wie, leest u bij {about}.")))
    return "\n\n".join(filter(None, (kind, "\n".join(lines), _naast_elkaar(revision, plek), f"De datums en besluiten staan bij {about}.")))


def wijzigingen(revision: Revision, plek: Plek) -> list[str]:
    """The lines of a list in Markdown with what the revision changes; none where it says nothing of that."""
    return [line for one in revision.facts.wijzigingen for line in _wijziging(one, plek)]


def _punt(one: DeclaredChange, plek: Plek) -> Iterator[str]:
    """For who wants to know what it means: that first, and the article to read last."""
    yield f"- **{escape.markdown(one.wat)}**"
    told = (("Wat dit betekent", one.betekent), ("Voor wie", one.voor_wie), ("Waarom", one.waarom))
    yield from _onder(told)
    if where := _artikelen(one, plek):
        # More than one stand below each other.
        yield f"{INSET}- Lees het na:{'<br>' if '<br>' in where else ' '}{where}"


def _wijziging(one: DeclaredChange, plek: Plek) -> Iterator[str]:
    where = _artikelen(one, plek)
    what = f"**{escape.markdown(one.wat)}**"
    yield f"- {where}<br>{what}" if where else f"- {what}"
    yield from _onder((("Waarom", one.waarom), ("Voor wie", one.voor_wie), ("Wat dit betekent", one.betekent)))


def _onder(told: tuple[tuple[str, str | None], ...]) -> Iterator[str]:
    for label, text in told:
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


def _naast_elkaar(revision: Revision, plek: Plek) -> str:
    """A link to the redline, which stands at the root once the text is published; the first text has none."""
    before = plek.context.edition["vorige"]
    if plek.context.draft or not before:
        return ""
    up = "../" * (plek.diepte + 1)
    return f'Woord voor woord: <a href="{up}wijzigingen/{revision.version}/">wat er anders is dan in de tekst die gold</a>.'
