"""Raw HTML and attribute lists on a page: what runs, restyles or fetches is refused, the rest is warned about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from handbook.core.findings import Finding, Level, quote
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
HTML = frozenset(
    (
        "a abbr address area article aside b base bdi bdo big blockquote body br caption center cite code col colgroup data datalist dd del details "
        "dfn dialog dir div dl dt em fieldset figcaption figure font footer h1 h2 h3 h4 h5 h6 head header hgroup hr html i img ins kbd label legend "
        "li main map mark menu meter nav nobr ol optgroup option output p param picture pre progress q rp rt ruby s samp search section slot small "
        "span strike strong sub summary sup table tbody td tfoot th thead time title tr track tt u ul var wbr"
    ).split()
)
"""The elements of HTML that do nothing but mark up text: https://html.spec.whatwg.org/multipage/indices.html#elements-3, and those it drops."""

OFFICE = ("o:", "w:", "v:", "m:", "st1:", "xml:")
"""How the names begin of the elements of Word and its kin: the words within them stay on the page."""

BARE = re.compile(
    r"(?:\s+(?:allowfullscreen|compact|controls|hidden|inert|itemscope|noshade|nowrap|open|reversed|/)|\s+[\w:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))*\s*/?\s*"
)
"""What stands behind the name of an element, and not behind the first word of a sentence."""

TARGET = re.compile(r"\]\([ ]*\Z|(?:^|\n) {0,3}\[[^\[\]\n]{1,300}\]:[ ]*\Z")
"""What stands before the target of a link, which may be between < and >."""

AUTOLINK = re.compile(r"<(?:(?:https?|ftp)://[^\s<>]*|(?:mailto:)?[^\s<>@!]+@[^\s<>@]+)>", re.IGNORECASE)

HANDLER = re.compile(r"(?:^|[\s/\"'{:])on[a-z]+\s*=|(?:javascript|vbscript)\s*:", re.IGNORECASE)
ATTRIBUTES = re.compile(r"\{:?(?P<inside>[^{}\n]{0,500})\}")
PROGRAMS = re.compile(r"(?:^|[\s/\"'{:])data-[\w-]+", re.IGNORECASE)
"""What only programs write: their scripts go by it, and text that says it was measured is compared with no earlier version."""

UNMARK = "Haal weg wat met data- begint."
BARE_WORDS = "Schrijf de tekst zonder deze HTML."

OUTSIDE = re.compile(
    r"(?:src|srcset|poster|background)\s*=\s*[\"']?\s*(?:https?:)?//[^\s\"'>?#]*?(?P<file>[\w.-]+\.(?:png|jpe?g|gif|webp|svg))?(?=[\s\"'>?#]|$)",
    re.IGNORECASE,
)


GRID = re.compile(r"<div class=\"grid(?: cards)?\" markdown(?:=\"1\")?>")
"""Opens what stands side by side; `markdown` has the engine read what is within."""

CHANGED = ("del", "ins", "s", "strike")
"""The elements in which Word and its kin keep a change that nobody accepted yet."""

INSTEAD = {
    **dict.fromkeys(("u", "mark", "font"), "Haal het weg: een onderstreept woord lijkt een link. Wilt u nadruk, schrijf dan: **woorden**"),
    **dict.fromkeys(("b", "strong"), "Schrijf: **woorden**"),
    **dict.fromkeys(("i", "em"), "Schrijf: *woorden*"),
    **dict.fromkeys(CHANGED, "Hier is een wijziging uit Word niet verwerkt. Haal weg wat niet meer geldt, en de HTML."),
    **dict.fromkeys(("sub", "sup"), "Schrijf de letters of cijfers op de regel, zoals 1e of CO2."),
    **dict.fromkeys(("table", "thead", "tbody", "tr", "td", "th", "colgroup", "col"), "Maak er een tabel van met | tussen de cellen."),
    **dict.fromkeys(
        ("figure", "figcaption"), "Zet onder de afbeelding een regel /// caption, daaronder het bijschrift, en daaronder een regel ///"
    ),
    "a": "Schrijf: [tekst](adres)",
    "img": "Schrijf: ![wat erop staat](adres)",
    "br": "Maak er een lijst van, of zet een lege regel tussen de alinea's.",
}
"""What to write for an element, by its name."""


def tags(page: Page) -> Iterator[Finding]:
    text = "\n".join(_plain_lines(page))
    for start, end in _comments(text):
        said = text[start:end]
        mend = "Haal haar weg, of zet haar in het verzoek tot wijziging (pull request)."
        line = text.count("\n", 0, start) + 1
        yield page.warning(line, "TXT005", f"Deze opmerking is voor lezers te vinden in de bron van de pagina: {quote(said)}.", mend)
    for match in TAG.finditer(_without(text, _comments(text))):
        tag, rest = match["name"].lower(), match["rest"]
        line = _line(text, match)
        rest = unescape(rest)
        if (
            GRID.fullmatch(match[0])
            or AUTOLINK.match(text, match.start())
            or TARGET.search(text, max(0, match.start() - 400), match.start())
        ):
            continue
        if tag in ACTIVE:
            mend = "Haal het weg. Verwijs met een gewone link naar wat elders staat."
            yield page.finding(line, "TXT006", f"Het element {quote(tag)} mag niet op een pagina: {quote(match[0])}.", mend)
        elif HANDLER.search(rest):
            yield page.finding(line, "TXT027", f"In deze HTML staat een script: {quote(match[0])}.", BARE_WORDS)
        elif PROGRAMS.search(rest):
            message = f"In deze HTML staat iets dat alleen het programma mag schrijven: {quote(match[0])}."
            yield page.finding(line, "TXT028", message, BARE_WORDS)
        elif outside := OUTSIDE.search(rest):
            mend = f"Zet de afbeelding in docs/img/, en schrijf: ![wat erop staat]({page.to_docs}img/{outside['file'] or 'naam.png'})"
            yield page.finding(line, "TXT007", f"Deze HTML haalt iets van buiten op: {quote(match[0])}.", mend)
        elif not _is_html(tag, rest):
            yield page.finding(line, "TXT029", f"Wat tussen < en > staat, verdwijnt van de pagina: {quote(match[0])}.", _kept(match[0]))
        elif not match["close"]:
            mend = INSTEAD.get(tag, "Schrijf de tekst in Markdown, zonder style en class.")
            # Words that were struck out stay readable.
            level: Level = "fout" if tag in CHANGED else "waarschuwing"
            yield page.finding(line, "TXT008", f"Hier staat HTML, misschien uit Word geplakt: {quote(match[0])}.", mend, level)


def _is_html(tag: str, rest: str) -> bool:
    return tag.startswith(OFFICE) or (tag in HTML and bool(BARE.fullmatch(rest.strip() and rest)))


def _kept(shown: str) -> str:
    inner = " ".join(shown.strip("<>").split())
    return f"Moet er nog iets worden ingevuld, vul het dan in. Moeten de woorden blijven, schrijf dan: &lt;{inner}&gt;"


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
