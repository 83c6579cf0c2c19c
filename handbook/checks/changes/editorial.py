"""A revision that says that only words change, changes nothing for anybody: no rule goes or comes, nor a word that decides what somebody must or may do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import yaml

from handbook.checks import published
from handbook.checks.changes import shape, since
from handbook.core.change_kind import EDITORIAL
from handbook.core.dutch import TENS, UP_TO_TWENTY, enumeration
from handbook.core.findings import Finding, Level, SourceFile, quote
from handbook.core.status import Status
from handbook.redline import Article, Change
from handbook.sources import Sources
from handbook.sources.declared_changes import KEY
from handbook.sources.revisions import Revision

LIST = Path(__file__).with_name("duty_words.yml")

RULES = frozenset({"lid", "tekst", "tabel"})
"""The parts of an article that are rule text; boxes explain it."""

WORD = re.compile(r"[0-9]+(?:[.,:-][0-9]+)*|[^\W\d_]+|[€%]")
"""A number as it was typed, or a word: letters alone, so that "HR-afdeling" names HR."""

COMPOUND = {20: "twintig", **{number: word for number, word in TENS.items() if number < 100}}
NUMBERS = {**{word: str(number) for number, word in enumerate(UP_TO_TWENTY)}, **{word: str(number) for number, word in TENS.items()}}

NAMED = 5
"""How many words a sentence names."""

MATERIAL = "Verandert er iets in wat iemand moet of mag? Schrijf dan: aard: materieel."
MEND = f"{MATERIAL} Zet anders de woorden terug."
SAY = """Noem dan onder wijzigingen al deze woorden, zoals: wat: '"accoord" is nu "akkoord".'"""
"""Who writes them down has seen them, and so does who reads the note."""


def check(sources: Sources) -> Iterator[Finding]:
    """What contradicts the kind, and after that the articles of which only a person can tell."""
    yield from contested(sources)
    yield from unsure(sources)


@lru_cache(1)
def contested(sources: Sources) -> tuple[Finding, ...]:
    """Held against the text that was published before; of the first one nobody can say what it changes. Counted once: what the law asks hangs on it too."""
    newest = _newest(sources)
    return (*_felt(newest), *_found(sources, newest)) if newest else ()


def _newest(sources: Sources) -> Revision | None:
    """The revision that says so; None where it is published, for then nobody can say anything else of it."""
    newest = sources.revisions[0] if sources.revisions else None
    return newest if newest and newest.facts.aard == EDITORIAL and not published.has(sources, newest) else None


def _felt(newest: Revision) -> Iterator[Finding]:
    """What means something to people is no matter of words, whatever its words are."""
    for number, one in enumerate(newest.facts.wijzigingen):
        if one.betekent:
            message = f"De aard is redactioneel, en toch staat er wat een wijziging betekent voor wie haar leest: {quote(one.betekent)}."
            mend = "Merkt iemand er iets van? Schrijf dan: aard: materieel. Merkt niemand er iets van? Haal dan de regel met betekent: weg."
            yield _finding(newest, "REV039", message, mend, KEY, number, "betekent")


def _found(sources: Sources, newest: Revision) -> Iterator[Finding]:
    for change, where in _changes(sources):
        if change.old is None or change.new is None:
            message = f"De aard is redactioneel, maar {where} is {'nieuw' if change.new else 'vervallen'}."
            yield _finding(newest, "REV035", message, MEND, "aard")
            continue
        words, whole = told(change.old, change.new), counted(change.old, change.new)
        also = f"; ook is {whole}" if whole else ""
        if words:
            message = f"De aard is redactioneel, maar in {where} veranderen woorden die bepalen wat iemand moet of mag: {words}{also}."
            yield _finding(newest, "REV035", message, MEND, "aard")
        elif whole:
            yield _finding(newest, "REV035", f"De aard is redactioneel, maar in {where} is {whole}.", MEND, "aard")


def unsure(sources: Sources) -> Iterator[Finding]:
    """Rules with another word of which no list says that it decides anything: "in de kantine" for "in de pauze" is another rule."""
    newest = _newest(sources)
    for change, where in _changes(sources) if newest else ():
        if newest and not material(change) and (words := _other_words(change)) and not _named(newest, change):
            message = f"De aard is redactioneel, en in {where} staan andere woorden: {words}."
            mend = f"Lees de oude en de nieuwe tekst naast elkaar. {MATERIAL} Blijft dat gelijk? {SAY}"
            yield _finding(newest, "REV040", message, mend, "aard", level="waarschuwing")


def _changes(sources: Sources) -> Iterator[tuple[Change, str]]:
    """What changed since the text before, with what each article is called: artikel 1.2 ("Pauze")."""
    redline = since.changes(sources)
    for change in redline.changes if redline else ():
        yield change, f"artikel {change.article.number} ({quote(change.article.title)})"


def _finding(newest: Revision, code: str, message: str, mend: str, *key: str | int, level: Level | None = None) -> Finding:
    """Who is still writing is told, and not stopped."""
    own: Level = "waarschuwing" if newest.facts.status == Status.CONCEPT else "fout"
    return SourceFile(f"docs/{newest.source}").finding(newest.line(*key), code, message, mend, level or own)


def material(change: Change) -> bool:
    """Whether it changes what somebody must or may do, as far as its words and their number of sentences tell."""
    return change.old is None or change.new is None or bool(told(change.old, change.new) or counted(change.old, change.new))


def only_order(change: Change) -> bool:
    """Whether its rules have the same words as before, in whatever order: of any other word only a person can tell that nobody must or may more or less."""
    return change.old is not None and change.new is not None and not _other_words(change)


def _other_words(change: Change) -> str:
    """The words that went and came; empty where none did, or the article itself went or came."""
    return ", ".join(f"{how} {_few(words)}" for how, words in zip(("weg", "erbij"), _differing(change), strict=True) if words)


def _differing(change: Change) -> tuple[Counter[str], Counter[str]]:
    """What went and what came, in the order in which it was typed."""
    old, new = (Counter(word.lower() for word in _typed(one)) if one else Counter[str]() for one in (change.old, change.new))
    return (old - new, new - old) if change.old and change.new else (Counter(), Counter())


def _named(newest: Revision, change: Change) -> bool:
    """Whether a note that somebody wrote or read names every word that went or came."""
    notes = (one.wat for one in newest.facts.wijzigingen if change.id in one.ids and one.nagelezen)
    said = {word.lower() for note in notes for word in WORD.findall(note)}
    return all(words.keys() <= said for words in _differing(change))


def _few(words: Counter[str]) -> str:
    """The first of them, quoted, and how many more there are."""
    rest = len(words) - NAMED
    return enumeration([*map(quote, [*words][:NAMED]), *([f"nog {rest}"] if rest > 0 else [])])


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
    for typed in _typed(article):
        if word := _duty(typed.lower()):
            found.setdefault(word, []).append(typed)
    return found


def _typed(article: Article) -> Iterator[str]:
    """The words and numbers of the rules of an article, as they were typed."""
    for part in shape.rules(article, RULES):
        yield from WORD.findall(part.text)


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
