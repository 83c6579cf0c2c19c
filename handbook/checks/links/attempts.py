"""Finds attempts at a link that print as they were typed, brackets and all."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Iterator

from handbook.core.findings import Finding, quote
from handbook.sources import Sources
from handbook.sources.pages import JINJA, Page

ATTEMPTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"(?<!\])\[(?P<text>[^\[\]\n]{1,200})\][ ]+\((?P<target>[^()\s]{1,200}(?:\.md|/)(?:#[\w-]*)?|https?://[^()\s]{1,200})\)"
        ),
        "Tussen ] en ( staat een spatie",
    ),
    (re.compile(r"\((?P<text>[^()\[\]\n]{1,200})\)\[(?P<target>[^\[\]\s^]{1,200})\]"), "De haken van deze link staan verkeerd om"),
    (re.compile(r"\[\[(?P<target>[^\[\]\n]{1,200})\]\](?P<text>)"), "Zo werkt een link alleen in een wiki"),
    (
        re.compile(r"\[(?P<text>[^\[\]\n]{1,200})\]\((?P<target>[^()\s<>]{0,200} [^()\n<>\"']{1,200}\.md(?:#[\w-]*)?)\)"),
        "In het doel van deze link staat een spatie",
    ),
    (
        re.compile(r"\[(?P<text>[^\[\]\n]{1,200})\]\((?P<target>[^()\s]{1,200})(?![^\n()]{0,400}\))(?=\s|$)"),
        "Het laatste haakje van deze link ontbreekt",
    ),
)
"""What authors type instead of [text](target), and what is wrong with it."""


def of_line(page: Page, number: int, line: str, sources: Sources) -> Iterator[Finding]:
    """Every attempt on the line with this number, with the link that was meant."""
    blanked = JINJA.sub(lambda m: "x" * len(m[0]), line)
    for attempt, what in ATTEMPTS:
        for match in attempt.finditer(blanked):
            target = match["target"] if re.search(r"[.:/]", match["target"]) else f"{match['target']}.md"
            text = match["text"] or match["target"]
            meant = _meant(page, target, sources)
            mend = f"Schrijf: [{text}]({meant})" if meant else f"Noem een pagina uit docs/, zoals: [{text}](index.md)"
            yield page.finding(number, "LNK014", f"{what}: {quote(match[0])}.", mend)


def _meant(page: Page, target: str, sources: Sources) -> str:
    """`target`, or the page that it resembles when spaces and capitals are ignored; empty where there is none."""
    path, hash_, anchor = target.partition("#")
    names = [posixpath.relpath(p, posixpath.dirname(page.path) or ".") for p in sources.pages]
    near = difflib.get_close_matches(path.lower(), names, 1, cutoff=0.75)
    there = ":" in path or (sources.project.docs / posixpath.dirname(page.path) / path).exists()
    found = path if there else near[0] if near else ""
    whole = found + hash_ + anchor if found else ""
    return f"<{whole}>" if " " in whole else whole
