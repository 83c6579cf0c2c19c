"""What docs/gegevens/vervallen.yml says of an article that went: where it stands now, or why it is no longer there."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks import lasting_addresses
from handbook.core import causes
from handbook.core.findings import Cause, Finding, quote
from handbook.sources import Sources
from handbook.sources.articles import not_there
from handbook.sources.data.former_articles import FORMER, Former

FORM = 'Schrijf waar het artikel nu staat, zoals {0}: datalek. Of schrijf waarom het weg is, zoals {0}: {{reden: "De wet regelt dit nu."}}'


def check(sources: Sources) -> Iterator[Finding]:
    first: dict[str, Former] = {}
    for one in sources.data.former:
        yield from _leads(sources, one)
        yield from _stands(sources, one)
        # A line that only says that an article moved stands beside the one of its end.
        if one.told.opvolger != one.id:
            before = first.setdefault(one.id, one)
            if before.told != one.told:
                message = f"Van artikel {quote(one.id)} staat op regel {before.line} iets anders: {_said(before)}."
                yield FORMER.finding(one.line, "VRV006", message, "Schrijf op beide regels hetzelfde.")


def _said(one: Former) -> str:
    return quote(one.told.opvolger or one.told.reden or "")


def _leads(sources: Sources, one: Former) -> Iterator[Finding]:
    """Whether it says what became of the article, and that is there."""
    told, here = one.told, sources.metadata.articles
    if told.opvolger is None:
        if told.reden is None:
            message = f"Bij {quote(one.address)} staat geen opvolger en geen reden."
            yield FORMER.finding(one.line, "VRV005", message, FORM.format(one.address))
        return
    end = sources.data.former.end(one, here)
    if end.circle:
        message = f"De opvolgers van {quote(one.id)} verwijzen naar elkaar: geen van die artikelen is er nog."
        mend = "Noem bij één ervan een artikel dat er wel is, of een reden."
        yield FORMER.finding(one.line, "VRV003", message, mend, cause=Cause(needs=(causes.article(told.opvolger),)))
    elif end.lost:
        if end.lost == told.opvolger:
            message, mend = f"Er is geen artikel met het adres {quote(end.lost)}.", not_there(end.lost, here)
        else:
            message = (
                f"Artikel {quote(one.id)} leidt naar {quote(told.opvolger)}, en dat leidt naar {quote(end.lost)}: dat artikel is er niet."
            )
            mend = f"Zet in dit bestand ook waar {quote(end.lost)} nu staat."
        yield FORMER.finding(one.line, "VRV002", message, mend, cause=Cause(lacks=causes.article(end.lost)))


def _stands(sources: Sources, one: Former) -> Iterator[Finding]:
    """Whether the address is one from which an article went."""
    about = sources.metadata.articles.get(one.id)
    if about and about.page == one.page:
        message = f"Artikel {quote(one.id)} staat nog op deze plek, in {sources.pages[one.page].name}:{about.line}."
        yield FORMER.finding(one.line, "VRV004", message, "Haal weg wat hier over dat artikel staat.")
    elif about and one.told.opvolger != one.id:
        message = f"Artikel {quote(one.id)} is niet weg: het staat nu in {sources.pages[about.page].name}:{about.line}."
        yield FORMER.finding(one.line, "VRV004", message, f"Schrijf: {one.address}: {one.id}")
    elif one.page not in sources.pages and not (sources.project.docs / one.page).exists():
        redirects = sources.config.redirects if sources.config else None
        if redirects is not None and one.page not in redirects:
            message = f"De pagina {quote(one.page)} is er niet, en heeft geen doorverwijzing."
            end = sources.data.former.end(one, sources.metadata.articles).successor
            new = sources.metadata.articles[end].page if end else lasting_addresses.near(sources, one.page)
            mend = f"Kijk het adres na. Is de pagina weg? {lasting_addresses.redirect(sources, one.page, new)}"
            yield FORMER.finding(one.line, "VRV007", message, mend, cause=Cause(lacks=causes.page(one.page)))
