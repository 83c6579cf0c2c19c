"""Slips in running text: headings, bold, footnotes, descriptions of pictures, text direction, and what was left to fill in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from handbook.checks.markdown.blocks import ITEM
from handbook.core.dutch import UNKNOWN, unfilled
from handbook.core.findings import Finding, quote
from handbook.sources.pages import DEFINITION, JINJA, LINK, Page
from handbook.sources.papers import is_paper

FOLDED = re.compile(r"^ *\?\?\?\+? +[\w\"]")
FOOTNOTE = re.compile(r"\[\^(?P<label>[^\]\s]+)\](?P<colon>:?)")


def empty(page: Page) -> Iterator[Finding]:
    if not any(line.strip() for line in page.lines[page.body_start - 1 :]):
        mend = "Schrijf een kop (# Titel van de pagina) met de tekst eronder, of haal de pagina weg, ook uit het menu."
        if page.path.startswith("revisies/"):
            mend = f"Zet eronder een kop, # {page.title if page.meta else 'Titel van de pagina'}, en daaronder op een eigen regel: {{{{ revisiegegevens() }}}}"
        yield page.finding(None, "TXT023", "Deze pagina is leeg.", mend)


def headings(page: Page) -> Iterator[Finding]:
    tops = [h for h in page.headings if h.level == 1]
    if not tops and page.text.strip():
        mend = "Begin de tekst met een regel als: # Titel van de pagina"
        yield page.warning(page.body_start, "TXT001", "Deze pagina heeft geen hoofdkop.", mend)
    for extra in tops[1:]:
        mend = "Gebruik ## voor een tussenkop."
        yield page.warning(extra.line, "TXT001", f"Dit is de tweede hoofdkop op de pagina: {quote(extra.text)}.", mend)
    level = 0
    for heading in page.headings:
        if not heading.text.strip():
            yield page.finding(heading.line, "TXT002", "Deze kop is leeg.", "Schrijf er tekst achter, of haal de regel weg.")
        elif level and heading.level > level + 1:
            mend = f"Gebruik {'#' * (level + 1)}."
            yield page.warning(heading.line, "TXT003", f"De kop {quote(heading.text)} slaat een niveau over.", mend)
        level = heading.level


def bold(page: Page) -> Iterator[Finding]:
    """Asterisks that open bold and never close it."""
    if "**" not in page.text:
        return
    first, count = 0, 0
    for number, line in [*page.prose, (0, "")]:
        stars = len(re.findall(r"(?<![\\*])\*\*(?!\*)", JINJA.sub("", line)))
        if not line.strip() or ITEM.match(line) or line.lstrip().startswith("|"):
            if count % 2:
                mend = "Zet ** voor en achter de woorden."
                yield page.warning(first, "TXT022", 'De sterren van een vette tekst zijn niet gesloten: "**".', mend)
            count = 0
        if stars:
            first, count = number, count + stars


def placeholders(page: Page) -> Iterator[Finding]:
    """Of a paper that somebody fills in, checks/papers.py says how."""
    known = {m["label"].lower() for _, line in page.prose if (m := DEFINITION.match(line))}
    for number, line in () if is_paper(page.path) else page.prose:
        for match in unfilled(line) if not (alone := UNKNOWN.fullmatch(line)) else (alone,):
            # A box that folds begins with three question marks, and a link may have its address at the foot of the page.
            if match[0].strip("[]").lower() in known or (match[0] == "???" and FOLDED.match(line) and not line[: match.start()].strip()):
                continue
            yield page.finding(
                number, "TXT013", f"Hier moet nog iets worden ingevuld: {quote(match[0].strip())}.", "Vul het in, of haal het weg."
            )


def direction(page: Page) -> Iterator[Finding]:
    """One finding for a paragraph, for what says its direction stands once, on its last line."""
    first: tuple[int, str] | None = None
    directed = False
    for number, line in [*page.prose, (0, "")]:
        if line.strip():
            directed = directed or bool(re.search(r"\bdir\s*=", line))
            if not first and not line.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL") for c in line):
                first = number, line
            continue
        if first and not directed:
            mend = 'Zet onder deze alinea een regel: {: dir="rtl" lang="ar" }, met de code van de taal.'
            yield page.warning(first[0], "TXT014", f"Deze tekst loopt van rechts naar links: {quote(first[1].strip())}.", mend)
        first, directed = None, False


def pictures(page: Page) -> Iterator[Finding]:
    for number, line in page.prose:
        for match in LINK.finditer(line) if "![" in line else ():
            if match["image"] and not match["text"].strip():
                mend = "Schrijf tussen de blokhaken wat erop staat, voor wie haar niet ziet."
                yield page.warning(number, "TXT015", f"Deze afbeelding heeft geen beschrijving: {quote(match[0])}.", mend)


def footnotes(page: Page) -> Iterator[Finding]:
    used: dict[str, int] = {}
    defined: dict[str, int] = {}
    for number, line in page.prose:
        for match in FOOTNOTE.finditer(line):
            if match["colon"] and not line[: match.start()].strip():
                defined.setdefault(match["label"], number)
            else:
                used.setdefault(match["label"], number)
    for label, number in used.items():
        if label not in defined:
            mend = f"Zet onderaan de pagina: [^{label}]: tekst van de noot"
            yield page.finding(number, "TXT016", f"De voetnoot {quote(label)} bestaat niet.", mend)
    for label, number in defined.items():
        if label not in used:
            mend = f"Zet [^{label}] achter de zin waar de noot bij hoort, of haal de noot weg."
            yield page.finding(number, "TYP016", f"Nergens op de pagina staat een verwijzing naar de voetnoot {quote(label)}.", mend)
