"""Which facts have another value, and where a reader meets them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from handbook.redline import Redline
from handbook.redline.fact_names import fact_name
from handbook.report.model import Fact, Place, at
from handbook.sources import Sources, fact_usage
from handbook.sources.fact_usage import Entry

NONE = "niet ingevuld"
NUMBER = re.compile(r" \(\d+\)")
"""Which of several people with one role a fact is of."""


def changed(old: Sources, new: Sources, redline: Redline, titles: Mapping[str, str]) -> tuple[Fact, ...]:
    """In the order of the file here; those that went come last. Both sources hold facts that can be used; `titles` are those of the pages."""
    before = {one.name: one for one in fact_usage.entries(old)}
    after = {one.name: one for one in fact_usage.entries(new)}
    found = []
    for name in dict.fromkeys([*after, *before]):
        was, now = before.get(name), after.get(name)
        values = was.value if was else NONE, now.value if now else NONE
        if values[0] != values[1]:
            entry = now or was
            assert entry
            places = (*_articles(name, redline), *_pages(entry, titles))
            found.append(Fact(fact_name(name), entry.meaning, *values, places, live=_live(name, old, new)))
    return tuple(found)


def _articles(name: str, redline: Redline) -> Iterator[Place]:
    """The articles that differ by it."""
    bare = NUMBER.sub("", name)
    named = [(one.name, one.articles) for one in redline.facts] + [(one.name, one.articles) for one in redline.switches]
    ids = {id_ for one, articles in named if one in (name, bare) for id_ in articles}
    for change in redline.changes:
        if change.id in ids:
            yield Place(f"artikel {change.article.number}", change.article.address if change.new else "")


def _pages(entry: Entry, titles: Mapping[str, str]) -> Iterator[Place]:
    for path in entry.where:
        yield Place(f"de pagina {titles[path]}", at(path)) if path in titles else Place(path)


def _live(name: str, old: Sources, new: Sources) -> bool:
    group, _, rest = NUMBER.sub("", name).partition(".")
    role = rest.partition(".")[0]
    facts = [one.facts for one in (old, new) if one.facts]
    return group == "contact" and all(role in one.contact.there and one.contact.kept(role) for one in facts)
