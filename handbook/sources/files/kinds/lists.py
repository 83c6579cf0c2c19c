"""A list of values without repeats, or a single word where one is enough."""

from __future__ import annotations

import re

from pydantic import BeforeValidator, WithJsonSchema

from handbook.core.findings import quote
from handbook.sources.files.kinds.value import Raw, wrong
from handbook.sources.files.kinds.words import naming


def items(raw: object) -> object:
    """A list with at least one value, and no value twice."""
    if isinstance(raw, Raw):
        # Within braces there are no lines of their own.
        short = f", of schrijf: [{raw}]" if re.fullmatch(r"\w[\w .-]*", raw) else "."
        mend = f"Zet elke waarde op een eigen regel, met een streepje ervoor{short}"
        raise wrong(f"is één waarde, maar hier hoort een lijst: {quote(raw)}.", mend)
    if isinstance(raw, list) and not raw:
        raise wrong("is leeg, maar verplicht.", "Zet minstens één waarde in de lijst.")
    if isinstance(raw, list) and len({str(item) for item in raw}) < len(raw):
        raise wrong("noemt iets twee keer.", "Laat elke waarde één keer staan.")
    return raw


def names(raw: object) -> object:
    """The same as `items`, of what is named in a sentence."""
    return items(naming(raw))


def names_or_none(raw: object) -> object:
    return raw if raw == [] else names(raw)


def one_or_more(choice: BeforeValidator, options: tuple[str, ...], alone: frozenset[str]) -> tuple[BeforeValidator, WithJsonSchema]:
    """A word, or a list of words that each pass `choice`; those in `alone` cannot be combined with others."""

    def check(raw: object) -> object:
        if isinstance(raw, Raw):
            choice.func(raw)  # type: ignore[call-arg]  # said of the fact itself, not of the first item of a list
            return [raw]
        found = items(raw)
        typed = [str(item) for item in found] if isinstance(found, list) else []
        for word in typed if len(typed) > 1 else ():
            if word in alone:
                raise wrong(f"noemt {word} naast iets anders.", f"Haal {word} weg, of laat alleen {word} staan.")
        return found

    word = {"type": "string", "enum": [*options]}
    together = {"type": "string", "enum": [one for one in options if one not in alone]}
    one = {"type": "array", "items": word, "minItems": 1, "maxItems": 1}
    several = {"type": "array", "items": together, "minItems": 2, "uniqueItems": True}
    return BeforeValidator(check), WithJsonSchema({"anyOf": [word, one, several]})
