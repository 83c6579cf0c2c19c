"""Whether the words of who asks stand on the page where the answer is, and on few others."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from handbook.build.expectations.count import Count
from handbook.build.expectations.files import Situatie
from handbook.build.record import RECORD
from handbook.core.findings import Finding, SourceFile, quote
from handbook.sources import Sources, people
from handbook.sources.front_matter import Metadata

AMONG = 3
"""A person who searches looks at the first few pages that are found."""


def searchable(site: Path, known: Metadata) -> dict[str, str]:
    """By page: everything that a search of it can find, in small letters: its printed text and its search words."""
    texts = {}
    for path, page in json.loads((site / RECORD).read_text("utf-8"))["paginas"].items():
        tree = LexborHTMLParser((site / page["url"] / "index.html").read_text("utf-8"))
        # The list from A to Z leads to the places themselves, and the search does not look in it.
        for listed in tree.css(".az-lijst"):
            listed.decompose()
        article = tree.css_first("article")
        texts[path] = f"{article.text(separator=' ') if article else ''} {search_words(path, known)}".lower()
    return texts


def search_words(path: str, known: Metadata) -> str:
    """The words of a page and of its articles that it does not print."""
    return " ".join(
        [*known.words.get(path, ()), *(word for about in known.articles.values() if about.page == path for word in about.words)]
    )


def check(file: SourceFile, asked: tuple[Situatie, ...], sources: Sources, found: Mapping[str, str], count: Count) -> Iterator[Finding]:
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
        lacking = [words[0] for words in core if not _has(found[page], words)]
        # The dilemmas tell the same stories at length, so they stand beside the rules and not before them.
        others = [path for path in found if path != page and not path.startswith("dilemmas/")]
        fitting = [path for path in others if all(_has(found[path], words) for words in core)]
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
