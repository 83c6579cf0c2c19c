"""An article's heading has one form, and its id is the address of that article alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from handbook.core import causes
from handbook.core.findings import ALONE, Cause, Finding, quote
from handbook.sources import Sources
from handbook.sources.articles import ID, headed
from handbook.sources.pages import Page

MEANT = re.compile(r"artikel\(\s*['\"]?([\w-]+)|#([\w-]+)")
"""What may be an article's address in a heading that holds a mistake."""

SPACED = re.compile(r"^##\s.*\{#(?P<id>[^}]*\s[^}]*)\}\s*$")
"""An address of more than one word."""

FORM = "Schrijf: ## {{ artikel('klantgegevens') }} Gegevens van klanten {#klantgegevens}"


def check(sources: Sources) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for page in sources.pages.values():
        for line, text, match in headed(page):
            if match is None and (spaced := SPACED.search(text)):
                broken = _broken(page, line, text)
                yield _not_good(page, line, spaced["id"], replace(broken, breaks=(*broken.breaks, causes.article(spaced["id"]))))
                continue
            if match is None or match["marks"] != "##":
                message = f"Deze kop van een artikel heeft niet de goede vorm: {quote(text.strip())}."
                yield page.finding(line, "ART001", message, FORM, cause=_broken(page, line, text))
                continue
            id_ = match["id"]
            if id_ != match["word"]:
                yield page.finding(
                    line,
                    "ART002",
                    f"De kop noemt {quote(match['word'])} en {quote(id_)}: dat moet hetzelfde zijn.",
                    FORM,
                    cause=_broken(page, line, text),
                )
            if not ID.fullmatch(id_):
                yield _not_good(page, line, id_)
            if id_ in first:
                mend = "Kies een ander adres."
                yield page.finding(line, "ART004", f"Het adres {quote(id_)} is al van een ander artikel, in {first[id_]}.", mend)
            first.setdefault(id_, f"{page.name}:{line}")
        yield from _changing(page)


def _not_good(page: Page, line: int, id_: str, cause: Cause = ALONE) -> Finding:
    good = "-".join(re.findall("[a-z0-9]+", unicodedata.normalize("NFKD", id_).lower()))
    mend = f"Gebruik kleine letters, cijfers en streepjes{f', zoals {good}' if ID.fullmatch(good) else ''}."
    return page.finding(line, "ART003", f"{quote(id_)} is geen goed adres voor een artikel.", mend, cause=cause)


def _broken(page: Page, line: int, text: str) -> Cause:
    """Every article that the heading may have been meant for."""
    ids = [*dict.fromkeys(id_ for m in MEANT.finditer(text) for id_ in m.groups() if id_)]
    things = [thing for id_ in ids for thing in (causes.article(id_), causes.anchor(page.path, id_))]
    return Cause(breaks=(causes.TOPICS, causes.template(page.path), causes.line(page.name, line), *things))


def _changing(page: Page) -> Iterator[Finding]:
    """Headings whose address would not be permanent."""
    for heading in page.headings:
        if "{{" in heading.text and not heading.explicit and heading.level > 1:
            message = f"Het adres van de kop {quote(heading.text)} verandert mee met de waarde."
            cause = Cause(needs=(causes.line(page.name, heading.line),))
            yield page.finding(heading.line, "ART006", message, "Zet er een vast adres achter, zoals {#contact}.", cause=cause)
    seen: dict[str, int] = {}
    for heading in page.headings:
        if heading.explicit and heading.anchor in seen:
            message = f"Het adres {quote(heading.anchor)} staat twee keer op deze pagina, ook op regel {seen[heading.anchor]}."
            yield page.finding(heading.line, "ART004", message, "Kies een ander adres.")
        seen.setdefault(heading.anchor, heading.line)
