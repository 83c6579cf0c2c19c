"""Blocks that do not become what they look like: code, diagrams, boxes and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.core.findings import Finding, Fix, Level, quote
from handbook.sources.pages import Fence, Page

BOX = re.compile(r"^(?P<indent> *)(?P<mark>!!!|\?\?\?\+?|===!?)\s*(?P<kind>[\w-]*)")
BOX_KINDS = frozenset("note abstract summary info tip hint success question warning caution failure danger bug example quote".split())
ITEM = re.compile(r"^ *(?:[-*+]|\d{1,3}[.)]) +\S")
HOLDER = re.compile(r"^(?:: +|\[\^[^\]]+\]:)")
"""What may contain indented text, besides lists and boxes: a definition, a footnote."""


def fences(page: Page) -> Iterator[Finding]:
    for fence in page.fences:
        if not fence.closed:
            mend = "Zet onder het blok een regel met dezelfde tekens als erboven."
            yield page.finding(fence.line, "TXT009", "Dit codeblok is niet gesloten: de rest van de pagina komt erin terecht.", mend)
        if fence.language.lower().strip("{.}") == "mermaid":
            yield _diagram(page, fence)


def _diagram(page: Page, fence: Fence) -> Finding:
    """Material would fetch mermaid from another host in the reader's browser, the first place where a mistake shows."""
    broken = [n for n, line in enumerate(fence.lines, fence.line + 1) if any(line.count(a) != line.count(b) for a, b in ("[]", "()", "{}"))]
    extra = f" Ook is hier een haakje niet gesloten: {quote(fence.lines[broken[0] - fence.line - 1].strip())}." if broken else ""
    message = f"Een diagram in mermaid werkt niet: de browser van de lezer zou een programma van buiten moeten ophalen.{extra}"
    mend = "Maak een afbeelding van het diagram en zet die in docs/img/."
    return page.finding(broken[0] if broken else fence.line, "TXT010", message, mend)


def boxes(page: Page) -> Iterator[Finding]:
    prose = page.prose
    for at, (number, line) in enumerate(prose):
        match = BOX.match(line)
        if not match or (match["mark"].startswith("=") and not re.match(r"^ *===!?\+?\s+\"", line)):
            continue
        if match["mark"][0] in "!?" and match["kind"].lower() not in BOX_KINDS:
            mend = f"Kies uit: {', '.join(sorted(BOX_KINDS))}."
            yield page.warning(number, "TXT011", f"De soort kader {quote(match['kind'])} bestaat niet.", mend)
        below = next(((n, text) for n, text in prose[at + 1 :] if text.strip()), None)
        in_fence = any(f.line == number + 1 or f.line == number + 2 for f in page.fences)
        if not in_fence and (below is None or len(below[1]) - len(below[1].lstrip()) < len(match["indent"]) + 4):
            mend = "Laat de tekst eronder met vier spaties inspringen."
            yield page.finding(number, "TXT012", f"Dit kader is leeg: {quote(line.strip())}.", mend)


def lists(page: Page) -> Iterator[Finding]:
    """A list right below a sentence, and indented text outside a list: neither becomes what it looks like."""
    previous, holder = "", ""
    for number, line in page.prose:
        indent = len(line) - len(line.lstrip(" "))
        item = ITEM.match(line)
        if (
            item
            and previous
            and not ITEM.match(previous)
            and indent < 4
            and not previous.startswith((" ", "\t", "|", ">", "#", ":"))
            and not BOX.match(previous)
        ):
            mend = "Zet een lege regel tussen de zin en de lijst: anders komt alles achter elkaar te staan."
            own = page.lines[number - 1]
            message = f"Boven deze lijst ontbreekt een lege regel: {quote(line.strip())}."
            yield page.warning(number, "TXT020", message, mend, fix=Fix(number, (own,), ("", own)))
        if line.strip() and indent < 4:
            holder = line
        elif line.strip() and not previous and not (ITEM.match(holder) or BOX.match(holder) or HOLDER.match(holder)):
            mend = "Haal de spaties aan het begin weg."
            # What a word prints is no code, and no build takes it so.
            level: Level = "fout" if "{{" in line else "waarschuwing"
            message = f"Deze regel springt vier spaties in en wordt daardoor code: {quote(line.strip())}."
            yield page.finding(number, "TXT021", message, mend, level)
        previous = line if line.strip() else ""
