"""What the manual of the theme teaches and a handbook does not print: each is told with what to write instead, for it would be ignored or stand there letter for letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.core.findings import Finding, Level, quote
from handbook.sources.pages import JINJA, LINK, Page
from handbook.sources.printed.sentences import ICON


@dataclass(frozen=True)
class Taught:
    """One feature: how it is typed, what is said of it, and what to write instead, in which groups of the pattern may stand."""

    code: str
    message: str
    pattern: re.Pattern[str]
    mend: str
    level: Level = "fout"


BOX = 'Schrijf: !!! note "Let op", met de tekst eronder vier spaties naar rechts.'

TAUGHT = (
    Taught(
        "TXT032",
        "Een aantekening die iemand openklikt werkt hier niet",
        re.compile(r"\{:?[ ]*\.annotate\b[^{}]*\}"),
        "Maak er een voetnoot van. Schrijf [^1] achter de zin, en onderaan de pagina: [^1]: de aantekening",
    ),
    Taught(
        "TXT033",
        "De tekst uit een ander bestand komt hier niet op de pagina",
        re.compile(r"^[ ]*;?-+8<-+.*$"),
        "Zet de tekst hier zelf, of schrijf een link: [tekst](pagina.md)",
    ),
    Taught(
        "TXT034",
        "Van deze naam wordt hier geen pictogram",
        ICON,
        "Schrijf wat het betekent, of plak het teken zelf, zoals ✓.",
        level="waarschuwing",
    ),
    Taught(
        "TXT035",
        "Een formule wordt hier niet getekend",
        re.compile(
            r"\$\$.*|\\\((?=[^()]{0,100}[\\^_=])[^()]{1,200}\\\)|\\\[[ ]*$|(?<![\w$])\$(?=[^\s$])[^$\n]{0,100}[\\^_={}][^$\n]{0,100}(?<=[^\s$])\$(?![\w$])"
        ),
        "Schrijf de som in woorden, of als gewone tekst, zoals 2 x 3 = 6.",
    ),
    Taught("TXT036", "Van dit blok komen de tekens op de pagina", re.compile(r"^[ ]*/{3,}[ ]*(?!caption[ ]*$)[a-z].*$"), BOX),
    Taught("TXT037", "Een kader schrijft u in het handboek anders", re.compile(r"^[ ]*>[ ]*\[![A-Za-z]+\].*$"), BOX),
    Taught("TXT038", "Een inhoudsopgave maakt het handboek zelf", re.compile(r"^[ ]*\[TOC\][ ]*$"), "Haal de regel weg."),
    Taught(
        "TXT039",
        "Van deze afbeelding zijn er twee: een voor licht en een voor donker",
        re.compile(r"\]\([^()\s]*#(?:gh-)?(?:only-light|only-dark|light-mode-only|dark-mode-only)\b[^()]*\)"),
        "Het handboek zet elke afbeelding op wit. Houd er één, zonder wat achter het hekje staat.",
    ),
    Taught("TXT041", "Code wordt hier niet gekleurd", re.compile(r"`#![\w-]+ [^`]*`"), "Haal #! weg, met het woord erachter."),
)
"""What is seen on one line."""

FORMULAS = {"$$": "$$", "\\[": "\\]"}
"""A line that opens a formula of more lines, and the one that closes it."""

NOTED = re.compile(r"(?:#|//|/\*|--|<!--|;|%)[ ]*(?P<note>\(\d{1,2}\)!?)[ ]*(?:\*/|-->)?[ ]*$")
"""A number in the comment of a block of code, which the theme makes a note of."""

SPAN = re.compile(r"`#!")
"""What is only seen in code, which `Page.prose` leaves out."""

ATTRIBUTES = re.compile(
    r"(?<![\w$^\\:])\{:?[ ]*(?P<inside>(?:[.#][\w:-]+|[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s{}\"']+))(?:[ ]+(?:[.#][\w:-]+|[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s{}\"']+)))*)[ ]*\}"
)
PART = re.compile(r"[.#][\w:-]+|(?P<name>[\w-]+)=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s{}\"']+))")
CLASSES = frozenset({".weg", ".rol", ".gebeurtenis", ".nood", ".vraag", ".stil", ".md-button", ".md-button--primary", ".card"})
VALUES = {
    "lang": re.compile(r"[\w-]+"),
    "dir": re.compile(r"rtl|ltr|auto"),
    "width": re.compile(r"[1-9]\d{0,3}"),
    "height": re.compile(r"[1-9]\d{0,3}"),
    "align": re.compile(r"left|right"),
    "loading": re.compile(r"lazy"),
}
"""What may stand between braces behind a text, by its name."""

TOLD = re.compile(
    r"annotate|anchor|underline|mark|insertion|deletion|comment-|on[a-z]+=|data-|(?:src|href|srcset|style|action|formaction|background)="
)
"""What has a finding of its own."""


def taught(page: Page) -> Iterator[Finding]:
    """What the theme's manual teaches, at most one of each on a line."""
    closing = ""
    for number, line in page.prose:
        # One finding for all lines of a formula.
        if closing:
            closing = closing if line.strip() not in ("", closing) else ""
            continue
        closing = FORMULAS.get(line.strip(), "")
        typed = page.lines[number - 1] if SPAN.search(page.lines[number - 1]) else JINJA.sub("", line)
        for one in TAUGHT:
            if match := one.pattern.search(typed):
                yield page.finding(number, one.code, f"{one.message}: {quote(match[0].strip())}.", one.mend, one.level)


