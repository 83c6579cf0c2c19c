"""Signs of Markdown that are printed instead of doing their work, in the handbook and in a preview alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.built_page import LEFTOVER
from handbook.checks.preview.printed import Lines
from handbook.checks.preview.readings import Readings
from handbook.core.findings import Finding, quote
from handbook.sources.pages import CODE_SPAN, Page

ESCAPED = re.compile(r"\\.")
REFERENCE = re.compile(r"&#?\w+;")

TIGHT = "Zet de sterren of strepen tegen het eerste en het laatste woord aan, zonder spatie ertussen, zoals **vet**."
LINKED = "Schrijf een link zo: [tekst](pagina.md)"
MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\*\*[^*]{0,40}|(?<!\w)__\S[^_]{0,40}"), TIGHT),
    (re.compile(r"(?<![\w*])\*(?!\s)[^*\n]{1,60}\s\*(?![\w*])|(?<![\w*])\*\s[^*\n]{1,60}\S\*(?![\w*])"), TIGHT),
    (re.compile(r"\[[^\[\]\n]{0,80}\([^()\s]{1,80}\)|[^\[\]\s]{0,40}\]\([^()\n]{0,80}\)?"), LINKED),
    (re.compile(r"(?<![\w.@/])[\w/-]{1,80}\.md\b(?:#[\w-]{1,40})?"), LINKED),
    (re.compile(r"\{[^{}\n]{0,80}\}?|\}"), "Haal de accolades weg: zij horen alleen om een gegeven, zoals {{ werkgever.naam }}."),
    (re.compile(r"`[^`\n]{0,40}`?"), "Haal het teken ` weg."),
)
"""What is left of an attempt at bold, a link, an attribute list or code, and the mend."""

SIGN = re.compile(r"[*_\[\]{}`]|\.md\b")
"""What each of them holds: most words hold none."""


def check(page: Page, both: Readings) -> Iterator[Finding]:
    """At most one finding for a line: the marks that both print."""
    printed = {piece.looks for piece in both.own}
    for piece in both.other:
        if piece.kind == "pre" or piece.looks not in printed:
            continue
        for offset, words in enumerate(piece.lines):
            text = " ".join(words)
            if not SIGN.search(text):
                continue
            typed = _typed(both.plain[min(piece.at + offset, len(both.plain) - 1)][1])
            found = next(((m[0], mend) for mark, mend in MARKS if (m := mark.search(text)) and mark.search(typed)), None)
            if found:
                what, mend = found
                message = f"Dit komt met de tekens erbij op de pagina te staan: {quote(what.strip())}."
                yield page.finding(both.line(piece.at + offset), "TYP005", message, mend)


def left(page: Page, lines: Lines, both: Readings) -> Iterator[Finding]:
    """Instructions and addresses that were not carried out, such as the address of a heading that became code: no build takes them."""
    for piece in both.own:
        if match := LEFTOVER.search(" ".join(piece.words)):
            begin = next((" ".join(words) for words in piece.lines if match[0] in " ".join(words)), match[0])
            line = next((number for number, text in lines if begin in " ".join(text.split())), lines[0][0])
            message = f"Dit komt op de pagina te staan, en doet zo niets: {quote(begin)}."
            yield page.finding(line, "TYP017", message, "Zet een kop zonder spaties aan het begin van de regel, of haal de accolades weg.")


def _typed(line: str) -> str:
    """A line without what was typed so that a sign is printed: code, escapes and references."""
    return REFERENCE.sub("x", ESCAPED.sub("x", CODE_SPAN.sub(" ", line)))
