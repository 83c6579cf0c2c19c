"""The words of a Dutch text with where its sentences and clauses begin, and the kinds of words by which a clause is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from handbook.sources.printed.sentences import WORD

INVERTING = frozenset(
    "dan daarna daarom nu hier daar zo eerst toch soms meestal vaak later straks vandaag morgen gisteren altijd nooit verder bovendien "
    "daarvoor daarmee daarover daarbij daarin daaraan daarop ook pas anders tenslotte ten inmiddels onlangs zelf liever alleen blij toen "
    "online al hoe waar waarom wanneer wat waarmee waarvoor waarover waarop waaraan".split()
)
"""Words in front of a verb after which its subject comes behind it."""

ASKING = frozenset("hoe welk welke hoeveel".split())
PREPOSITIONS = frozenset(
    "aan achter behalve bij binnen buiten door gedurende in langs met na naar naast namens om onder op over per sinds te tegen tijdens "
    "tot tussen uit van vanaf vanwege via volgens voor wegens zonder".split()
)
STRESSED = frozenset("aan door over tegen van volgens zonder".split())
"""Prepositions behind which je sounds too light: van jou."""

WHEN = frozenset(
    "als aangezien doordat hoewel indien mits nadat nu ofschoon omdat sinds tenzij terwijl toen tot totdat voordat wanneer zodat zodra "
    "zolang hoe of waar waarom wat welk welke hoeveel".split()
)
"""Words that begin a clause which is a part of the sentence behind it: its comma is followed by verb and subject."""

SUBJECTS = frozenset("hij zij men".split())
"""Words that are always the subject of the verb behind them: zij stuurt u."""

AFFECTING = frozenset(
    "beweegt bindt boeit brengt drijft ergert helpt houdt interesseert kost motiveert overkomt past raakt spreekt staat stoort "
    "treft trekt verbaast wacht weerhoudt".split()
)
"""Verbs of which a thing is the subject and a person the object: wat helpt u?"""

JOINING = frozenset("en of maar want dus".split())
LINKS = (WHEN - {"nu", "toen"}) | JOINING | frozenset("dat die wie zoals alsof opdat dan evenals".split())
"""Words that begin a clause."""

ARTICLES = frozenset("de het een geen elk elke ieder iedere die dat deze dit ons onze mijn zijn haar hun uw je welke".split())
POINTING = frozenset("die dat deze dit".split())
"""Those of them that can stand alone too: dit vult u in."""

NO_VERBS = frozenset(
    "achteraf best direct echt eerst het juist laatst liefst meest met naast net niet nooit ooit recht slecht uit vast".split()
)
"""Words that end in a t in front of u, and are no verb that loses it."""

LIGHT = frozenset("ook alleen zelfs juist behalve zowel".split())
"""Words that stress the one behind them: whether that is jij or jou, they do not tell."""

SENTENCE_END = re.compile(r"[.?!…]")
CLAUSE_END = re.compile(r"[.?!…,;:(–—]")
HOUR = re.compile(r" \d{1,2}(?:[.:]\d\d)? ")


@dataclass
class Word:
    """A word of the text; `opens` is whether a clause begins with it, `first` whether a sentence does, `ours` whether it may change.

    A word of a fact is read and never changed; one of a quotation is not read either, and is empty in small letters (`low`).
    """

    start: int
    end: int
    text: str
    opens: bool = True
    first: bool = True
    ours: bool = True
    low: str = ""


def words_of(text: str, facts: list[tuple[int, int]], quoted: list[tuple[int, int]]) -> list[Word]:
    """The words with what stands between them: which begin a sentence, and which a clause."""
    found = [Word(m.start(), m.end(), m[0]) for m in WORD.finditer(text)]
    for word in found:
        read = not text[word.end : word.end + 1].isdigit() and not any(start <= word.start < end for start, end in quoted)
        word.ours = read and not any(start <= word.start < end for start, end in facts)
        word.low = word.text.lower() if read else ""
    for before, word in pairwise(found):
        between = text[before.end : word.start]
        same = not word.ours and not before.ours
        ends = bool(SENTENCE_END.search(between)) and not word.text[0].islower()
        word.first = not same and (ends or ":" in between or ";" in between)
        word.opens = word.first or (not same and bool(CLAUSE_END.search(between)) and "." not in between)
        if word.text == "u" and HOUR.fullmatch(between) and before.text.lower() in PREPOSITIONS:
            # Before 17.00 u: hours, and nobody who is spoken to.
            word.ours = False
    return found
