"""A platform's name is no search word of one text: every question with that name would lead there."""

from __future__ import annotations

from collections.abc import Iterator, Set

from handbook.core.findings import Cause, Finding, InFile, quote
from handbook.sources import Sources
from handbook.sources.data.synonyms import SYNONYMS, Alike
from handbook.sources.files.filling import line_of

WORDS = "zoekwoorden"


def check(sources: Sources) -> Iterator[Finding]:
    alike = sources.data.synonyms
    names = {spelt.lower() for _, _, spellings in alike.platforms() for spelt in spellings}
    if not names:
        return
    yield from _meaning_something_else(alike, names)
    for path, words in sources.metadata.words.items():
        page = sources.pages[path]
        node = page.meta
        for at, word in enumerate(words):
            yield from _found(page, line_of(node, (WORDS, at)) if node else None, word, names)
    for about in sources.metadata.articles.values():
        page = sources.pages[about.page]
        for at, word in enumerate(about.words):
            yield from _found(page, line_of(page.meta, ("artikelen", about.id, WORDS, at)) if page.meta else None, word, names)
    dilemmas = sources.data.dilemmas
    for id_, one in dilemmas.items.items():
        for at, word in enumerate(one.zoekwoorden):
            yield from _found(dilemmas, dilemmas.line(id_, WORDS, at), word, names)


def _found(file: InFile, line: int | None, word: str, names: Set[str]) -> Iterator[Finding]:
    if word.lower() in names:
        mend = "Haal de naam weg: elke vraag over dat platform leidt anders hierheen."
        message = f"Bij {WORDS} staat de naam van een platform: {quote(word)}."
        yield file.warning(line, "SYN005", message, mend, cause=Cause(needs=(SYNONYMS.name,)))


def _meaning_something_else(alike: Alike, names: Set[str]) -> Iterator[Finding]:
    """A name that is also the word of a group counts in full again."""
    groups = [(word, alike.line("groepen", at)) for at, group in enumerate(alike.words.groepen) for word in group]
    for word, line in [*groups, *((left, alike.line("enkel", left)) for left in alike.words.enkel)]:
        if word.lower() in names:
            mend = "Haal het hier weg."
            yield SYNONYMS.warning(line, "SYN006", f"Het woord {quote(word)} staat ook bij platforms, en telt hier niet mee.", mend)
