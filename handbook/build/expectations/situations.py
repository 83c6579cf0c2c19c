"""Whether the words of who asks stand on the page where the answer is, and on few others."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from handbook.build.expectations.count import Count
from handbook.build.expectations.files import Situatie
from handbook.build.record import RECORD
from handbook.core import around
from handbook.core.findings import Finding, SourceFile, quote
from handbook.core.page_marks import set_apart
from handbook.sources import Sources, people
from handbook.sources.front_matter import Metadata

LISTED = ".az-lijst"
"""The list from A to Z leads to the places themselves, and the search does not look in it: as a selector."""

ASIDE = ", ".join([f".{around.FURTHER}", *(f"details.{kind}" for kind in around.AROUND)])
"""The boxes around a rule, and what leads on from it."""

AMONG = 3
"""A person who searches looks at the first few pages that are found."""


@dataclass(frozen=True)
class Searched:
    """What a search of a page can find, in small letters: its printed text and its search words; `own` is that without the boxes around a rule.

    Those say alike on every page who helps and what can happen, so that their words tell no page from another.
    """

    text: str
    own: str


def searchable(site: Path, known: Metadata) -> dict[str, Searched]:
    """By page: everything that a search of it can find."""
    texts = {}
    for path, page in json.loads((site / RECORD).read_text("utf-8"))["paginas"].items():
        tree = LexborHTMLParser((site / page["url"] / "index.html").read_text("utf-8"))
        whole = _text(tree, LISTED)
        texts[path] = Searched(*(f"{text} {search_words(path, known)}".lower() for text in (whole, _text(tree, ASIDE))))
    return texts


def _text(tree: LexborHTMLParser, without: str) -> str:
    """The text of a built page, from which the parts with the selectors `without` go."""
    for part in tree.css(without):
        part.decompose()
    article = tree.css_first("article")
    return article.text(separator=" ") if article else ""


def search_words(path: str, known: Metadata) -> str:
    """The words of a page and of its articles that it does not print."""
    return " ".join(
        [*known.words.get(path, ()), *(word for about in known.articles.values() if about.page == path for word in about.words)]
    )


def check(
    file: SourceFile, asked: tuple[Situatie, ...], sources: Sources, found: Mapping[str, Searched], count: Count
) -> Iterator[Finding]:
    """One finding for each situation whose words its page lacks, or that other pages answer to as well."""
    for one in asked:
        if not one.kern:
            continue
        if one.artikel not in sources.articles or one.artikel not in sources.metadata.articles:
            count.gone.append(one.artikel)
            continue
        count.situations += 1
        core = [_either(word, sources) for word in one.kern]
        page = sources.metadata.articles[one.artikel].page
        lacking = [words[0] for words in core if not _has(found[page].text, words)]
        # The dilemmas tell the same stories at length, so they stand beside the rules and not before them; what is set apart is in no search.
        others = [path for path in found if path != page and not path.startswith("dilemmas/") and not set_apart(path)]
        fitting = [path for path in others if all(_has(found[path].own, words) for words in core)]
        if lacking:
            mend = "Zet de woorden in de tekst of bij zoekwoorden, of verander de kern."
            yield file.finding(None, "TST002", f"{quote(one.situatie)}: op docs/{page} staat niet {', '.join(map(quote, lacking))}.", mend)
        elif len(fitting) >= AMONG:
            mend = "Zet bij kern een woord erbij dat alleen bij deze situatie past."
            yield file.finding(None, "TST003", f"{quote(one.situatie)}: ook {', '.join(fitting)} passen bij deze woorden.", mend)


def _either(word: str, sources: Sources) -> tuple[str, ...]:
    """A word as the organisation says it and, where that differs, as it was typed: its own pages may name a klant who is a bewoner here."""
    assert sources.facts
    own = people.in_text(sources.facts.mensen, word).lower()
    return (own,) if own == word else (own, word)


def _has(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)
