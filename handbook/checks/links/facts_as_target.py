"""A fact between the brackets of a link is an address: a name or a telephone number with spaces leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.core.findings import Finding, quote
from handbook.sources import Sources
from handbook.sources.pages import Page

TELEPHONE = re.compile(r"(?:\[[^\[\]\n]*\]\(\s*)?tel:\s*\{\{\s*(?P<fact>[\w.]+)\s*\}\}(?:\s*\))?")
"""With the link around it: what is written instead is a link by itself."""

FACT_TARGET = re.compile(r"\]\(\s*\{\{\s*(?P<fact>[a-z_.]+)\s*\}\}\s*\)")


def of_line(page: Page, number: int, line: str, sources: Sources) -> Iterator[Finding]:
    """Every fact on the line with this number that is the target of a link and cannot be."""
    for match in FACT_TARGET.finditer(line):
        value = _fact(sources, match["fact"])
        if value and not value.startswith("https://"):
            mend = "Zet tussen de haken een pagina, of een gegeven dat een webadres is, zoals {{ werkgever.website }}."
            message = f"Het gegeven {match['fact']} is geen webadres, en kan geen doel van een link zijn."
            yield page.finding(number, "LNK016", message, mend)
    for match in TELEPHONE.finditer(line):
        message = f"Een telefoonnummer met spaties kan geen doel van een link zijn: {quote(match[0])}."
        yield page.finding(number, "LNK015", message, f"Schrijf: {{{{ bel({match['fact']}) }}}}")


def _fact(sources: Sources, path: str) -> str:
    """The text of a fact; empty if there is none, or it is no text."""
    value: object = sources.facts
    for part in path.split("."):
        value = getattr(value, part, None)
    return value if isinstance(value, str) else ""
