"""Every line of the synonyms leads to a word that the handbook really uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handbook.core import causes
from handbook.core.findings import Cause, Finding, quote
from handbook.sources import Sources
from handbook.sources.data.synonyms import SYNONYMS, Alike

SAME = 4
"""The least number of letters that two forms of a word share, such as delen and deelt; with fewer, different words would match."""


def check(sources: Sources) -> Iterator[Finding]:
    alike = sources.data.synonyms
    yield from _useless(alike)
    if sources.facts is None:
        return
    said = _said(sources)
    for at, group in enumerate(alike.words.groepen):
        if not any(_stands(word, said) for word in group):
            mend = "Voeg het woord toe dat het handboek gebruikt, of haal de groep weg."
            message = f"Geen woord van deze groep staat in het handboek: {quote(', '.join(group))}."
            yield SYNONYMS.warning(alike.line("groepen", at), "SYN004", message, mend, cause=Cause(needs=(causes.PAGES,)))
    for left, right in alike.words.enkel.items():
        if not any(_stands(word, said) for word in right):
            mend = "Zet rechts een woord dat het handboek gebruikt, of haal de regel weg."
            message = f"Wat rechts van {quote(left)} staat, komt in het handboek niet voor: {quote(', '.join(right))}."
            yield SYNONYMS.warning(alike.line("enkel", left), "SYN004", message, mend, cause=Cause(needs=(causes.PAGES,)))
    for words, path in _led(alike):
        if words and not any(_stands(word, said) for word in words):
            mend = "Zet daar een woord dat het handboek gebruikt, of haal de regel weg."
            message = f"Waar {'.'.join(path)} heen leidt, komt in het handboek niet voor: {quote(', '.join(words))}."
            yield SYNONYMS.warning(alike.line(*path), "SYN004", message, mend, cause=Cause(needs=(causes.PAGES,)))


def _led(alike: Alike) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The words to which names of platforms lead, and their key."""
    yield alike.words.platform_alleen, ("platform_alleen",)
    for kind, told in alike.words.platforms.items():
        yield told.leidt_naar, ("platforms", kind, "leidt_naar")


def _useless(alike: Alike) -> Iterator[Finding]:
    """Entries that have no effect, whatever the handbook says."""
    weak = frozenset(word.lower() for word in alike.words.zwak)
    for at, group in enumerate(alike.words.groepen):
        line = alike.line("groepen", at)
        if len(group) == 1:
            mend = "Voeg een woord toe dat hetzelfde betekent."
            yield SYNONYMS.finding(line, "SYN002", f"Deze groep heeft maar één woord: {quote(group[0])}.", mend)
        yield from _both(group, weak, line)
    for left in alike.words.enkel:
        yield from _both([left], weak, alike.line("enkel", left))


def _both(words: Iterable[str], weak: frozenset[str], line: int | None) -> Iterator[Finding]:
    for word in words:
        if word.lower() in weak:
            mend = "Haal het op één van de twee plekken weg."
            yield SYNONYMS.finding(line, "SYN003", f"Het woord {quote(word)} staat ook bij zwak, en telt dus niet mee.", mend)


def _said(sources: Sources) -> str:
    """All text that search covers, in lower case."""
    assert sources.facts
    texts = [page.text for page in sources.pages.values()]
    texts += [text for entries in sources.data.all() for text, _ in entries.texts(sources.facts)]
    return "\n".join(texts).lower()


def _stands(word: str, said: str) -> bool:
    """Whether the word, or another form of it, occurs in the handbook."""
    return all(part[: max(SAME, len(part) - 3)] in said for part in word.lower().split())
