"""The events fit the articles: each names more than one, all of them exist, and it is printed below at least one of them."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

from handbook.core import causes
from handbook.core.findings import Cause, Finding, quote
from handbook.sources import Sources
from handbook.sources.articles import not_there
from handbook.sources.printed import conditions

WORD = "verder"
"""The word that prints the events of an article below it."""


def check(sources: Sources) -> Iterator[Finding]:
    if not sources.data.events.items:
        return
    yield from _articles(sources)
    yield from _unused(sources)


def _articles(sources: Sources) -> Iterator[Finding]:
    known, entries = sources.metadata.articles, sources.data.events
    for id_, event in entries.items.items():
        for place, article in enumerate(event.artikelen):
            line = entries.line(id_, "artikelen", place)
            if article not in known:
                message = f"Er is geen artikel met het adres {quote(article)}."
                cause = Cause(lacks=causes.article(article))
                yield entries.finding(
                    line, "GBT002", message, sources.data.former.instead(article, known) or not_there(article, known), cause=cause
                )
        if len(event.artikelen) == 1:
            message = f"Bij de gebeurtenis {quote(id_)} staat maar één artikel, en dan is er niets om naar te verwijzen."
            yield entries.warning(
                entries.line(id_), "GBT003", message, "Noem er nog een artikel bij dat de lezer nodig heeft, of haal de gebeurtenis weg."
            )


def _unused(sources: Sources) -> Iterator[Finding]:
    """An event is read below its articles alone."""
    # What seems to be printed nowhere may stand on a page that cannot be read.
    if len(sources.trees) < len(sources.pages):
        return
    leading = {article for tree in sources.trees.values() for article in named(tree)}
    entries = sources.data.events
    for id_, event in entries.items.items():
        if not leading & {*event.artikelen}:
            message = f"De gebeurtenis {quote(id_)} staat onder geen enkel artikel."
            mend = f"Zet onder een van haar artikelen, op een eigen regel: {{{{ {WORD}('{event.artikelen[0]}') }}}}"
            cause = Cause(needs=(causes.PAGES, *map(causes.article, event.artikelen)))
            yield entries.warning(entries.line(id_), "GBT004", message, mend, cause=cause)


def named(tree: nodes.Template) -> Iterator[str]:
    """The articles that the word is given, under any facts."""
    return (given for call in conditions.calls(tree) if (given := conditions.named(call, WORD)))
