"""A paper in docs/formulieren/ begins with how to use it, has no blank that nobody sees, and stands in the list of papers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.core.dutch import unfilled
from handbook.core.findings import Finding, quote
from handbook.core.page_marks import BLANK
from handbook.sources import Sources
from handbook.sources.pages import DEFINITION, JINJA, Page
from handbook.sources.papers import OVERVIEW, is_paper
from handbook.sources.printed import conditions

LOOSE = re.compile(r"\.{4,}|(?:\. ){3,}|…{2,}|_{3,}|\b[Xx]{2,}\b|(?<!\\)\[(?![ xX]\]|\^)[^\[\]\n]{1,200}\](?![(\[{:])")
"""Blanks as people type them: on paper they look like a mistake, and Word knows nothing of them."""

OPENING = f'!!! {BLANK} "Zo gebruikt u dit stuk"'
LIST = "stukken"


def check(sources: Sources) -> Iterator[Finding]:
    for path, page in sources.pages.items():
        if is_paper(path):
            yield from _blanks(page)
            yield from _opening(page)
    yield from _listed(sources)


def _blanks(page: Page) -> Iterator[Finding]:
    known = {m["label"].lower() for _, line in page.prose if (m := DEFINITION.match(line))}
    for number, line in page.prose:
        bare = JINJA.sub(lambda one: " " * len(one[0]), line)
        ended = 0
        for match in sorted([*LOOSE.finditer(bare), *unfilled(bare)], key=lambda one: one.start()):
            if match.start() < ended or match[0].strip("[]").lower() in known:
                continue
            ended = match.end()
            words = match[0].strip("[]._… xX") or "naam"
            message = f"Hier staat een lege plek die op papier niet opvalt: {quote(match[0].strip())}."
            yield page.finding(number, "STU003", message, f"Schrijf wat iemand er invult: {{{{ invullen('{words}') }}}}")


def _opening(page: Page) -> Iterator[Finding]:
    """Its first words below the title."""
    title = next((one.line for one in page.headings if one.level == 1), page.body_start - 1)
    first = next(((number, line) for number, line in page.prose if number > title and line.strip()), (title or 1, ""))
    if not first[1].startswith(f"!!! {BLANK}"):
        mend = f"Zet onder de titel: {OPENING} en daaronder, met vier spaties ervoor, voor wie dit is, wat iemand invult en wie meekijkt."
        yield page.warning(first[0], "STU004", "Dit stuk begint niet met hoe iemand het gebruikt.", mend)


def _listed(sources: Sources) -> Iterator[Finding]:
    page, tree = sources.pages.get(OVERVIEW), sources.trees.get(OVERVIEW)
    listed = {given for call in conditions.calls(tree) if (given := conditions.named(call, LIST))} if tree else set()
    for one in sources.metadata.papers.values():
        if one.told.moment not in listed and (tree or page is None):
            message = f"Dit stuk staat in geen lijst: docs/{OVERVIEW} noemt het moment {quote(one.told.moment)} niet."
            others = f"Kies een moment dat daar staat ({', '.join(sorted(listed))}), of zet daar" if listed else "Zet in dat bestand"
            mend = f"{others} een kop, met eronder: {{{{ {LIST}('{one.told.moment}') }}}}"
            yield sources.pages[one.page].finding(one.line, "STU005", message, mend)
