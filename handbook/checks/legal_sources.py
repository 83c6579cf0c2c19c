"""Every legal source is cited, is reviewed on time and before the text that leans on it is adopted, and never supports a rule while it is uncertain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from handbook.checks import looked_up
from handbook.core import causes
from handbook.core.dutch import long_date, today
from handbook.core.findings import Cause, Finding, quote
from handbook.sources import Sources
from handbook.sources.files.text_files import REMEMBERED
from handbook.sources.pages import JINJA, Page
from handbook.sources.printed.citations import CITED, Use, written

BOX = re.compile(r"^ {0,3}(?:!!!|\?\?\?)")
BY_HAND = re.compile(
    r"\b[Aa]rtikel(?:en)? \d[^.|\n]{0,80}?\b(?:BW|AVG|WOR|EVRM|Woo|Awb|Sr|\w*[Ww]etboek|\w*wet|\w*verordening)\b|\bWet (?:bescherming|op|open) \w+"
)
"""A law cited by hand instead of with {{ bron(...) }}: nothing reminds anybody to review it."""


def check(sources: Sources) -> Iterator[Finding]:
    register = sources.data.legal
    used: set[str] = set()
    for page in sources.pages.values():
        for use in written(page):
            used.add(use.key)
            entry = register.items.get(use.key)
            # An unknown key is already reported by the check of the page's template.
            if entry and entry.zekerheid == "L" and use.article and not _in_box(page, use):
                message = f"De bron {quote(use.key)} is niet zeker (L), maar staat in de regel van een artikel."
                mend = 'Zet de zin in een kader naast de regel, als iets om na te laten kijken. Zo begint een kader: !!! warning "Let op"'
                yield page.finding(use.line, "BRN004", message, mend)
        if register.items:
            yield from _by_hand(page)
    for key in register.items:
        if key not in used:
            mend = f"Zet {{{{ bron('{key}') }}}} op een pagina, of haal haar weg."
            cause = Cause(needs=(causes.PAGES,))
            yield register.finding(register.line(key), "BRN003", f"Geen pagina gebruikt de bron {quote(key)}.", mend, cause=cause)
    yield from _dates(sources)
    for line, said in looked_up.to_come(register):
        yield register.warning(line, "BRN006", f"De bron {said}", "Vul de dag in waarop u de tekst las.")
    leaning = {use.key for use in sources.leaning}
    for late in looked_up.after_adoption(sources, register, (key for key in register.items if key in leaning)):
        yield register.warning(late.line, "BRN008", f"De bron {late.said}{late.more('bron', 'bronnen')}", late.mend)


def _dates(sources: Sources) -> Iterator[Finding]:
    register, day = sources.data.legal, today()
    for key, entry in register.items.items():
        line = register.line(key, "opnieuw_nakijken")
        if entry.opnieuw_nakijken <= entry.nagekeken:
            message = f"De bron {quote(key)} moet opnieuw worden nagekeken voordat zij is nagekeken: {entry.opnieuw_nakijken}."
            yield register.finding(line, "BRN005", message, f"Kies een dag die nog moet komen, na {entry.nagekeken}.")
        elif entry.opnieuw_nakijken < day:
            message = f"De bron {quote(key)} had uiterlijk op {long_date(entry.opnieuw_nakijken)} opnieuw nagekeken moeten zijn."
            mend = "Lees de officiële tekst, verander wat niet meer klopt, en vul beide datums opnieuw in."
            yield register.warning(line, "BRN002", message, mend)


@lru_cache(REMEMBERED)
def _by_hand(page: Page) -> tuple[Finding, ...]:
    return tuple(_typed(page))


def _typed(page: Page) -> Iterator[Finding]:
    """References to a law that were typed and do not come from the register."""
    for number, line in page.prose:
        match = BY_HAND.search(JINJA.sub(lambda m: " " * len(m[0]), line)) if not CITED.search(line) else None
        if match:
            message = f"Deze verwijzing naar een wet komt niet uit het register: {quote(match[0])}."
            mend = "Zet de bron in docs/gegevens/bronnen.yml en schrijf {{ bron('naam-van-de-bron') }}."
            yield page.warning(number, "BRN007", message, mend)


def _in_box(page: Page, use: Use) -> bool:
    """Whether the line is in a box beside the rule instead of in the rule itself."""
    lines = page.lines[: use.line]
    if not lines[-1].startswith("    "):
        return False
    holder = next((line for line in reversed(lines) if line.strip() and not line.startswith("    ")), "")
    return bool(BOX.match(holder))
