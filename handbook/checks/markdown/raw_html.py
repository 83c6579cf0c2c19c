"""Raw HTML and attribute lists on a page: what runs, restyles or fetches is refused, the rest is warned about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from handbook.core.findings import Finding, quote
from handbook.sources.pages import JINJA, Page

ACTIVE = frozenset(
    (
        "script iframe object embed applet form input button textarea select style link meta base svg math "
        "frame frameset noscript template audio video source portal"
    ).split()
)
"""Elements that run, fetch or restyle something."""

TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*)(?P<rest>(?:[\s/](?:[^<>\"']|\"[^\"]{0,1000}\"|'[^']{0,1000}'){0,200})?[^<>]{0,200})(?P<end>>?)",
    re.DOTALL,
)
HANDLER = re.compile(r"(?:^|[\s/\"'{:])on[a-z]+\s*=|(?:javascript|vbscript)\s*:", re.IGNORECASE)
ATTRIBUTES = re.compile(r"\{:?(?P<inside>[^{}\n]{0,500})\}")
PROGRAMS = re.compile(r"(?:^|[\s/\"'{:])data-[\w-]+", re.IGNORECASE)
"""What only programs write: their scripts go by it, and text that says it was measured is compared with no earlier version."""

UNMARK = "Haal weg wat met data- begint."

OUTSIDE = re.compile(r"(?:src|srcset|poster|background)\s*=\s*[\"']?\s*(?:https?:)?//", re.IGNORECASE)


def tags(page: Page) -> Iterator[Finding]:
    text = "\n".join(_plain_lines(page))
    for start, end in _comments(text):
        said = text[start:end]
        mend = "Zet opmerkingen in het verzoek tot wijziging (pull request)."
        line = text.count("\n", 0, start) + 1
        yield page.warning(line, "TXT005", f"Deze opmerking is voor lezers te vinden in de bron van de pagina: {quote(said)}.", mend)
    for match in TAG.finditer(_without(text, _comments(text))):
        tag, rest = match["name"].lower(), match["rest"]
        line = _line(text, match)
        rest = unescape(rest)
        if re.match(r"^:|^[a-z][a-z0-9+.-]*:", rest) or (":" in tag and not match["rest"] and not tag.startswith(("o:", "w:", "v:", "m:"))):
            continue
        if tag in ACTIVE:
            mend = "Haal het weg. Verwijs met een gewone link naar wat elders staat."
            yield page.finding(line, "TXT006", f"Het element {quote(tag)} mag niet op een pagina: {quote(match[0])}.", mend)
        elif HANDLER.search(rest):
            yield page.finding(line, "TXT027", f"In deze HTML staat een script: {quote(match[0])}.", "Haal het weg.")
        elif PROGRAMS.search(rest):
            yield page.finding(
                line, "TXT028", f"In deze HTML staat iets dat alleen het programma mag schrijven: {quote(match[0])}.", UNMARK
            )
        elif OUTSIDE.search(rest):
            yield page.finding(line, "TXT007", f"Deze HTML haalt iets van buiten op: {quote(match[0])}.", "Zet de afbeelding in docs/img/.")
        elif not match["close"]:
            mend = "Schrijf de tekst in Markdown, zonder style en class."
            yield page.warning(line, "TXT008", f"Hier staat HTML, misschien uit Word geplakt: {quote(match[0])}.", mend)


def attributes(page: Page) -> Iterator[Finding]:
    """Attribute lists may set an address or a language, and nothing that runs or fetches."""
    for number, line in page.prose:
        for match in ATTRIBUTES.finditer(JINJA.sub("", line)) if "{" in line else ():
            inside = unescape(match["inside"])
            if HANDLER.search(inside) or re.search(r"\b(?:src|href|srcset|style|action|formaction|background)\s*=", inside, re.IGNORECASE):
                mend = "Haal het weg."
                yield page.finding(number, "TXT027", f"Tussen accolades staat een script, een stijl of een adres: {quote(match[0])}.", mend)
            elif PROGRAMS.search(inside):
                message = f"Tussen accolades staat iets dat alleen het programma mag schrijven: {quote(match[0])}."
                yield page.finding(number, "TXT028", message, UNMARK)


def _without(text: str, places: list[tuple[int, int]]) -> str:
    """`text` with `places` blanked, so that line numbers stay the same."""
    kept, at = [], 0
    for start, end in places:
        kept += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
        at = end
    return "".join([*kept, text[at:]])


def _comments(text: str) -> list[tuple[int, int]]:
    """Where each comment begins and ends; one that is not closed hides the rest of the page."""
    found = []
    start = text.find("<!--")
    while start >= 0:
        close = text.find("-->", start + 4)
        end = close + 3 if close >= 0 else len(text)
        found.append((start, end))
        start = text.find("<!--", end)
    return found


def _plain_lines(page: Page) -> list[str]:
    """The page's lines outside code, at their own place."""
    prose = dict(page.prose)
    return [JINJA.sub(lambda m: " " * len(m[0]), prose.get(n, "")) for n in range(1, len(page.lines) + 1)]


def _line(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1
