"""An article's heading has one form, and its id is the address of that article alone."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.core.findings import Finding, quote
from handbook.sources import Sources
from handbook.sources.articles import ID, headed
from handbook.sources.pages import Page

FORM = "Schrijf: ## {{ artikel('klantgegevens') }} Gegevens van klanten {#klantgegevens}"


def check(sources: Sources) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for page in sources.pages.values():
        for line, text, match in headed(page):
            if match is None or match["marks"] != "##":
                yield page.finding(line, "ART001", f"Deze kop van een artikel heeft niet de goede vorm: {quote(text.strip())}.", FORM)
                continue
            id_ = match["id"]
            if id_ != match["word"]:
                yield page.finding(line, "ART002", f"De kop noemt {quote(match['word'])} en {quote(id_)}: dat moet hetzelfde zijn.", FORM)
            if not ID.fullmatch(id_):
                mend = "Gebruik kleine letters, cijfers en streepjes."
                yield page.finding(line, "ART003", f"{quote(id_)} is geen goed adres voor een artikel.", mend)
            if id_ in first:
                mend = "Kies een ander adres."
                yield page.finding(line, "ART004", f"Het adres {quote(id_)} is al van een ander artikel, in {first[id_]}.", mend)
            first.setdefault(id_, f"{page.name}:{line}")
        yield from _changing(page)


def _changing(page: Page) -> Iterator[Finding]:
    """Headings whose address would not be permanent."""
    for heading in page.headings:
        if "{{" in heading.text and not heading.explicit and heading.level > 1:
            message = f"Het adres van de kop {quote(heading.text)} verandert mee met de waarde."
            yield page.finding(heading.line, "ART006", message, "Zet er een vast adres achter, zoals {#contact}.")
    seen: dict[str, int] = {}
    for heading in page.headings:
        if heading.explicit and heading.anchor in seen:
            message = f"Het adres {quote(heading.anchor)} staat twee keer op deze pagina, ook op regel {seen[heading.anchor]}."
            yield page.finding(heading.line, "ART004", message, "Kies een ander adres.")
        seen.setdefault(heading.anchor, heading.line)
