"""A revision that says that only words change, changes none of the words that decide what somebody must or may do, and drops or adds no rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import yaml

from handbook.checks.changes import shape, since
from handbook.core.dutch import TENS, UP_TO_TWENTY, enumeration
from handbook.core.findings import Finding, Level, SourceFile, quote
from handbook.core.status import Status
from handbook.redline import Article, Change
from handbook.sources import Sources

LIST = Path(__file__).with_name("duty_words.yml")

RULES = frozenset({"lid", "tekst", "tabel"})
"""The parts of an article that are rule text; boxes explain it."""

WORD = re.compile(r"[0-9]+(?:[.,:-][0-9]+)*|[^\W\d_]+|[€%]")
"""A number as it was typed, or a word: letters alone, so that "HR-afdeling" names HR."""

COMPOUND = {20: "twintig", **{number: word for number, word in TENS.items() if number < 100}}
NUMBERS = {**{word: str(number) for number, word in enumerate(UP_TO_TWENTY)}, **{word: str(number) for number, word in TENS.items()}}


MEND = "Verandert er iets in wat iemand moet of mag? Schrijf dan: aard: materieel. Zet anders de woorden terug."


@lru_cache(1)
def check(sources: Sources) -> tuple[Finding, ...]:
    """Held against the text that was published before; of the first one nobody can say what it changes. Counted once: what the law asks hangs on it too."""
    return tuple(_found(sources))


def _found(sources: Sources) -> Iterator[Finding]:
    newest = sources.revisions[0] if sources.revisions else None
    if newest is None or newest.facts.aard != "redactioneel":
        return
    redline = since.changes(sources)
    file, line = SourceFile(f"docs/{newest.source}"), newest.line("aard")
    level: Level = "waarschuwing" if newest.facts.status == Status.CONCEPT else "fout"
    for change in redline.changes if redline else ():
        where = f"artikel {change.article.number} ({quote(change.article.title)})"
        if change.old is None or change.new is None:
            message = f"De aard is redactioneel, maar {where} is {'nieuw' if change.new else 'vervallen'}."
            yield file.finding(line, "REV035", message, MEND, level)
            continue
        words, whole = told(change.old, change.new), counted(change.old, change.new)
        also = f"; ook is {whole}" if whole else ""
        if words:
            message = f"De aard is redactioneel, maar in {where} veranderen woorden die bepalen wat iemand moet of mag: {words}{also}."
            yield file.finding(line, "REV035", message, MEND, level)
        elif whole:
            yield file.finding(line, "REV035", f"De aard is redactioneel, maar in {where} is {whole}.", MEND, level)


def material(change: Change) -> bool:
    """Whether it changes what somebody must or may do, as far as its words and their number of sentences tell."""
    return change.old is None or change.new is None or bool(told(change.old, change.new) or counted(change.old, change.new))


def only_order(change: Change) -> bool:
    """Whether its rules have the same words as before, in whatever order: of any other word only a person can tell that nobody must or may more or less."""
    if change.old is None or change.new is None:
        return False
    old, new = (
        Counter(word.lower() for part in shape.rules(one, RULES) for word in WORD.findall(part.text)) for one in (change.old, change.new)
    )
    return old == new


def told(before: Article, after: Article) -> str:
    """The words of duty that went and came; empty where none did."""
    old, new = duties(before), duties(after)
    parts = (("weg", _shown(old, new)), ("erbij", _shown(new, old)))
    return ", ".join(f"{how} {enumeration(words)}" for how, words in parts if words)


def counted(before: Article, after: Article) -> str:
    """What went and came of its rules, whole; empty where only words did."""
    return shape.told(shape.rules(before, RULES), shape.rules(after, RULES))


Duties = dict[str, list[str]]
"""Each word of duty in its first form, with the words as they were typed."""


def _shown(these: Duties, others: Duties) -> list[str]:
    """What these have and the others lack, quoted, with how often where that is more than once."""
    more = {word: len(typed) - len(others.get(word, ())) for word, typed in these.items()}
    return [f"{quote(these[word][-1])}{f' ({often} keer)' if often > 1 else ''}" for word, often in more.items() if often > 0]


def duties(article: Article) -> Duties:
    """The words of duty in the rules of an article, and its numbers, in figures or in words; where they stand counts for nothing."""
    found: Duties = {}
    for part in shape.rules(article, RULES):
        for typed in WORD.findall(part.text):
            if word := _duty(typed.lower()):
                found.setdefault(word, []).append(typed)
    return found


def _duty(word: str) -> str:
    return word if word[0].isdigit() else _forms().get(word) or _number(word)


@cache
def _forms() -> dict[str, str]:
    """Every form of a word, with the word."""
    kinds = yaml.safe_load(LIST.read_text("utf-8"))
    return {form: word for words in kinds.values() for word, forms in words.items() for form in forms}


@cache
def _number(word: str) -> str:
    """A number in words as figures; nothing where it is another word. One in "vierentwintig" stands before the tens."""
    if word in NUMBERS:
        return NUMBERS[word]
    for ten, tens in COMPOUND.items():
        ones = word.removesuffix(tens)
        if ones != word and re.fullmatch(r"(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)[eë]n", ones):
            found = next(number for number, one in enumerate(UP_TO_TWENTY) if number and ones.startswith(one.replace("é", "e")))
            return str(ten + found)
    return ""
