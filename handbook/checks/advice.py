"""A numbered paragraph is a rule, or it begins with "Tip:" and is advice; its words say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from handbook.checks.prose.texts import paragraphs_of, shown
from handbook.core.advice import TIP, is_advice
from handbook.core.findings import Finding, quote
from handbook.sources import Sources
from handbook.sources.pages import Page
from handbook.sources.printed.paragraphs import Paragraph
from handbook.sources.printed.sentences import Sentence

MEANT = re.compile(r"^(?P<number>\s*\d+[.)]\s+)[*_]*(?:[Tt]ips?|TIPS?|[Aa]dvies|ADVIES|[Rr]aad|RAAD)[*_]*\s*[:–-][*_]*\s*(?=\S)")
"""The first word of a paragraph that is meant as advice, however it is typed."""

BINDS = re.compile(
    r"\b(?:moet|moeten|verplicht|verboden|niet toegestaan)\b|\b(?:mag|mogen)\b(?: \w+){0,3} (?:niet|geen|nooit|alleen|pas)\b", re.I
)
ADVISES = re.compile(
    r"\b(?:raden wij|wij raden|raden we|adviseren|bij voorkeur|(?:het|dat) is (?:verstandig|slim|handig|goed) om|probeer|overweeg|liever)\b",
    re.I,
)


def check(sources: Sources) -> Iterator[Finding]:
    if sources.facts is None:
        return
    for page, one in paragraphs_of(sources):
        if one.article and one.number:
            yield from _lid(page, one)


def numbers(sources: Sources) -> Mapping[str, tuple[int, ...]]:
    """The numbers of the printed paragraphs that are advice, by the id of their article."""
    found: dict[str, tuple[int, ...]] = {}
    for _, one in paragraphs_of(sources):
        if one.article and one.number and is_advice(one.text):
            found[one.article] = (*found.get(one.article, ()), one.number)
    return found


def _lid(page: Page, one: Paragraph) -> Iterator[Finding]:
    line = page.lines[one.line - 1]
    typed = MEANT.match(line)
    if typed and not is_advice(one.text):
        right = f"{typed['number'].lstrip()}{TIP} {line[typed.end() :]}"
        message = f"Dit lid is bedoeld als raad, en begint niet met {quote(TIP)}: {shown(one.sentences[0])}"
        yield page.warning(one.line, "RAD001", message, f"Schrijf: {right}")
    elif is_advice(one.text):
        for sentence in _telling(one, BINDS):
            message = f"Dit lid is een tip, en zegt wat moet: {shown(sentence)}"
            yield page.warning(sentence.line, "RAD002", message, "Zet wat moet in een lid dat geen tip is, of schrijf het als raad.")
    else:
        for sentence in _telling(one, ADVISES):
            message = f"Dit lid geeft raad, en staat er als regel: {shown(sentence)}"
            yield page.warning(
                sentence.line, "RAD003", message, f"Is het raad? Zet {TIP} voor aan het lid. Is het een regel? Zeg wat moet."
            )


def _telling(one: Paragraph, words: re.Pattern[str]) -> Iterator[Sentence]:
    return (each for each in one.sentences if words.search(each.own_text) and not each.text.endswith("?"))
