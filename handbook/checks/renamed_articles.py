"""Which article of now says what a published one said, by its title or its words."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from handbook.archive.branch import AtHand
from handbook.checks import built_page
from handbook.checks.prose import texts
from handbook.checks.renames import ALIKE
from handbook.core.version_name import VersionName
from handbook.sources import Sources
from handbook.sources.printed.sentences import words

SURELY = 0.8
"""The share of words from which two texts are one rule, also where another article has its address."""

OTHER = 0.3
"""The share of words below which a text under the same address is another rule."""

Words = tuple[str, ...]


@dataclass(frozen=True)
class Published:
    """An article as a version has it; `source` is its page below docs/."""

    version: VersionName
    source: str
    title: str
    words: Words


def published(archive: AtHand, version: VersionName, source: str, id_: str) -> Published:
    """The article `id_` on the page `source` of a version, without words where that page cannot be read."""
    page = ((archive.record(version) or {}).get("paginas") or {}).get(source) or {}
    facts = (page.get("artikelen") or {}).get(id_) or {}
    html = archive.file(version, f"{page.get('url', '')}index.html") or b""
    article = built_page.parse("", html.decode("utf-8", "replace")).articles.get(id_)
    return Published(version, source, str(facts.get("titel", "")), _words(article.text) if article else ())


@lru_cache(1)
def printed(sources: Sources) -> Mapping[str, Words]:
    """The words of each article that the sources print; empty where their facts cannot be used."""
    found: dict[str, list[str]] = defaultdict(list)
    for _, paragraph in texts.paragraphs_of(sources) if sources.facts else ():
        if paragraph.article:
            found[paragraph.article] += _words(paragraph.text)
    return {id_: tuple(said) for id_, said in found.items()}


def alike(one: Words, other: Words) -> float:
    """The share of words that two texts have in common, in their order: from 0 to 1."""
    if not one or not other:
        return 0.0
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= OTHER else 0.0


def same_rule(sources: Sources, before: Published, id_: str) -> bool:
    """Whether the article `id_` of now has the title or about the words of a published one."""
    about = sources.metadata.articles[id_]
    titles = {_title(about.title), _title(sources.articles[id_].title)} if id_ in sources.articles else {_title(about.title)}
    return _title(before.title) in titles or alike(before.words, printed(sources).get(id_, ())) >= ALIKE


def became(sources: Sources, before: Published, among: Collection[str]) -> str | None:
    """The one article among these ids that says what a published one said; None where there is none, or more."""
    found = [id_ for id_ in among if same_rule(sources, before, id_)]
    return found[0] if len(found) == 1 else None


def under_another(sources: Sources, before: Published, id_: str) -> str | None:
    """The article that says now what `id_` said, where `id_` itself became another rule."""
    said = printed(sources)
    if same_rule(sources, before, id_) or alike(before.words, said.get(id_, ())) >= OTHER:
        return None
    return next((other for other, text in said.items() if other != id_ and alike(before.words, text) >= SURELY), None)


def _words(text: str) -> Words:
    return tuple(word.lower() for word in words(text))


def _title(text: str) -> str:
    return " ".join(_words(text))