def code_options(page: Page) -> Iterator[Finding]:
    """A block of code has no title, line numbers, marked lines or notes."""
    for fence in page.fences:
        typed = page.lines[fence.line - 1].strip()
        mark, rest = typed[: len(typed) - len(typed.lstrip("`~"))], typed.lstrip("`~").strip()
        if rest and rest != fence.language.strip("{. }") and "mermaid" not in rest:
            word = re.match(r"\{?[ ]*\.?([\w+-]+)(?![\w=+-])", rest)
            message = f"Achter deze streepjes staat iets dat hier niets doet: {quote(rest)}."
            yield page.finding(fence.line, "TXT040", message, f"Schrijf alleen: {mark}{f' {word[1]}' if word else ''}")
        for number, line in enumerate(fence.lines, fence.line + 1):
            if match := NOTED.search(line):
                message = f"Een aantekening in een codeblok werkt hier niet: {quote(match['note'])}."
                yield page.finding(number, "TXT032", message, "Haal haar weg, en zet de uitleg in een zin onder het blok.")


def attributes(page: Page) -> Iterator[Finding]:
    """What is between braces and does nothing."""
    for number, line in page.prose:
        for match in ATTRIBUTES.finditer(JINJA.sub("", line)) if "{" in line else ():
            if TOLD.search(match["inside"]):
                continue
            parts = [*PART.finditer(match["inside"])]
            yield from (_hidden(page, number, _value(part)) for part in parts if part["name"] == "title")
            idle = [part for part in parts if part["name"] != "title" and not _known(part)]
            if idle:
                sizes = any(part["name"] in ("width", "height") for part in idle)
                mend = 'Schrijf een getal zonder maat erachter, zoals { width="300" }.' if sizes else "Haal het weg."
                message = f"Dit tussen accolades doet niets: {quote(' '.join(part[0] for part in idle))}."
                yield page.finding(number, "TXT042", message, mend)


def _known(part: re.Match[str]) -> bool:
    if not part["name"]:
        return part[0].startswith("#") or part[0] in CLASSES
    return part["name"] == "id" or (part["name"] in VALUES and bool(VALUES[part["name"]].fullmatch(_value(part))))


def _value(part: re.Match[str]) -> str:
    return part["double"] or part["single"] or part["bare"] or ""


def titles(page: Page) -> Iterator[Finding]:
    """A text that only shows to who points at a link with a mouse."""
    for number, line in page.prose:
        for match in LINK.finditer(line) if "](" in line else ():
            if match["title"] and match["title"].strip(" \"'"):
                yield _hidden(page, number, match["title"].strip()[1:-1])


def _hidden(page: Page, number: int, text: str) -> Finding:
    message = f"Deze uitleg ziet alleen wie met een muis wijst: {quote(text)}."
    return page.warning(number, "TXT043", message, "Zet haar in de zin, of haal haar weg.")
