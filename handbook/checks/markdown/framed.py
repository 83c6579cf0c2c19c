"""What stands round other text, the caption of a picture and what is side by side: not closed, it takes in the rest of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.markdown.raw_html import GRID
from handbook.core.findings import Finding, quote
from handbook.sources.pages import Page

CAPTION = re.compile(r"^/{3,} *caption *$")
CLOSED = re.compile(r"^/{3,} *$")
DIV = re.compile(r"<(?P<close>/?)div\b[^<>]*>", re.IGNORECASE)


def captions(page: Page) -> Iterator[Finding]:
    """A caption stands right below its picture, and ends with a line of its own."""
    lines = page.prose
    for at, (number, line) in enumerate(lines):
        if not CAPTION.match(line):
            continue
        above = lines[at - 1][1] if at else ""
        if "![" not in above:
            mend = "Zet deze regel meteen onder de regel met de afbeelding: ![wat erop staat](adres)"
            yield page.finding(number, "TXT044", f"Boven dit bijschrift staat geen afbeelding: {quote(line.strip())}.", mend)
        below = next((text for _, text in lines[at + 1 :] if not text.strip() or CLOSED.match(text) or CAPTION.match(text)), "")
        if not CLOSED.match(below):
            mend = "Zet onder het bijschrift een regel met: ///"
            yield page.finding(number, "TXT044", f"Dit bijschrift is niet gesloten: {quote(line.strip())}.", mend)


def grids(page: Page) -> Iterator[Finding]:
    """Blocks side by side end with `</div>`."""
    opened: list[tuple[int, str]] = []
    for number, line in page.prose:
        for match in DIV.finditer(line):
            if not match["close"]:
                opened.append((number, match[0]))
            elif opened:
                opened.pop()
    for number, tag in opened:
        if GRID.fullmatch(tag):
            mend = "Zet onder het laatste ervan een lege regel, en daaronder: </div>"
            yield page.finding(number, "TXT045", f"Wat naast elkaar staat, is niet gesloten: {quote(tag)}.", mend)
