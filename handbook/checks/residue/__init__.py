"""What another program left behind in pasted text, on pages and in what people fill in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from handbook.checks.preview import ours
from handbook.checks.residue import lines
from handbook.checks.residue.kind import Kind
from handbook.checks.residue.kinds import KINDS
from handbook.core.as_json import codec
from handbook.core.dutch import PLACEHOLDER, UNKNOWN
from handbook.core.findings import Finding, SourceFile, quote
from handbook.core.kept import by_content
from handbook.sources import Sources, typed_files
from handbook.sources.files.text_files import REMEMBERED
from handbook.sources.files.yaml_nodes import Mapping, values
from handbook.sources.pages import DEFINITION, JINJA, Page
from handbook.sources.papers import is_paper

CODES = "PLK"
"""How the codes begin of most residue; what is left to fill in has the code of every placeholder."""

ADDRESSES = re.compile(
    r"(?<=\]\()(?:<[^<>\n]*>|[^()\s]*)(?=[\s)])|<[a-zA-Z][a-zA-Z0-9+.-]{0,30}:[^\s<>]*>|\b(?:https?://|www\.)[^\s<>()\"]+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}[\w.-]*"
)
SHOWN = 10
"""Findings of one kind on one page: a document that was pasted whole has hundreds, and one way out."""

IN_FACTS = tuple(kind for kind in KINDS if kind.in_facts)

BLANKS = ("TXT013", "TXT029")
MARKED, MARKER = "PLK004", ': "=='
"""What a finding shows of a text between signs with which an organisation may have chosen to mark words."""

TO_WRITE_ON = "op een lijn"
"""What a finding says of a row of dots or strokes."""

PLAIN = "Hier moet nog iets worden ingevuld"
"""How the finding begins of a blank whose origin nobody knows."""

FOLLOWING = ("TXT", "TAA", "LNK", "SJB")
"""Codes of what else is odd about a line of residue: it goes with the residue."""

SHOWN_OTHERWISE = "TYP"
"""How the codes begin of what the handbook shows otherwise than a preview."""


def check(sources: Sources) -> Iterator[Finding]:
    yield from in_pages(sources)
    for name, node in typed_files.filled_in(sources).items():
        yield from of_values(name, node, IN_FACTS)
        if name == sources.project.name(sources.project.variables_file):
            yield from _unknown(SourceFile(name), node)


def in_pages(sources: Sources) -> Iterator[Finding]:
    """What was left behind in the pages alone."""
    marks = sources.config is not None and "pymdownx.mark" in ours.extensions(sources.config)
    for page in sources.pages.values():
        found = (one for one in of_page(page) if not (marks and one.code == MARKED and MARKER in one.message))
        # In a paper somebody fills something in: checks/papers.py says how.
        yield from (one for one in found if not (is_paper(page.path) and TO_WRITE_ON in one.message))


def causes_only(read: Iterable[Page], findings: Iterable[Finding]) -> list[Finding]:
    """Without what else was found on a line of residue, or shows otherwise in its paragraph: one slip, one finding."""
    found = list(findings)
    residue = {(f.file, f.line) for f in found if f.code.startswith(CODES)}
    pages = {page.name: page for page in read}
    around = {(name, near) for name, line in residue if line and name in pages for near in _paragraph(pages[name], line)}
    left = [
        f
        for f in found
        if not ((f.file, f.line) in residue and f.code.startswith(FOLLOWING))
        and not ((f.file, f.line) in around and f.code.startswith(SHOWN_OTHERWISE))
    ]
    filled = {(f.file, f.line) for f in left if f.code in (*BLANKS, CODES) and not f.file.endswith(".md")}
    left = [f for f in left if (f.file, f.line) not in filled or f.code != "VAR001"]
    blanks: dict[tuple[str, int | None], list[Finding]] = {}
    for one in left:
        if one.code in BLANKS:
            blanks.setdefault((one.file, one.line), []).append(one)
    return [f for f in left if f.code not in BLANKS or not any(_covers(other, f) for other in blanks[f.file, f.line])]


def _paragraph(page: Page, line: int) -> range:
    """The lines around `line`, up to the blank ones."""
    first = next((n + 1 for n in range(line - 1, 0, -1) if not page.lines[n - 1].strip()), 1)
    after = next((n for n in range(line + 1, len(page.lines) + 1) if not page.lines[n - 1].strip()), len(page.lines) + 1)
    return range(first, after)


def _covers(one: Finding, other: Finding) -> bool:
    """Whether `one` quotes what `other` quotes and more, or the same and was said first by a kind that names its origin."""
    wide, narrow = (f.message.partition(": ")[2].strip('".') for f in (one, other))
    return narrow in wide and (len(narrow) < len(wide) or (one.message != other.message and other.message.startswith(PLAIN)))


@by_content("resten", REMEMBERED, **codec(tuple[Finding, ...]))
def of_page(page: Page) -> tuple[Finding, ...]:
    """What was left behind on one page and in its front matter, found once however often the page is read."""
    prose = dict(page.prose)
    feet = {m["label"].lower() for line in prose.values() if "]:" in line and (m := DEFINITION.match(line))}
    raw = "\n".join(_hollow(prose.get(number, "")) for number in range(1, len(page.lines) + 1))
    found = [*_told(page, raw, feet=feet), *lines.found(page), *of_values(page.name, page.meta, KINDS)]
    for _, value in values(page.meta):
        if blank := PLACEHOLDER.search(value.text):
            found.append(page.finding(value.line, "TXT013", _blank(blank[0]), "Vul het in, of haal het weg."))
    return tuple(found)


def _hollow(line: str) -> str:
    """The line with what the program fills in as letters, and without what it decides."""
    if "}}" not in line and "%}" not in line:
        return line
    return JINJA.sub(lambda m: ("x" if m[0].startswith("{{") else " ") * len(m[0]), line)


def _told(
    where: SourceFile | Page, text: str, first: int = 1, kinds: Iterable[Kind] = KINDS, feet: Collection[str] = ()
) -> Iterator[Finding]:
    """Every kind in `text`, once on a line; `first` is the line on which the text begins, `feet` what links have their address at the foot of the page."""
    taken: list[tuple[int, int]] = []
    to_docs = where.to_docs if isinstance(where, Page) else ""
    for kind, matches in _present(text, kinds):
        seen: set[int] = set()
        for match in matches:
            if match[0].strip("[]").lower() in feet or any(match.start() < end and begin < match.end() for begin, end in taken):
                continue
            taken.append(match.span())
            # A slip that spreads is told where its paragraph begins.
            place = text.count("\n\n", 0, match.start()) if kind.spread else text.count("\n", 0, match.start())
            if place not in seen and len(seen) < SHOWN:
                seen.add(place)
                shown = quote(text[match.start() : match.end()].strip(" \t\n").partition("\n")[0])
                line = text.count("\n", 0, match.start()) + first
                mend = kind.way_out(match).replace("](img/", f"]({to_docs}img/")
                yield where.finding(line, kind.code, f"{kind.message}: {shown}.", mend, kind.level)


def _present(text: str, kinds: Iterable[Kind]) -> Iterator[tuple[Kind, list[re.Match[str]]]]:
    """Those of `kinds` that are in `text`, each with all its matches, overlapping those of others or not."""
    without = "\n".join(map(_without_addresses, text.split("\n")))
    for kind in kinds:
        looked_through = text if kind.addresses else without
        if (not kind.signs or any(sign in looked_through for sign in kind.signs)) and (found := [*kind.pattern.finditer(looked_through)]):
            yield kind, found


def _without_addresses(line: str) -> str:
    return ADDRESSES.sub(lambda m: "x" * len(m[0]), line) if any(sign in line for sign in ("@", "://", "](", "www.")) else line


@lru_cache(REMEMBERED)
def of_values(name: str, node: Mapping | None, kinds: tuple[Kind, ...]) -> tuple[Finding, ...]:
    """What was left behind in single values; all of them together say which kinds are in none."""
    typed = [value for _, value in values(node)]
    there = [kind for kind, _ in _present("\n".join(value.text for value in typed), kinds)]
    return tuple(one for value in typed for one in _told(SourceFile(name), value.text, value.line, there)) if there else ()


def _unknown(file: SourceFile, facts: Mapping) -> Iterator[Finding]:
    """Facts that say that they are not known yet."""
    for _, value in values(facts):
        if UNKNOWN.fullmatch(value.text):
            yield file.finding(value.line, "TXT013", _blank(value.text), "Vul de echte waarde in.")


def _blank(text: str) -> str:
    return f"{PLAIN}: {quote(text.strip())}."
