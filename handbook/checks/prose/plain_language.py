"""How plain the text must be; each finding quotes the sentence that is not and says how to fix it.

Every finding is a warning, because a text that the board adopted must always be publishable, however it reads.
A test without any tolerance keeps our own pages plain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property

from handbook.checks import published
from handbook.checks.personal.kinds import account
from handbook.checks.prose import form_of_address, readability, spelling
from handbook.checks.prose.texts import PAGE, Measured, Text, lengths_as_typed, measured, shown, texts_of
from handbook.core.findings import Finding, quote
from handbook.sources import Sources
from handbook.sources.data.terminology import TERMINOLOGY, Taal
from handbook.sources.printed.form_of_address import Familiar
from handbook.sources.printed.sentences import Sentence, words
from handbook.sources.variables import Variables

CODES = "TAA"
"""How the codes of this check begin."""

PAGE_EASE = 60
ARTICLE_EASE = 45
"""Flesch-Douma: 60 is the level of a popular magazine, 45 of a newspaper."""

ENOUGH = 30
"""Words below which a measure says nothing."""

WORSE = 0.5
LONGEST = 25
"""Words of one sentence."""

PASSIVE_SHARE = 0.2
PASSIVE_OF = 10
"""Sentences below which a share says nothing."""

MISSPELT_SHOWN = 10
"""Words per page: a text in another language must not drown out the other mistakes."""

FOREIGN_WORDS = 4
"""A sentence with this many unknown words is foreign, if they make up half of it."""

SUGGESTED = 20
"""Words per check for which a suggestion is looked up."""

CAPITAL_ONE = "Eén"
"""At the start of a sentence the first letter of één has no accent."""


def check(sources: Sources) -> Iterator[Finding]:
    if sources.facts is None:
        return
    texts = texts_of(sources)
    before = _published(sources)
    for one in measured(texts):
        yield from _ease(one, before)
    form = sources.facts.handboek.aanspreekvorm
    familiar = Familiar.chosen(sources.data.address, sources.facts)
    yield from form_of_address.menu(sources.config.nav if sources.config else (), familiar)
    spelt = _Spelling(sources.data.language, sources.facts, texts)
    for text in texts:
        yield from _long(text, sources)
        yield from _sentences(text, sources.data.language, sources.facts.mensen.words)
        yield from form_of_address.check(text, form, familiar)
        yield from spelt.check(text)
    spelling.keep()


def _published(sources: Sources) -> dict[str, Mapping[str, float]]:
    """The measures of the published version before this text, by page."""
    return {path: facts.get("leesbaarheid", {}) for path, facts in published.before(sources).get("paginas", {}).items()}


def _ease(one: Measured, before: Mapping[str, Mapping[str, float]]) -> Iterator[Finding]:
    """A text that is hard to read, unless it was published like that and is no worse now."""
    limit = PAGE_EASE if one.part == PAGE else ARTICLE_EASE
    measure = readability.measure(one.sentences)
    was = before.get(one.path, {}).get(one.part)
    if measure.words < ENOUGH or round(measure.ease) >= limit or (was is not None and measure.ease > was - WORSE):
        return
    hard = readability.hardest(one.sentences)
    what = "Deze tekst" if one.part == PAGE else f"Het artikel {quote(one.part)}"
    earlier = f", en was {was:.0f}" if was is not None else ""
    ease = max(0, round(measure.ease))
    message = f"{what} is moeilijk te lezen: {ease}{earlier}, en {limit} is nodig (Flesch-Douma). Het moeilijkst is: {shown(hard)}"
    long = max(hard.words, key=readability.syllables)
    yield one.warning(hard.line, "TAA001", message, f"Knip die zin in tweeën, of kies een korter woord voor {quote(long)}.")


def _long(text: Text, sources: Sources) -> Iterator[Finding]:
    """Sentences that are too long as they were typed; what a fact makes of them is no author's doing."""
    long = [one for one in text.sentences if one.kind == "text" and len(one.words) > LONGEST] if text.prose else []
    typed = lengths_as_typed(sources, text.path) if long and text.path in sources.pages else {}
    for one in long:
        if typed.get(one.line, LONGEST + 1) > LONGEST:
            message = f"Deze zin is te lang: {len(one.words)} woorden, en {LONGEST} is genoeg. {shown(one)}"
            yield text.warning(one.line, "TAA002", message, "Maak er twee zinnen van.")


