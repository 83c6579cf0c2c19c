"""Knows what goes wrong in running text: headings, tables, raw HTML, code blocks, boxes, and what was left to fill in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from html import unescape

from handbook.core.dutch import PLACEHOLDER
from handbook.core.findings import Finding, quote
from handbook.sources import Sources
from handbook.sources.pages import JINJA, LINK, Fence, Page

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
OUTSIDE = re.compile(r"(?:src|srcset|poster|background)\s*=\s*[\"']?\s*(?:https?:)?//", re.IGNORECASE)
SEPARATOR = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
BOX = re.compile(r"^(?P<indent> *)(?P<mark>!!!|\?\?\?\+?|===!?)\s*(?P<kind>[\w-]*)")
BOX_KINDS = frozenset("note abstract summary info tip hint success question warning caution failure danger bug example quote".split())
ITEM = re.compile(r"^ *(?:[-*+]|\d{1,3}[.)]) +\S")
HOLDER = re.compile(r"^(?:: +|\[\^[^\]]+\]:)")
"""What may hold indented text, beside lists and boxes: a definition, a footnote."""

FOOTNOTE = re.compile(r"\[\^(?P<label>[^\]\s]+)\](?P<colon>:?)")


def check(sources: Sources) -> Iterator[Finding]:
    for page in sources.pages.values():
        for rule in RULES:
            yield from rule(page)


def _headings(page: Page) -> Iterator[Finding]:
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


def _tables(page: Page) -> Iterator[Finding]:
    """Python-Markdown drops the cells that a row has too many, without a word."""
    columns, previous = 0, ""
    for number, line in page.prose:
        if columns and "|" in line and line.strip():
            cells = _cells(line)
            if cells > columns:
                message = f"Deze rij van de tabel heeft {cells} cellen, maar er zijn {columns} kolommen: {quote(line.strip())}."
                yield page.finding(number, "TXT004", message, "Voeg een kolom toe, of schrijf een | in de tekst als \\|.")
            elif cells < columns:
                message = f"Deze rij van de tabel heeft {cells} cellen, maar er zijn {columns} kolommen: {quote(line.strip())}."
                yield page.warning(number, "TXT004", message, "Vul de ontbrekende cellen aan.")
        elif "|" in previous and "-" in line and SEPARATOR.match(line):
            columns = _cells(line)
            if columns != _cells(previous):
                message = f"De kop van de tabel heeft {_cells(previous)} kolommen, en de streepjes eronder {columns}."
                yield page.finding(number, "TXT004", message, "Maak beide gelijk: anders is het geen tabel.")
        elif not line.strip() or "|" not in line:
            columns = 0
        previous = line


def _cells(line: str) -> int:
    bare = JINJA.sub("x", line).replace("\\|", "x").strip()
    return len(bare.removeprefix("|").removesuffix("|").split("|"))


def _html(page: Page) -> Iterator[Finding]:
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
        elif OUTSIDE.search(rest):
            yield page.finding(line, "TXT007", f"Deze HTML haalt iets van buiten op: {quote(match[0])}.", "Zet de afbeelding in docs/img/.")
        elif not match["close"]:
            mend = "Schrijf de tekst in Markdown, zonder style en class."
            yield page.warning(line, "TXT008", f"Hier staat HTML, misschien uit Word geplakt: {quote(match[0])}.", mend)


def _without(text: str, places: list[tuple[int, int]]) -> str:
    """`text` with spaces at `places`, every line at its own number."""
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


def _attributes(page: Page) -> Iterator[Finding]:
    """Attribute lists may give a heading an address or a text its language, and nothing that runs or fetches."""
    for number, line in page.prose:
        for match in ATTRIBUTES.finditer(JINJA.sub("", line)) if "{" in line else ():
            inside = unescape(match["inside"])
            if HANDLER.search(inside) or re.search(r"\b(?:src|href|srcset|style|action|formaction|background)\s*=", inside, re.IGNORECASE):
                mend = "Haal het weg."
                yield page.finding(number, "TXT027", f"Tussen accolades staat een script, een stijl of een adres: {quote(match[0])}.", mend)


def _plain_lines(page: Page) -> list[str]:
    """The page's lines outside code, at their own place."""
    prose = dict(page.prose)
    return [JINJA.sub(lambda m: " " * len(m[0]), prose.get(n, "")) for n in range(1, len(page.lines) + 1)]


