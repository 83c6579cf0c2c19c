"""Words for the bodies outside the organisation that help: one of them in a sentence, and all of them with what they do."""

from __future__ import annotations

from typing import TypeAlias

from handbook.sources.printed import escape, inline_words
from macros.plek import Plek

HulpId: TypeAlias = str


def buiten(plek: Plek, id: HulpId, begin: bool = False) -> str:
    """Een instantie buiten de organisatie, met haar nummer: Fraudehelpdesk (088 786 73 72). Aan het begin van een zin met begin=true."""
    return plek.in_markdown(inline_words.buiten(plek.context.known, id, begin))


def hulp_buiten(plek: Plek) -> str:
    """Een tabel van alle instanties buiten de organisatie, met wat zij voor de lezer doen."""
    given = plek.context
    rows = [f"| {buiten(plek, key, begin=True)} | {escape.markdown(body.wat)} |" for key, body in given.data.outside.printed(given.facts)]
    return "\n".join(["| Wie | Wat zij voor u doen |", "| --- | --- |", *rows])
