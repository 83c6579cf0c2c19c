"""The articles as these sources print them, in the form of `artikelen.json`, made without MkDocs: a check has no built pages.

The facts and words are filled in as macros/ does, the Markdown becomes HTML by the library that MkDocs uses, and that is read as a built page is.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes
from selectolax.lexbor import LexborHTMLParser

from handbook.archive import clean_html, manifest, printed_articles
from handbook.archive.articles_file import Artikel, Deel
from handbook.checks.preview import ours
from handbook.core.advice import TIP
from handbook.redline import spoken
from handbook.sources import Sources, article_facts
from handbook.sources.pages import Page, address
from handbook.sources.printed import conditions, contact_phrases, inline, markup, referred_to, spoken_html, values
from handbook.sources.printed.form_of_address import Familiar
from handbook.sources.printed.inline_words import WORDS
from handbook.sources.printed.sentences import Reader

NUMBER = "artikel"
"""The word in the heading of an article."""


@dataclass(frozen=True)
class Draft:
    """The text in the form of `artikelen.json`, without fingerprints of whole articles.

    `unsure` are the articles with a word that prints a block of its own, such as a card: what that prints only a build knows.
    """

    data: dict[str, Any]
    unsure: frozenset[str]


def read(sources: Sources) -> Draft:
    """What these sources print, which hold facts and settings that can be used."""
    assert sources.facts
    facts, newest = article_facts.of(sources), sources.revisions[0]
    names = {name for one in facts.values() for name in (*one.conditions, *one.printed)}
    data = {
        "schema": 1,
        "versie": str(newest.version),
        "ingangsdatum": newest.version.day.isoformat(),
        "werkgever": sources.facts.werkgever.naam,
        "adres": f"{sources.facts.handboek.adres}{newest.version}/",
        "artikelen": [manifest.plain(article) for article in _articles(sources, facts)],
        "aanspreekvorm": spoken.FAMILIAR if Familiar.chosen(sources.data.address, sources.facts) else spoken.FORMAL,
        "waarden": article_facts.values_of(sources, names),
    }
    return Draft(data, frozenset(id_ for id_, one in facts.items() if one.blocks))


def _articles(sources: Sources, facts: dict[str, article_facts.Facts]) -> Iterator[Artikel]:
    """Those that are printed, in the order of their numbers."""
    shown = dict(_printed(sources))
    for one in sorted(sources.articles.values(), key=lambda one: (one.chapter, one.number)):
        if found := shown.get(one.id):
            yield Artikel(
                id=one.id,
                nummer=one.label,
                titel=found.title,
                pagina=one.page,
                adres=f"{address(one.page)}#{one.id}",
                onderwerpen=sources.metadata.articles[one.id].topics,
                voorwaarden=tuple(sorted(facts[one.id].conditions)),
                gegevens=tuple(sorted(facts[one.id].printed)),
                delen=tuple(map(_with_advice, found.parts)),
                sha256=manifest.sha256(" ".join(part.tekst for part in found.parts).encode()),
            )


def _with_advice(part: Deel) -> Deel:
    """The first word of advice stands out on a page."""
    strong = f"<strong>{TIP}</strong>"
    return part.model_copy(update={"html": part.html.replace(TIP, strong, 1)}) if part.raad and strong not in part.html else part


def _printed(sources: Sources) -> Iterator[tuple[str, printed_articles.Printed]]:
    for path, tree in pages(sources, dict.fromkeys(article.page for article in sources.articles.values())):
        yield from printed_articles.read(tree, address(path)).items()


def pages(sources: Sources, paths: Iterable[str]) -> Iterator[tuple[str, LexborHTMLParser]]:
    """Each of the pages `paths` as these sources print it, which hold facts and settings that can be used; the trees belong to who asks."""
    assert sources.facts
    assert sources.config
    names = values.page_names(sources.facts, sources.revisions)
    known = referred_to.known(sources.facts, sources.data, sources.articles, sources.revisions, sources.revisions[0].version.day)
    extensions = ours.extensions(sources.config)
    familiar = Familiar.chosen(sources.data.address, sources.facts)
    for path in paths:
        page = sources.pages[path]
        lines = _AsMarkdown(names, known, page=path).lines(page, sources.trees[path])
        html = ours.html("\n".join(text for number, text in lines if number >= page.body_start), extensions)
        tree = LexborHTMLParser(markup.printed(html))
        _lead(tree, page)
        spoken_html.say(familiar, tree)
        printed_articles.place(tree)
        yield path, tree


def _lead(tree: LexborHTMLParser, page: Page) -> None:
    """Links of Markdown count from the folder of their file, and lead to files; those of a page count from its address, and lead to addresses."""
    up = "../" * address(page.path).count("/") or "./"
    for node in tree.css("a[href],img[src]"):
        name = "href" if node.tag == "a" else "src"
        target, mark, anchor = (node.attributes.get(name) or "").partition("#")
        if target and not clean_html.WHOLE.match(target) and not target.startswith("/"):
            file = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), target))
            node.attrs[name] = f"{up}{address(file) if file.endswith('.md') else file}{mark}{anchor}"


@dataclass(frozen=True)
class _AsMarkdown(Reader):
    """Prints facts and words as the page `page` does, with their links."""

    page: str = ""

    def value(self, value: object) -> str:
        return "" if value is None else str(value)

    def word(self, call: nodes.Call) -> str:
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        given = [conditions.decide(one, self.names) for one in call.args]
        options = {one.key: conditions.decide(one.value, self.names) for one in call.kwargs}
        if name == NUMBER and given and (article := self.known.articles.get(str(given[0]))):
            return f'<span class="artikel">Artikel {article.label}</span>'
        if name in article_facts.SENTENCES and self.known.contact:
            late = contact_phrases.there_late(self.known.contact)
            return f"{inline.markdown(contact_phrases.late(late), self._way)}." if late else ""
        word = WORDS.get(name)
        try:
            return inline.markdown(word(self.known, *given, **options), self._way) if word else ""
        except (AttributeError, KeyError, TypeError, ValueError):
            # A word that is given what is not there has a finding of its own.
            return ""

    def _way(self, place: inline.Place) -> str:
        """As an author types it: counted from the folder of the page's file."""
        return f"{'' if place.page == self.page else posixpath.relpath(place.page, posixpath.dirname(self.page) or '.')}#{place.anchor}"
