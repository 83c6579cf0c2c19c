"""An article's heading has one form, and its id is the address of that article alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from handbook.checks.claimed_addresses import Places, meant, mended, owned
from handbook.checks.lasting_addresses import at_head
from handbook.core import causes
from handbook.core.findings import ALONE, Cause, Finding, quote
from handbook.sources import Sources
from handbook.sources.articles import ID, headed
from handbook.sources.pages import Page

SPACED = re.compile(r"^##\s.*\{#(?P<id>[^}]*\s[^}]*)\}\s*$")
"""An address of more than one word."""


def check(sources: Sources) -> Iterator[Finding]:
    owners = owned(sources)
    for page in sources.pages.values():
        for line, text, match in headed(page):
            if match is None and (spaced := SPACED.search(text)):
                yield _not_good(page, line, spaced["id"], _broken(page, line, text))
                continue
            if match is None or match["marks"] != "##":
                message = f"Deze kop van een artikel heeft niet de goede vorm: {quote(text.strip())}."
                yield page.finding(line, "ART001", message, mended(sources, page, text), cause=_broken(page, line, text))
                continue
            id_ = match["id"]
            if id_ != match["word"]:
                message = f"De kop noemt {quote(match['word'])} en {quote(id_)}: dat moet hetzelfde zijn."
                yield page.finding(line, "ART002", message, mended(sources, page, text), cause=_broken(page, line, text))
            if not ID.fullmatch(id_):
                yield _not_good(page, line, id_)
            if owners[id_] != (page.path, line):
                yield _taken(sources, page, line, id_, owners)
        yield from _changing(page, owners)


def _not_good(page: Page, line: int, id_: str, cause: Cause = ALONE) -> Finding:
    good = "-".join(re.findall("[a-z0-9]+", unicodedata.normalize("NFKD", id_).lower()))
    mend = f"Gebruik kleine letters, cijfers en streepjes{f', zoals {good}' if ID.fullmatch(good) else ''}."
    # What became of an article nobody can tell before its heading has an address that can stay.
    breaks = (*cause.breaks, *_addresses(page, [id_, good]))
    return page.finding(line, "ART003", f"{quote(id_)} is geen goed adres voor een artikel.", mend, cause=replace(cause, breaks=breaks))


def _taken(sources: Sources, page: Page, line: int, id_: str, owners: Places) -> Finding:
    path, number = owners[id_]
    headed_here = {match["id"] for _, _, match in headed(page) if match}
    # An article of which the head tells, and that has no heading any more, had one before this address was typed over it.
    lost = [one for one in at_head(page) if one not in headed_here]
    message = f"Het adres {quote(id_)} is al van een ander artikel, in {sources.pages[path].name}:{number}."
    mend = f"Geef dit artikel weer zijn eigen adres: {lost[0]}." if len(lost) == 1 else "Kies een ander adres."
    breaks = (causes.line(page.name, line), *(_addresses(page, lost) if len(lost) == 1 else ()))
    return page.finding(line, "ART004", message, mend, cause=Cause(breaks))


def _addresses(page: Page, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(thing for id_ in ids for thing in (causes.article(id_), causes.anchor(page.path, id_)))


def _broken(page: Page, line: int, text: str) -> Cause:
    """Every article that the heading may have been meant for."""
    return Cause(breaks=(causes.TOPICS, causes.template(page.path), causes.line(page.name, line), *_addresses(page, meant(text))))


def _changing(page: Page, owners: Places) -> Iterator[Finding]:
    """Headings whose address would not be permanent."""
    for heading in page.headings:
        if "{{" in heading.text and not heading.explicit and heading.level > 1:
            message = f"Het adres van de kop {quote(heading.text)} verandert mee met de waarde."
            cause = Cause(needs=(causes.line(page.name, heading.line),))
            yield page.finding(heading.line, "ART006", message, "Zet er een vast adres achter, zoals {#contact}.", cause=cause)
    own = {id_: line for id_, (path, line) in owners.items() if path == page.path}
    for heading in page.headings:
        first = own.get(heading.anchor) or next(one.line for one in page.headings if one.anchor == heading.anchor)
        if heading.explicit and heading.line != first:
            message = f"Het adres {quote(heading.anchor)} staat twee keer op deze pagina, ook op regel {first}."
            yield page.finding(heading.line, "ART004", message, "Kies een ander adres.")
