"""Slips that a person does not see in the file: what looks like a heading, an address or a paragraph, and is printed as something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.markdown.blocks import BOX, ITEM
from handbook.checks.markdown.tables import SEPARATOR
from handbook.core.findings import Finding, quote
from handbook.sources.pages import AUTOLINK, DEFINITION, JINJA, LINK, Page

CLOSE_HEADING = re.compile(r"^(?P<marks>#{1,6})(?P<text>[^#\s{].*)$")
UNDERLINED = re.compile(r"^ {0,3}(?:=+|-+) *$")
DATA = re.compile(r"[a-z_]+: ")
WITH_ADDRESSES = re.compile(r"^\s*\{\{\s*(?P<call>(?:keuze\w+|dilemma\w+|az_lijst|bronnenlijst)\([^{}]*\))\s*\}\}\s*$")
"""A word alone on its line that prints things with addresses."""

TASK = re.compile(
    r"^ *(?:[-*+]|\d{1,9}\.) +(?P<box>\[(?:|[vV✓✗]| +[xX] *|[xX] +| {2,})\])(?= |$)|^ *(?:[-*+]|\d{1,9}\.) +(?P<tight>\[[ xX]\])\w"
)
"""What was meant as the box of a task, and is none: `[ ]` and `[x]` with a space behind them are."""
ADDRESS = re.compile(r"(?<![\w/@.\"'=(<])(?:https?://|www\.)[^\s<>()\[\]|\"']{3,200}", re.IGNORECASE)
HTML_TAG = re.compile(r"<[A-Za-z/][^<>]*>")
NUMBERED = re.compile(
    r"^(?:(?:Artikel|Art\.?|Lid|Hoofdstuk|Paragraaf|§)\s*\d+(?:[.:]\d+)*[.:]?|\d+(?:\.\d+)+\.?|\d{1,2}[.)])(?=\s|$)", re.IGNORECASE
)
"""A number as an article has it, typed by hand."""


def close_headings(page: Page) -> Iterator[Finding]:
    for number, line in page.prose:
        if match := CLOSE_HEADING.match(line):
            mend = f"Schrijf {match['marks']} {match['text'].strip()}, of zet een \\ voor het hekje als dit geen kop is."
            message = f"Achter het hekje ontbreekt een spatie: op GitHub is dit geen kop: {quote(line.strip())}."
            yield page.warning(number, "TYP006", message, mend)


def underlined(page: Page) -> Iterator[Finding]:
    """A line of dashes below a text makes that a heading; it was often meant as a line across the page."""
    previous = ""
    for number, line in page.prose:
        # A block of data has a finding of its own.
        plain = (
            previous.strip() and not previous.startswith(("#", "|", ">", "    ")) and not BOX.match(previous) and not DATA.match(previous)
        )
        if plain and UNDERLINED.match(line) and not ITEM.match(line):
            marks = "#" if "=" in line else "##"
            message = f"Door de streepjes eronder wordt dit een kop: {quote(previous.strip())}."
            mend = f"Schrijf {marks} {previous.strip()} zonder streepjes, of zet een lege regel boven de streepjes."
            yield page.warning(number, "TYP007", message, mend)
        previous = line


def tasks(page: Page) -> Iterator[Finding]:
    for number, line in page.prose:
        if match := TASK.match(line):
            box = match["box"] or match["tight"]
            mend = f"Schrijf {'[ ]' if not box.strip('[ ]') else '[x]'}, met een spatie erachter."
            yield page.finding(number, "TYP008", f"Hier komt geen vakje, maar {quote(box)} te staan.", mend)


def bare_addresses(page: Page) -> Iterator[Finding]:
    """A git host makes a link of them, and the handbook does not."""
    for number, line in page.prose:
        if ("://" not in line and "www." not in line.lower()) or DEFINITION.match(line):
            continue
        text = line
        for consumed in (JINJA, LINK, AUTOLINK, HTML_TAG):
            text = consumed.sub(" ", text)
        for match in ADDRESS.finditer(text):
            found = match[0].rstrip(".,:;!?")
            target = found if "://" in found else f"https://{found}"
            mend = f"Schrijf: [tekst]({target}), met in de tekst wat de lezer daar vindt."
            yield page.warning(number, "TYP009", f"Op dit adres kan in het handboek niemand klikken: {quote(found)}.", mend)


def lazy(page: Page) -> Iterator[Finding]:
    """A line right below an item belongs to it, however far to the left it was typed."""
    within = False
    for number, line in page.prose:
        if not line.strip():
            within = False
        elif ITEM.match(line):
            within = True
        elif (
            within
            and not line.startswith((" ", "\t", "{%", "{:", "|", "#", ">", "!!!", "???", "===", "///", "*[", "<", ":"))
            and not UNDERLINED.match(line)
        ):
            message = f"Deze regel komt achter het punt erboven te staan: {quote(line.strip())}."
            mend = "Laat de regel met vier spaties inspringen als hij bij het punt hoort. Zet er anders een lege regel boven."
            yield page.warning(number, "TYP010", message, mend)


def numbered_headings(page: Page) -> Iterator[Finding]:
    for heading in page.headings:
        match = NUMBERED.match(heading.text)
        if match and heading.level > 1:
            rest = heading.text[match.end() :].strip(" .:-") or "Titel"
            message = f"Deze kop lijkt een artikel, en is er geen: {quote(heading.text)}. Het nummer loopt niet mee."
            mend = f"Schrijf: ## {{{{ artikel('adres') }}}} {rest} {{#adres}}, of haal het nummer weg."
            yield page.warning(heading.line, "TYP011", message, mend)


def doubled_headings(page: Page) -> Iterator[Finding]:
    """Two headings of the same text get counted addresses, which move when one goes."""
    first: dict[str, int] = {}
    for heading in page.headings:
        text = " ".join(heading.text.split()).casefold()
        if text in first and not heading.explicit and "{{" not in text:
            message = f"De kop {quote(heading.text)} staat ook op regel {first[text]}."
            mend = "Kies een andere tekst, of zet er een eigen adres achter, zoals {#ander-adres}."
            yield page.warning(heading.line, "TYP012", message, mend)
        if text:
            first.setdefault(text, heading.line)


def empty_table_headings(page: Page) -> Iterator[Finding]:
    previous = ""
    for number, line in page.prose:
        if "|" in line and "-" in line and SEPARATOR.match(line) and "|" in previous:
            cells = JINJA.sub("x", previous).replace("\\|", "x").strip().removeprefix("|").removesuffix("|").split("|")
            if empty := sum(not cell.strip() for cell in cells):
                count = "Een kolom" if empty == 1 else f"{empty} kolommen"
                verb = "heeft" if empty == 1 else "hebben"
                mend = "Schrijf erboven wat erin staat: wie laat voorlezen, hoort anders niet welke cel dit is."
                yield page.warning(number - 1, "TYP013", f"{count} van deze tabel {verb} geen kop: {quote(previous.strip())}.", mend)
        previous = line


def doubled_words(page: Page) -> Iterator[Finding]:
    """A decision aid or a list of dilemmas that stands twice on one page has all its addresses twice."""
    first: dict[str, int] = {}
    for number, line in page.prose:
        if "{%" in line:
            # What stands in another branch is printed instead of it.
            first.clear()
        if match := WITH_ADDRESSES.match(line):
            if match["call"] in first:
                message = f"Dit staat ook op regel {first[match['call']]}: {quote(line.strip())}."
                yield page.finding(number, "TYP018", message, "Laat één van de twee staan.")
            first.setdefault(match["call"], number)
