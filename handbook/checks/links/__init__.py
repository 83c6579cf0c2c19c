"""A link leads to an existing page and heading, or to the open web; never to a disk, a script or a dead end."""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote

from handbook.checks.links import address, attempts, facts_as_target, site, typed
from handbook.checks.links.site import Site
from handbook.checks.preview import targets
from handbook.core.findings import Finding, errors, quote
from handbook.sources import Sources
from handbook.sources.pages import Page

ELSEWHERE = ("#fn:", "#fnref", "//")
"""Targets of footnotes, and of pictures on another host in HTML: these have findings of their own."""

PAGE_LIMIT = 100
"""Findings on one page: each searches for the name that was meant, which takes time, and nobody reads more."""


def check(sources: Sources) -> Iterator[Finding]:
    whole = site.of(sources)
    for page in sources.pages.values():
        yield from islice(_of_page(whole, page), PAGE_LIMIT)


def _of_page(whole: Site, page: Page) -> Iterator[Finding]:
    for link in page.links:
        yield from typed.check(whole, page, link)
    slips = list(_slips(whole, page))
    yield from slips
    yield from _as_printed(whole, page, {slip.line for slip in slips})
    yield from _repeated(whole, page)


def _slips(whole: Site, page: Page) -> Iterator[Finding]:
    for number, line in page.prose:
        if "[" in line:
            yield from attempts.of_line(page, number, line, whole.sources)
            yield from facts_as_target.of_line(page, number, line, whole.sources)


def _as_printed(whole: Site, page: Page, told: set[int | None]) -> Iterator[Finding]:
    """Links that only the engine sees: with spaces in the target, by a label, in HTML. Lines that were `told` of are passed over."""
    known = {unquote(html.unescape(link.target)) for link in page.links}
    made = targets.of(whole.sources).get(page.path)
    for link in made.links if made else ():
        if unquote(link.target) not in known and link.line not in told and not link.target.startswith(ELSEWHERE):
            # Doubts about an address are told of what was typed; here a fact may have filled it in.
            yield from errors(address.check(whole, page, link))


def _repeated(whole: Site, page: Page) -> Iterator[Finding]:
    """Anchors that the printed page has more than once."""
    made = targets.of(whole.sources).get(page.path)
    for name, count in made.ids.items() if made else ():
        # Two headings have a finding of their own.
        if count > 1 and sum(heading.anchor == name for heading in page.headings) < 2:
            line = next((number for number, text in page.prose if f"#{name}" in text or f'"{name}"' in text), page.body_start)
            yield page.finding(line, "LNK018", f"Het adres {quote('#' + name)} staat {count} keer op deze pagina.", "Kies een ander adres.")
