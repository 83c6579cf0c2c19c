"""Blocks that do not become what they look like: code, diagrams, boxes and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.core.around import AROUND
from handbook.core.findings import Finding, Fix, Level, quote
from handbook.sources.pages import Fence, Page
from handbook.sources.printed.markup import TITLES

BOX = re.compile(r"^(?P<indent> *)(?P<mark>!!!|\?\?\?\+?|===!?)\s*(?P<kind>[\w-]*)")
BOX_KINDS = frozenset([*TITLES, *AROUND])
LIKE_BOX = re.compile(r"^ *(?P<mark>!{2,}|\?{2,}\+?|={3,}!?)[ +]*(?P<kind>[\w-]*)(?P<title>.*)$")
"""What was meant as the first line of a box; of a tab only with something behind the mark, for a line of = makes a heading."""

OPENS = re.compile(
    r'^ *(?:!!! ?(?:[\w-]+(?: +[\w-]+)*)|\?\?\?\+? ?(?:[\w-]+(?: +[\w-]+)*)?|===(?:\+|\+!|!\+|!)?(?= +"))(?P<title> +".*")? *$'
)
"""A first line that the engine reads (the expressions of admonition, pymdownx.details and pymdownx.tabbed)."""

SIDE = re.compile(r" *(?:inline(?: +end)?)? *")
"""What may stand behind the kind of a box without a title: where it stands beside the text."""

SIGNS = "\"'“”„‘’.,: "
QUOTED = re.compile(r"[\"'“”„‘’](.+)[\"'“”„‘’]")
ITEM = re.compile(r"^ *(?:[-*+]|\d{1,3}[.)]) +\S")
CONDITION = re.compile(r" *\{%.*%\} *")
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
    mend = f"Maak een afbeelding van het diagram, zet die in docs/img/, en schrijf: ![wat erop staat]({page.to_docs}img/naam.png)"
    return page.finding(broken[0] if broken else fence.line, "TXT010", message, mend)


def boxes(page: Page) -> Iterator[Finding]:
    prose = page.prose
    for at, (number, line) in enumerate(prose):
        like = LIKE_BOX.match(line)
        bare = like and not (like["kind"] or like["title"].strip(" =!?+"))
        if like is None or (bare and (like["mark"][0] == "=" or not BOX.match(line))):
            continue
        opens = OPENS.match(line)
        if opens is None:
            mend = f"Schrijf: {_opening(like)}"
            yield page.warning(number, "TXT030", f"Dit wordt geen kader maar gewone tekst: {quote(line.strip())}.", mend)
            continue
        if like["mark"][0] in "!?":
            yield from _kind_and_title(page, number, like, opens)
        below = next(((n, text) for n, text in prose[at + 1 :] if text.strip()), None)
        in_fence = any(f.line == number + 1 or f.line == number + 2 for f in page.fences)
        if not in_fence and (below is None or _indent(below[1]) < _indent(line) + 4):
            mend = "Laat de tekst eronder met vier spaties inspringen."
            yield page.finding(number, "TXT012", f"Dit kader is leeg: {quote(line.strip())}.", mend)


def _kind_and_title(page: Page, number: int, like: re.Match[str], opens: re.Match[str]) -> Iterator[Finding]:
    if not like["kind"]:
        # A box that opens needs no kind, and stands then by its title alone.
        return
    if like["kind"].lower() not in BOX_KINDS:
        mend = f"Kies uit: {', '.join(sorted(BOX_KINDS))}."
        yield page.warning(number, "TXT011", f"De soort kader {quote(like['kind'])} bestaat niet.", mend)
    elif opens["title"] is None and (like["kind"].lower() in AROUND or not SIDE.fullmatch(like["title"])):
        mend = f"Zet de titel tussen aanhalingstekens: {_opening(like)}"
        shown = quote(TITLES.get(like["kind"].lower(), like["kind"].capitalize()))
        yield page.warning(number, "TXT031", f"Dit kader heeft geen eigen titel: erboven komt {shown} te staan.", mend)


def _opening(like: re.Match[str]) -> str:
    """The first line of a box as it was meant."""
    quoted = QUOTED.search(like["title"])
    kind, title = like["kind"], quoted[1] if quoted else like["title"].strip(SIGNS)
    if like["mark"][0] == "=":
        return f'=== "{f"{kind} {title}".strip()}"'
    if kind.lower() not in BOX_KINDS:
        kind, title = "note", f"{kind} {title}".strip()
    mark = 3 * like["mark"][0] + ("+" if like["mark"].endswith("+") else "")
    return f'{mark} {kind} "{title or "Toelichting"}"'


def _indent(line: str) -> int:
    """How far the line is in, to the engine: a tab goes on to the next four."""
    wide = line.expandtabs(4)
    return len(wide) - len(wide.lstrip(" "))


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
            # A condition prints nothing: what stands below it hangs on the line above it.
            holder = holder if CONDITION.fullmatch(line) else line
        elif line.strip() and not previous and not (ITEM.match(holder) or BOX.match(holder) or HOLDER.match(holder)):
            mend = "Haal de spaties aan het begin weg."
            # What a word prints is no code, and no build takes it so.
            level: Level = "fout" if "{{" in line else "waarschuwing"
            message = f"Deze regel springt vier spaties in en wordt daardoor code: {quote(line.strip())}."
            yield page.finding(number, "TXT021", message, mend, level)
        previous = line if line.strip() else ""
