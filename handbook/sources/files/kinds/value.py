"""One value as it was typed, and the mistakes that a value of any kind can hold."""

from __future__ import annotations

import re

from pydantic_core import PydanticCustomError

from handbook.core.dutch import PLACEHOLDER
from handbook.core.findings import Fix, quote
from handbook.sources.files.yaml_mistakes import CURLY
from handbook.sources.files.yaml_nodes import Scalar

VALUE_LIMIT = 200
"""Characters of one value: a name, an address, a sentence."""

BRACES = r"\{\{|\}\}|\{%|%\}|\{#|#\}"
"""What would make a value part of a template; a regular expression that Python and browsers read alike."""


class Raw(str):
    """A scalar as it was typed; `guess` is what YAML 1.1 would make of it."""

    guess: str
    comment: str
    straight: Fix | None

    def __new__(cls, scalar: Scalar) -> Raw:
        raw = super().__new__(cls, scalar.text)
        raw.guess = scalar.guess
        raw.comment = scalar.comment
        raw.straight = scalar.straight
        return raw


def wrong(message: str, mend: str, fix: Fix | None = None, code: str = "") -> PydanticCustomError:
    """A mistake in one value, in two sentences: what is wrong (after the key's name) and what to do; without a `code` that of its file."""
    return PydanticCustomError("waarde", "{message}\n{mend}", {"message": message, "mend": mend, "fix": fix, "code": code})


def one_value(raw: object) -> Raw:
    """A single value that is neither empty nor too long."""
    if not isinstance(raw, Raw):
        raise wrong(
            "is een lijst of een groep, maar hier hoort één waarde.", 'Schrijf de waarde achter de dubbele punt, zoals "Voorbeeld B.V.".'
        )
    if not raw.strip() or (raw.guess == "null"):
        raise wrong("is leeg, maar verplicht.", "Vul de waarde in.")
    if len(raw) > VALUE_LIMIT:
        raise wrong(f"is te lang: {len(raw)} tekens.", f"Gebruik ten hoogste {VALUE_LIMIT} tekens.")
    return raw


def text(raw: object, bare: tuple[str, ...] = ("str",)) -> str:
    """A single value that is plain text; `bare` names the YAML types that need no quotes here."""
    value = one_value(raw)
    inner = value.strip(CURLY + " ")
    if value[0] in CURLY and value[-1] in CURLY:
        raise wrong(
            f"staat tussen gekrulde aanhalingstekens: {quote(value)[1:-1]}.", f'Gebruik rechte aanhalingstekens: "{inner}"', value.straight
        )
    if value.comment:
        whole = f"{value} {value.comment}"
        raise wrong(
            f"stopt bij het hekje (#): de rest van {quote(whole)} telt niet mee.",
            f'Zet er aanhalingstekens om: "{whole}", of haal weg wat achter het hekje staat.',
        )
    if value.guess not in bare:
        raise wrong(
            f"staat zonder aanhalingstekens: {value}. Een computer leest dat als iets anders dan tekst.",
            f'Zet er aanhalingstekens om: "{value}"',
        )
    if re.search(BRACES, value):
        raise wrong(
            f"bevat accolades ({{{{ of {{%): {quote(value)}.", "Een waarde kan geen andere waarde gebruiken. Schrijf de tekst voluit."
        )
    if PLACEHOLDER.search(value):
        raise wrong(f"is nog niet ingevuld: {quote(value)}.", "Vul de echte waarde in.")
    if value != value.strip():
        raise wrong(f"begint of eindigt met een spatie: {quote(value)}.", f'Haal die weg: "{value.strip()}"')
    return str(value)
