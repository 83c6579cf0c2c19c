"""What an organisation calls the people it serves and those who work there, and how a page says it: the right article, one or more, a capital or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pydantic import Field

from handbook.sources.files.choices import Article
from handbook.sources.files.fields import Group, Text


class Woord(Group):
    """One noun."""

    woord: Text = Field(description="Het woord voor één mens, zoals bewoner.")
    lidwoord: Article = Field(description="De of het.")
    meervoud: Text = Field(description="Het woord voor meer mensen, zoals bewoners.")


class Mensen(Group):
    """The nouns by the words with which an author asks for them."""

    klant: Woord = Field(
        default=Woord.model_construct(woord="klant", lidwoord="de", meervoud="klanten"), description="Voor wie de organisatie werkt."
    )
    medewerker: Woord = Field(
        default=Woord.model_construct(woord="medewerker", lidwoord="de", meervoud="medewerkers"),
        description="Wie er bij de organisatie werkt.",
    )

    @property
    def words(self) -> frozenset[str]:
        """All of them, in small letters."""
        return frozenset(word.lower() for one in (self.klant, self.medewerker) for word in (one.woord, one.meervoud))


NOUNS: Mapping[str, tuple[str, bool]] = {
    "klant": ("klant", False),
    "klanten": ("klant", True),
    "medewerker": ("medewerker", False),
    "medewerkers": ("medewerker", True),
}
"""Whom an author means by a noun, and whether it is more than one."""

BEFORE_ONE: Mapping[str, str] = {
    **{word: word for word in ("een", "geen", "uw", "zo'n")},
    "de": "het",
    "deze": "dit",
    "die": "dat",
    "elke": "elk",
    "iedere": "ieder",
    "onze": "ons",
    "dezelfde": "hetzelfde",
}
"""What may stand before a single one, with what it becomes before a word with het."""

BEFORE_MORE = ("alle", "de", "deze", "die", "dezelfde", "geen", "onze", "uw")


def _phrases() -> Iterator[str]:
    for noun, (_, more) in NOUNS.items():
        for phrase in (noun, *(f"{before} {noun}" for before in (BEFORE_MORE if more else BEFORE_ONE))):
            yield from (phrase, phrase[0].upper() + phrase[1:])


PHRASES = frozenset(_phrases())
"""Everything that can be asked for: klanten, de klant, Een medewerker."""


def meant(phrase: str) -> str:
    """Whom a phrase means: klant or medewerker."""
    return NOUNS[phrase.split(" ")[-1].lower()][0]


def said(people: Mensen, phrase: str) -> str:
    """A phrase of PHRASES in the organisation's own words: `de klant` is `het kind`, `Klanten` is `Kinderen`."""
    *before, noun = phrase.split(" ")
    key, more = NOUNS[noun.lower()]
    own: Woord = getattr(people, key)
    first = [BEFORE_ONE[one.lower()] if _neuter(people, phrase) else one.lower() for one in before]
    text = " ".join([*first, own.meervoud if more else own.woord])
    return text[0].upper() + text[1:] if phrase[0].isupper() else text


SPOKEN = re.compile(
    rf"(?<![\w\[-])(?P<phrase>{'|'.join(sorted(map(re.escape, PHRASES), key=len, reverse=True))})(?![\w-])(?P<behind>,? die\b)?"
)
"""A phrase, and the word behind it that leads on about the same one: een klant die belt."""


def in_text(people: Mensen, text: str) -> str:
    """A text that says klant or medewerker in the organisation's own words; "klantgegevens" is a word of its own."""
    return SPOKEN.sub(lambda m: f"{said(people, m['phrase'])}{_behind(people, m)}", text)


def _behind(people: Mensen, found: re.Match[str]) -> str:
    behind = found["behind"] or ""
    return behind.replace("die", "dat") if _neuter(people, found["phrase"]) else behind


def _neuter(people: Mensen, phrase: str) -> bool:
    """Whether the own word for what a phrase says of one is a word with het."""
    key, more = NOUNS[phrase.split(" ")[-1].lower()]
    own: Woord = getattr(people, key)
    return own.lidwoord == "het" and not more


COMPOUND = re.compile(rf"(?<![\w-])(?!(?:{'|'.join(NOUNS)})(?!\w))(klant|medewerker)", re.IGNORECASE)
"""A word that is made with one of the nouns, such as klantenlijst: nobody can tell what it is with another one."""


def looked_for(people: Mensen, words: str) -> str:
    """Words by which somebody looks, in the organisation's own; empty where they say a word that it does not use, and cannot be said with its own."""
    compound = COMPOUND.search(words)
    if compound and getattr(people, meant(compound[1])) != getattr(Mensen(), meant(compound[1])):
        return ""
    bent = any(_needs_ending(people, found, words[: found.start()]) for found in SPOKEN.finditer(words))
    return "" if bent else in_text(people, words)


def _needs_ending(people: Mensen, found: re.Match[str], before: str) -> bool:
    """Whether an adjective stands before a single noun that is a word with het, in its own language another one: boze klant, boos kind."""
    return _neuter(people, found["phrase"]) and before.endswith("e ") and " " not in found["phrase"]
