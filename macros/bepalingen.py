"""Words for the clause in the personnel handbook: its text, why an organisation chooses it, and where it stops."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from handbook.sources.printed import escape, inline_words
from macros.plek import Plek

BepalingId: TypeAlias = str


def bepaling(plek: Plek, id: BepalingId) -> str:
    """De bepaling voor het personeelshandboek bij een keuze, met het kenmerk en het adres van het protocol."""
    clause, facts = plek.context.data.clauses.items[id], plek.context.facts
    where = f"Kenmerk van het protocol: {escape.markdown(facts.protocol.kenmerk)}. Adres: <{facts.handboek.adres}>"
    lines = [
        f"**{escape.markdown(clause.titel)}**",
        "",
        *(f"{at}. {_lid(plek, one.zinnen)}" for at, one in enumerate(clause.leden, 1)),
        "",
        where,
    ]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def bepaling_redenen(plek: Plek, id: BepalingId) -> str:
    """Waarom een organisatie deze bepaling kiest, als lijst."""
    return _lijst(plek, plek.context.data.clauses.items[id].redenen)


def bepaling_grenzen(plek: Plek, id: BepalingId) -> str:
    """Wat deze bepaling niet inhoudt, als lijst."""
    return _lijst(plek, plek.context.data.clauses.items[id].grenzen)


def _lid(plek: Plek, sentences: Iterable[str]) -> str:
    return " ".join(_zin(plek, one) for one in sentences)


def _lijst(plek: Plek, texts: Iterable[str]) -> str:
    return "\n".join(f"- {_zin(plek, one)}" for one in texts)


def _zin(plek: Plek, text: str) -> str:
    return plek.in_markdown(inline_words.cited(plek.context.known, text))