def _line(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1


def _fences(page: Page) -> Iterator[Finding]:
    for fence in page.fences:
        if not fence.closed:
            mend = "Zet onder het blok een regel met dezelfde tekens als erboven."
            yield page.finding(fence.line, "TXT009", "Dit codeblok is niet gesloten: de rest van de pagina komt erin terecht.", mend)
        if fence.language.lower().strip("{.}") == "mermaid":
            yield _diagram(page, fence)


def _diagram(page: Page, fence: Fence) -> Finding:
    """Material would fetch mermaid from another host in the reader's browser, where a mistake shows first."""
    broken = [n for n, line in enumerate(fence.lines, fence.line + 1) if any(line.count(a) != line.count(b) for a, b in ("[]", "()", "{}"))]
    extra = f" Ook is hier een haakje niet gesloten: {quote(fence.lines[broken[0] - fence.line - 1].strip())}." if broken else ""
    message = f"Een diagram in mermaid werkt niet: de browser van de lezer zou een programma van buiten moeten ophalen.{extra}"
    mend = "Maak een afbeelding van het diagram en zet die in docs/img/."
    return page.finding(broken[0] if broken else fence.line, "TXT010", message, mend)


def _boxes(page: Page) -> Iterator[Finding]:
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


def _placeholders(page: Page) -> Iterator[Finding]:
    for number, line in page.prose:
        for match in PLACEHOLDER.finditer(line):
            yield page.finding(number, "TXT013", f"Hier moet nog iets worden ingevuld: {quote(match[0])}.", "Vul het in, of haal het weg.")


def _direction(page: Page) -> Iterator[Finding]:
    for number, line in page.prose:
        if not line.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL") for c in line) and not re.search(r"\bdir\s*=", line):
            mend = 'Zet eronder {: dir="rtl" lang="ar" }, met de code van de taal.'
            yield page.warning(number, "TXT014", f"Deze tekst loopt van rechts naar links: {quote(line.strip())}.", mend)


def _pictures(page: Page) -> Iterator[Finding]:
    for number, line in page.prose:
        for match in LINK.finditer(line) if "![" in line else ():
            if match["image"] and not match["text"].strip():
                mend = "Schrijf tussen de blokhaken wat erop staat, voor wie haar niet ziet."
                yield page.warning(number, "TXT015", f"Deze afbeelding heeft geen beschrijving: {quote(match[0])}.", mend)


def _tables_that_are_none(page: Page) -> Iterator[Finding]:
    """Rows that Python-Markdown prints with their signs, because the line of dashes or an empty line is missing."""
    lines = [(number, line.strip()) for number, line in page.prose]
    for at, (number, line) in enumerate(lines):
        before, after = lines[at - 1][1] if at else "", lines[at + 1][1] if at + 1 < len(lines) else ""
        if not _is_row(line) or SEPARATOR.match(line):
            continue
        if not _is_row(before) and _is_row(after) and not SEPARATOR.match(after):
            mend = f"Zet eronder: |{' --- |' * _cells(line)}"
            yield page.finding(number, "TXT019", f"Onder de kop van deze tabel ontbreekt de regel met streepjes: {quote(line)}.", mend)
        elif before and not _is_row(before) and SEPARATOR.match(after) and "|" in after and not BOX.match(before):
            mend = "Zet een lege regel tussen de zin en de tabel."
            yield page.finding(number, "TXT019", f"Boven deze tabel ontbreekt een lege regel: {quote(line)}.", mend)


def _is_row(line: str) -> bool:
    return line.startswith("|") and line.endswith("|") and len(line) > 2


def _lists(page: Page) -> Iterator[Finding]:
    """A list right below a sentence, and text that is indented without a list: neither becomes what it seems."""
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
            yield page.warning(number, "TXT020", f"Boven deze lijst ontbreekt een lege regel: {quote(line.strip())}.", mend)
        if line.strip() and indent < 4:
            holder = line
        elif line.strip() and not previous and not (ITEM.match(holder) or BOX.match(holder) or HOLDER.match(holder)):
            mend = "Haal de spaties aan het begin weg."
            yield page.warning(number, "TXT021", f"Deze regel springt vier spaties in en wordt daardoor code: {quote(line.strip())}.", mend)
        previous = line if line.strip() else ""


def _bold(page: Page) -> Iterator[Finding]:
    """Stars that open bold and never close it."""
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


def _empty(page: Page) -> Iterator[Finding]:
    if not any(line.strip() for line in page.lines[page.body_start - 1 :]):
        yield page.finding(None, "TXT023", "Deze pagina is leeg.", "Schrijf de tekst, of haal de pagina weg, ook uit het menu.")


def _footnotes(page: Page) -> Iterator[Finding]:
    used: dict[str, int] = {}
    defined: set[str] = set()
    for number, line in page.prose:
        for match in FOOTNOTE.finditer(line):
            if match["colon"] and not line[: match.start()].strip():
                defined.add(match["label"])
            else:
                used.setdefault(match["label"], number)
    for label, number in used.items():
        if label not in defined:
            mend = f"Zet onderaan de pagina: [^{label}]: tekst van de noot"
            yield page.finding(number, "TXT016", f"De voetnoot {quote(label)} bestaat niet.", mend)


RULES: tuple[Callable[[Page], Iterator[Finding]], ...] = (
    _empty, _headings, _tables, _tables_that_are_none, _lists, _bold, _html, _attributes,
    _fences, _boxes, _placeholders, _direction, _pictures, _footnotes,
)  # fmt: skip
"""Every rule on running text."""
