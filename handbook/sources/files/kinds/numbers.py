"""A date, a count, yes or no, and the number of a company: what a computer reads as something other than text."""

from __future__ import annotations

import re
from datetime import date

from handbook.core.dutch import guess_date, parse_date
from handbook.core.findings import quote
from handbook.sources.files.kinds.value import one_value, text, wrong

EXAMPLE_DATE = "2026-01-31"


def day(raw: object) -> date:
    """A date, typed as YYYY-MM-DD."""
    value = one_value(raw)
    try:
        return parse_date(value)
    except ValueError:
        form = re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)
        what = "is een dag die niet bestaat" if form else "is geen datum"
        meant = guess_date(value)
        mend = f"Schrijf: {meant}" if meant else f"Schrijf de datum als JJJJ-MM-DD, zoals {EXAMPLE_DATE}."
        raise wrong(f"{what}: {quote(value)}.", mend) from None


def kvk(raw: object) -> str:
    """The eight digits of a company in the trade register, a leading zero included."""
    value = text(raw, bare=("str", "int", "float"))
    if not re.fullmatch(r"\d{8}", value, re.ASCII):
        # As it stands on a letter: 12.34.56.78 or KvK 12345678.
        digits = re.sub(r"(?i)^kvk\W*|[ .-]", "", value)
        known = re.fullmatch(r"\d{8}", digits, re.ASCII)
        mend = f'Schrijf: "{digits}"' if known else 'Vul de acht cijfers in, met de nul vooraan, zoals "01234567".'
        raise wrong(f"is geen KvK-nummer: {quote(value)}.", mend)
    return value


def count(raw: object) -> int:
    """A whole number from 1 up, without separators."""
    value = one_value(raw)
    if not re.fullmatch(r"[1-9]\d{0,6}", value, re.ASCII):
        digits = re.match(r"([1-9]\d{0,6}) +[A-Za-z]", value, re.ASCII)
        raise wrong(
            f"is geen heel getal van 1 of meer: {quote(value)}.",
            f"Schrijf: {digits[1]}" if digits else "Schrijf het getal in cijfers, zoals 12.",
        )
    return int(value)


def ja_or_nee(raw: object) -> bool:
    """Yes or no, as people write them at the head of a page."""
    value = one_value(raw)
    if value not in ("ja", "nee"):
        meant = {**dict.fromkeys(("yes", "true", "waar"), "ja"), **dict.fromkeys(("no", "false", "geen", "onwaar"), "nee")}
        near = meant.get(value.lower(), value.lower())
        mend = f"Schrijf: {near}" if near in ("ja", "nee") else "Schrijf ja of nee, zonder aanhalingstekens."
        raise wrong(f"moet ja of nee zijn, niet {quote(value)}.", mend)
    return value == "ja"


def truth(raw: object) -> bool:
    """True or false, as YAML writes them."""
    value = one_value(raw)
    if value not in ("true", "false"):
        meant = {
            "ja": "true",
            "yes": "true",
            "on": "true",
            "aan": "true",
            "waar": "true",
            "nee": "false",
            "no": "false",
            "off": "false",
            "uit": "false",
            "onwaar": "false",
        }.get(value.lower())
        mend = f"Schrijf: {meant}" if meant else "Schrijf true (ja) of false (nee), zonder aanhalingstekens."
        raise wrong(f"moet true (ja) of false (nee) zijn, niet {quote(value)}.", mend)
    return value == "true"
