"""The words of a link say where it leads, and a link has a target."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.links import address
from handbook.checks.links.site import Site
from handbook.core.findings import Finding, quote
from handbook.sources.pages import Link, Page

VAGUE = frozenset(
    [
        "hier",
        "klik hier",
        "klik",
        "link",
        "deze link",
        "lees meer",
        "meer",
        "lees verder",
        "meer informatie",
        "deze pagina",
        "website",
        "pagina",
        "klik op deze link",
        "download",
    ]
)
"""Words that could stand on any link: a screen reader lists links without the text around them."""


def check(site: Site, page: Page, link: Link) -> Iterator[Finding]:
    """What is wrong with a link as it was typed."""
    if not link.image and not link.text.strip():
        mend = "Schrijf tussen de blokhaken waar de link naartoe gaat."
        yield page.finding(link.line, "LNK001", f"De link naar {quote(link.target)} heeft geen tekst.", mend)
    elif not link.image and link.text.strip().lower().strip(".") in VAGUE:
        mend = "Noem in de link wat de lezer daar vindt."
        yield page.warning(link.line, "LNK002", f"De tekst {quote(link.text)} zegt niet waar de link naartoe gaat.", mend)
    if not link.target:
        mend = "Zet tussen de ronde haken de pagina, zoals melden.md."
        yield page.finding(link.line, "LNK003", f"De link {quote(link.text)} leidt nergens heen.", mend)
    elif link.target.startswith("["):
        label = link.target[1:-1]
        mend = f"Zet onderaan de pagina: [{label}]: pagina.md"
        yield page.finding(link.line, "LNK004", f"De verwijzing {quote(label)} bestaat niet.", mend)
    else:
        yield from address.check(site, page, link)
