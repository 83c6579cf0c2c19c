"""What forms of one Dutch word share: docs/stijl/zoek/woorden.js says it in the browser, and this the same to the build."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

SHORT = re.compile(r"^(.*dag|.*slag|.*verbod|bedrag|verdrag|oorlog|lid|glas|blad|pad|gat|verlof|.*kom|weg)en$")
WHOLE = re.compile(r"^(korting|kant|band|bond|mand|want)(?:en)?$")
ODD = {
    "leden": "lid",
    "steden": "stad",
    "kinderen": "kind",
    "schepen": "schip",
    "reden": "reden",
    "contacten": "contacten",
    "scholing": "scholing",
}
NATIVE = re.compile(r"(?:ander|beter|inner|gader|minder|beheer|luister|wonder|hinder|schilder)(?:en|t|d|de|den|ing|ingen)$")
PREFIX = re.compile(r"^(?:be|ge|her|ont|ver|aan|af|op|in|uit|door|mee|over|terug|weg|toe|voor)[^aeiouy]*$")
SMALL = (
    (re.compile(r"ootjes?$"), "o"),
    (re.compile(r"mpjes?$"), "m"),
    (re.compile(r"([aeouwlnr])tjes?$"), r"\1"),
    (re.compile(r"([^aeiou])jes?$"), r"\1"),
)
MANY = re.compile(r"(?:(?<![aeiou])[aeiou]|e[ao]|eau|[pt]|ie|el|em|[lr]m|foon)s$")
OPEN = re.compile(r"^(.*?)(?<![aeiouy])([aeou])([^aeiouyxw])$")


def fold(word: str) -> str:
    """The word in the one form in which words are compared: small, without accents and apostrophes."""
    return "".join(sign for sign in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(sign) and sign not in "'’")


@cache
def stem(word: str) -> str:
    """What the forms of a word share, of a word as it is compared (`fold`)."""
    if len(word) < 3 or re.search(r"\d", word):
        return word
    if len(word) < 4:
        return re.sub(r"([^aeiouw])\1$", r"\1", word)
    if odd := SHORT.search(word) or WHOLE.search(word):
        return odd[1]
    return ODD.get(word) or _shortened(word)


def _shortened(word: str) -> str:
    for ending, instead in SMALL:
        word = ending.sub(instead, word)
    if MANY.search(word) or (len(word) > 5 and word.endswith("ers")) or (len(word) > 6 and word.endswith("ens")):
        word = _off(word, 3, r"s$")
    before = word
    if not NATIVE.search(word):
        word = _off(word, 5, r"(?:eerden?|eert|eerd|eren)$")
    word = _off(word, 4, r"(?:ingen|ing)$")
    word = _off(word, 3, r"(?<!e)en$|(?<![aeiou])e$")
    if word != before:
        word = _closed(word)
    word = re.sub(r"([^aeiou])\1$", r"\1", _off(re.sub(r"dt$", "d", word), 4, r"(?<=[^aeiou])[td]$"))
    word = re.sub(r"([aeiouy].*[^aeiouy]|[iu])e(e[lrnm])$", r"\1\2", word)
    return re.sub(r"z$", "s", re.sub(r"v$", "f", re.sub(r"ia(al)$", r"i\1", word)))


def _off(word: str, least: int, ending: str) -> str:
    """The word without that ending, where so many signs are left."""
    found = re.search(ending, word)
    return word[: found.start()] if found and found.start() >= least else word


def _closed(word: str) -> str:
    if re.search(r"([^aeiou])\1$", word):
        return word[:-1]
    found = OPEN.search(word)
    if not found:
        return word
    start, vowel, end = found.groups()
    if re.search(r"(?:e[lrnm]|or)$", word) and re.search(r"[aeiouy]", start) and not PREFIX.search(start):
        return word
    return f"{start}{vowel}{vowel}{end}"