def _sentences(text: Text, preferred: Taal, chosen: frozenset[str]) -> Iterator[Finding]:
    """What is said of single sentences; a word in `chosen` is the organisation's own for people, whatever the list prefers."""
    running = [s for s in text.sentences if s.kind == "text"]
    passive = [s for s in running if readability.passive(s)]
    if len(running) >= PASSIVE_OF and len(passive) > PASSIVE_SHARE * len(running):
        message = f"{len(passive)} van de {len(running)} zinnen zeggen niet wie het doet (lijdende vorm), zoals: {shown(passive[0])}"
        mend = "Noem wie het doet: niet 'Het bericht wordt gewist', maar 'U wist het bericht'."
        yield text.warning(passive[0].line, "TAA003", message, mend)
    for sentence in text.sentences:
        for word in (one for one in preferred.avoided(sentence) if one not in chosen):
            message = f"Wij schrijven {quote(preferred.instead[word])}, niet {quote(word)}: {shown(sentence)}"
            yield text.warning(sentence.line, "TAA004", message, f"Vervang het woord. De lijst staat in {TERMINOLOGY}.")


class _Spelling:
    """Looks up words, and stops suggesting corrections when that would take too long."""

    def __init__(self, preferred: Taal, facts: Variables, texts: Iterable[Text]) -> None:
        self.known = preferred.known | _words_of(facts)
        self.texts = texts
        self.suggested = 0
        # Of all the words that are read, one in ten is another word.
        self.right = cache(self._right)

    @cached_property
    def used(self) -> list[str]:
        """Every word of the handbook that is spelt right, the ones used most first."""
        counted = Counter(word for text in self.texts for sentence in text.sentences for word in sentence.words if len(word) > 3)
        return [word for word, _ in counted.most_common() if self.right(word)]

    def check(self, text: Text) -> Iterator[Finding]:
        wrong: dict[str, Sentence] = {}
        for sentence in text.sentences:
            unknown = [word for word in sentence.words if not self.right(word)]
            if unknown:
                # The letters of an account number are no words.
                bank = {part for found in account(sentence.text, "") for part in words(found.text)}
                unknown = [word for word in unknown if word not in bank]
            if len(unknown) >= FOREIGN_WORDS and 2 * len(unknown) >= len(sentence.words):
                mend = 'Schrijf Nederlands, of zet onder deze alinea een regel: {: lang="en" }, met de code van de taal.'
                yield text.warning(sentence.line, "TAA008", f"Deze zin lijkt geen Nederlands: {shown(sentence)}", mend)
                continue
            for word in unknown:
                wrong.setdefault(word, sentence)
        for word, sentence in list(wrong.items())[:MISSPELT_SHOWN]:
            message = f"{quote(word)} staat niet in de woordenlijst: {shown(sentence)}"
            yield text.warning(sentence.line, "TAA006", message, self.mend(word))
        if len(wrong) > MISSPELT_SHOWN:
            message = f"Ook andere woorden op deze pagina staan niet in de woordenlijst: {len(wrong) - MISSPELT_SHOWN}."
            yield text.warning(None, "TAA006", message, "Los eerst de andere op.")

    def _right(self, word: str) -> bool:
        """A capital may come from the start of a sentence; a hyphenated word is right if every part is."""
        if len(word) == 1 or word in self.known or word.lower() in self.known:
            return True
        if word.startswith(CAPITAL_ONE):
            return self.right(f"é{word[1:]}")
        # The parts first: they are looked up anyway, the whole often is in no list.
        parts = word.split("-")
        if len(parts) > 1 and all(self.right(part) for part in parts if part):
            return True
        # In small letters first: it is looked up once for the middle of a sentence and for its beginning.
        return spelling.right(word.lower()) or spelling.right(word)

    def mend(self, word: str) -> str:
        self.suggested += 1
        near = spelling.near(word, self.used) if self.suggested <= SUGGESTED else ()
        meant = f"Bedoelt u {' of '.join(near)}? " if near else ""
        return f"{meant}Is het woord goed? Zet het dan in {TERMINOLOGY} onder jargon, of een naam onder namen."


def _words_of(facts: Variables) -> frozenset[str]:
    """The words of the facts: names of people and of the organisation are no spelling mistakes."""
    texts = [*_texts(facts.model_dump()), *_texts(facts.eigen.held)]
    return frozenset(word for text in texts for word in words(text))


def _texts(value: object) -> Iterator[str]:
    """Every value of the facts, however deep it stands."""
    if isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)
    else:
        yield str(value)
