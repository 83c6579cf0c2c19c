"""Measures how easily a Dutch sentence reads: syllables, Flesch-Douma, passive voice, form of address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from handbook.sources.printed.sentences import Sentence

VOWELS = re.compile(r"aai|ooi|oei|eeuw|ieuw|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|[aeiouy]")
"""Spellings of one vowel sound; eo, ea, ia and io are two."""

DIAERESIS = str.maketrans("ëïöüä", "eiouä")
ACCENTS = str.maketrans("áàâéèêíìîóòôúùûæœç", "aaaeeeiiiooouuueec")

TO_BECOME = frozenset("word wordt worden werd werden geworden".split())
TO_BE = frozenset("is zijn was waren bent ben".split())
PARTICIPLE = re.compile(r"(?:\w*ge\w{2,}(?:d|t|en)|(?:be|ver|ont|her|er|mis)\w{2,}(?:d|t|en)|\w+eerd)")
NO_PARTICIPLE = frozenset(
    (
        "gegevens gebied geval gevallen gevolgen gevolg gemeente gebeurtenissen geheimen gesprekken geven gelden genoeg bericht berichten beeld "
        "beelden bent betekent beleid beroep besluiten bestand bestanden verkeerd verschillend verschil verhaal herkenbaar eerst erbij "
        "gegeven gezicht geld gelijk gedrag geluid gezinnen gedachten betrokken verantwoordelijk belangen belang bedrijven behalve "
        "ernst ergens vereniging beoordelen bewaren beslissen verwijderen verspreiden vertellen betekenen gebruiken"
    ).split()
)

FORMAL = frozenset("u uw uzelf uwe".split())
FAMILIAR = frozenset("je jij jou jouw jezelf jullie".split())


@dataclass(frozen=True)
class Measure:
    """How a text reads: words, sentences and syllables in all."""

    words: int
    sentences: int
    syllables: int

    @property
    def ease(self) -> float:
        """Flesch-Douma, the formula of 1960 for Dutch: 100 is easy, 45 takes effort. An empty text is easy."""
        if not self.words:
            return 100.0
        return 206.835 - 0.93 * self.words / self.sentences - 77 * self.syllables / self.words


@cache
def syllables(word: str) -> int:
    """The syllables of a word as it is said; an abbreviation in capitals is spelt out."""
    if word.isupper() and len(word) < 5:
        return len(word)
    # A diaeresis begins a syllable: ideeën is idee-en.
    parts = word.lower()
    if not parts.isascii():
        parts = re.sub(r"(?=[ëïöüä])", "-", parts).translate(DIAERESIS).translate(ACCENTS)
    return max(1, len(VOWELS.findall(parts)))


def measure(sentences: Iterable[Sentence]) -> Measure:
    """The running text among `sentences`; headings, tables and quotations, such as those from the law, do not count."""
    found = [s.words for s in sentences if s.kind == "text" and s.words]
    return Measure(sum(map(len, found)), len(found), sum(syllables(w) for one in found for w in one))


def hardest(sentences: Sequence[Sentence]) -> Sentence:
    """The sentence that makes the text hard to read."""
    running = [s for s in sentences if s.kind == "text" and s.words]
    return min(running, key=lambda s: (measure([s]).ease, s.line))


def passive(sentence: Sentence) -> bool:
    """Whether the sentence hides who does it: worden with a participle, or zijn with one and door."""
    found = [w.lower() for w in sentence.own_words]
    if not (not TO_BECOME.isdisjoint(found) or ("door" in found and not TO_BE.isdisjoint(found))):
        return False
    # Longer words are no participles, and matching them is slow.
    return any(len(w) < 40 and w not in NO_PARTICIPLE and PARTICIPLE.fullmatch(w) for w in found)


def address(sentence: Sentence, form: str) -> list[str]:
    """The words outside quotations that address the reader with the other form than `form` (u or je)."""
    other = FAMILIAR if form == "u" else FORMAL
    return [w for w in sentence.own_words if w.lower() in other]
