"""Says a text that is written in the u-form with je: which words change, and where the words alone do not tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from handbook.sources.data.form_of_address import Pairs
from handbook.sources.files.fields import Group
from handbook.sources.printed.clauses import (
    AFFECTING,
    ARTICLES,
    ASKING,
    CLAUSE_END,
    INVERTING,
    JOINING,
    LIGHT,
    LINKS,
    NO_VERBS,
    POINTING,
    PREPOSITIONS,
    SENTENCE_END,
    STRESSED,
    SUBJECTS,
    WHEN,
    Word,
    words_of,
)
from handbook.sources.printed.sentences import ADDRESS, QUOTED, words
from handbook.sources.variables import Variables

SPOKEN = re.compile(r"(?<![\w'’-])(?:u|uw|uwe|uws|uzelf|alstublieft)(?![\w'’-])", re.IGNORECASE)
"""What a text holds that must be said otherwise; most texts hold nothing of it."""

ALWAYS = {"uw": "je", "uws": "jouws", "uwe": "jouwe", "uzelf": "jezelf", "alstublieft": "alsjeblieft"}
ONLY_U = {"bent": "ben", "hebt": "heb", "kunt": "kun", "wilt": "wil", "zult": "zul"}
"""Verbs that nobody but u has: in front of u they are those of u."""

HAS = "heeft"


@dataclass(frozen=True)
class Doubt:
    """A place that the pairs do not decide: the line that would, and the group of the file to put it in."""

    group: str
    left: str
    right: str


@dataclass(frozen=True)
class Said:
    """A text in the je-form, as the changed words with where each stood, and what is not decided."""

    changes: tuple[tuple[int, int, str], ...] = ()
    doubts: tuple[Doubt, ...] = ()


LETTER = re.compile(r"\W*[Uu]\W*")
"""A heading in an alphabet, with the sign of its address."""

IN_SENTENCES = frozenset({"momenten", "uren"})
"""Facts that are no names: they are said with je as the sentence around them is."""


@dataclass(frozen=True, eq=False)
class Familiar:
    """The pairs of a handbook and the facts that stay as they are typed."""

    verbs: Mapping[str, str]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]
    kept: tuple[str, ...]
    names: frozenset[tuple[str, ...]] = frozenset()
    """Facts that begin with a capital, in the words that they are made of: who acts in a sentence that begins with one, is not the reader."""

    @classmethod
    def chosen(cls, pairs: Pairs, facts: Variables) -> Familiar | None:
        """What says the text with je where `facts` ask for that; None where they do not, or where there is no list to say it by."""
        return cls.of(pairs, facts) if facts.handboek.aanspreekvorm == "je" and pairs.there else None

    @classmethod
    def of(cls, pairs: Pairs, facts: Group) -> Familiar:
        phrases: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        for left, right in pairs.told.zinsdelen.items():
            formal = tuple(word.lower() for word in words(left))
            phrases.setdefault(formal[0], []).append((formal, tuple(words(right))))
        longest = {first: tuple(sorted(some, key=lambda one: -len(one[0]))) for first, some in phrases.items()}
        verbs = {left.lower(): right for left, right in pairs.told.werkwoorden.items()}
        # One word of them, such as the chosen form of address, is a word of the language too.
        names = {tuple(word.lower() for word in words(text)) for text in _texts(facts) if text[:1].isupper()}
        kept = {text for text in _texts(facts) if len(words(text)) > 1 and (SPOKEN.search(text) or CLAUSE_END.search(text))}
        return cls({**verbs, **ONLY_U}, longest, tuple(sorted(kept, key=lambda text: (-len(text), text))), frozenset(names))

    @cached_property
    def _kept(self) -> re.Pattern[str] | None:
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, self.kept)) + r")(?!\w)") if self.kept else None

    @cached_property
    def turned(self) -> frozenset[str]:
        """Verbs in front of u that lose their t in most of the pairs decided by hand: who or what `gebruikt u`, is nobody."""
        told: Counter[str] = Counter()
        for formal, right in (pair for pairs in self.phrases.values() for pair in pairs):
            for at, (verb, subject) in enumerate(pairwise(formal)):
                if subject == "u" and self.verbs.get(verb, verb) != verb:
                    told[verb] += 1 if right[at].lower() == self.verbs[verb] else -1
        return frozenset(verb for verb, times in told.items() if times > 0)

    def text(self, text: str) -> str:
        """`text` in the je-form."""
        return apply(text, self.said(text).changes)

    def said(self, text: str, quoted: tuple[tuple[int, int], ...] = ()) -> Said:
        """What changes in one paragraph, heading or cell outside `quoted`, and what nobody can tell."""
        # A letter of the alphabet speaks to nobody.
        return _said(self, text, quoted) if SPOKEN.search(text) and not LETTER.fullmatch(text) else Said()

    def facts(self, text: str) -> list[tuple[int, int]]:
        """The parts of `text` that are facts, and stay as they are."""
        return [m.span() for m in self._kept.finditer(text)] if self._kept else []


def apply(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """`text` with each part from `start` to `end` replaced."""
    parts, at = [], 0
    for start, end, word in changes:
        parts += [text[at:start], word]
        at = end
    return "".join([*parts, text[at:]])


def _texts(value: object) -> Iterator[str]:
    """Every text among the facts, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Group):
        for name, part in value:
            if name not in IN_SENTENCES:
                yield from _texts(part)
    elif isinstance(value, Mapping):
        yield from (text for part in value.values() for text in _texts(part))
    elif isinstance(value, tuple | list):
        yield from (text for part in value for text in _texts(part))


@lru_cache(10_000)
def _said(familiar: Familiar, text: str, quoted: tuple[tuple[int, int], ...]) -> Said:
    return _Sentence(familiar, text, quoted).said()


class _Sentence:
    """Decides word by word what one paragraph, heading or cell becomes."""

    def __init__(self, familiar: Familiar, text: str, quoted: tuple[tuple[int, int], ...]) -> None:
        self.familiar, self.whole = familiar, text
        unread = [m.span() for pattern in (QUOTED, ADDRESS) for m in pattern.finditer(text)]
        self.words = words_of(text, familiar.facts(text), [*quoted, *unread])
        self.new: dict[int, str] = {}
        self.decided: set[int] = set()
        self.inverted: set[int] = set()
        self.doubts: list[Doubt] = []

    def said(self) -> Said:
        self._phrases()
        for at, word in enumerate(self.words):
            if at in self.decided or not word.ours:
                continue
            if word.low == "u":
                self._u(at)
            elif word.low in ALWAYS:
                self.new[at] = ALWAYS[word.low]
        changed = [(self.words[at], new) for at, new in sorted(self.new.items()) if self.words[at].ours and new != self.words[at].low]
        changes = [(word.start, word.end, _as(word, new)) for word, new in changed]
        return Said(tuple(changes), tuple(self.doubts))

    def low(self, at: int) -> str:
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def closes(self, at: int) -> bool:
        """Whether a clause ends with the word at `at`."""
        return at + 1 >= len(self.words) or self.words[at + 1].opens

    def _phrases(self) -> None:
        """What was decided by hand: the longest pair first."""
        at = 0
        while at < len(self.words):
            found = next((pair for pair in self.familiar.phrases.get(self.low(at), ()) if self._here(at, pair[0])), None)
            if found:
                for offset, right in enumerate(found[1]):
                    self.new[at + offset] = right
                    self.decided.add(at + offset)
                    if right != self.words[at + offset].text and self.low(at + offset) in self.familiar.verbs:
                        self.inverted.add(at + offset)
            at += len(found[0]) if found else 1

    def _here(self, at: int, formal: tuple[str, ...]) -> bool:
        """Whether the words of a pair stand at `at`, within one sentence."""
        if not all(self.low(at + offset) == word for offset, word in enumerate(formal)):
            return False
        between = pairwise(self.words[at : at + len(formal)])
        return not any(after.text[0].isupper() and SENTENCE_END.search(self.whole[before.end : after.start]) for before, after in between)

    def _u(self, at: int) -> None:
        self.new[at] = "je"
        before = self.low(at - 1) if at and not self.words[at].opens else ""
        subject = self._verb(at) if before else True
        if before in STRESSED:
            self.new[at] = "jou"
        elif self._stressed(at, before):
            self._doubt(at - 1, at + 1, "jij")
        if subject or before in LINKS:
            self._rest(at, before)

    def _stressed(self, at: int, before: str) -> bool:
        """Whether jij or jou may be meant, and the words do not say which."""
        joined = self.low(at + 1) in ("en", "of") and not self.closes(at) and (not before or before in LINKS)
        last = self.closes(at) and before in ("en", "of", "dan", "als", "zoals")
        compared = before == "dan" and self.low(at - 2) in ("anders", "anderen")
        return before in LIGHT or last or joined or compared

    def _verb(self, at: int) -> bool:
        """Whether u is the subject of the verb in front of it, which then loses its t."""
        word = self.words[at - 1]
        if word.text[0].isupper() and not word.opens:
            # A name within the clause: dan helpt Bakkerij Smit u.
            return False
        verb = word.low
        known = self.familiar.verbs.get(verb)
        if known is None:
            if verb.endswith("t") and verb not in NO_VERBS | LINKS and not self._noun(at - 1):
                if self._inverts(at - 1):
                    self.doubts.append(Doubt("werkwoorden", verb, verb[:-1]))
                else:
                    self._doubt(at - 2, at)
            return verb not in NO_VERBS and not verb.endswith("t")
        inverts = True if verb in ONLY_U else self._inverts(at - 1)
        if inverts is None and known != verb:
            self._doubt(at - 2, at)
        if inverts:
            self._invert(at - 1)
        return bool(inverts)

    def _noun(self, at: int) -> bool:
        """Whether the word in front makes the one at `at` a noun; one that points, and with which the clause begins, may stand alone."""
        before = self.low(at - 1)
        begins = at and (self.words[at - 1].opens or self.low(at - 2) in JOINING)
        return before in ARTICLES and not (before in POINTING and begins)

    def _invert(self, verb: int) -> None:
        """Takes the t of the verb at `verb`, and of one that shares its subject: belt of mailt u."""
        self.new[verb] = self.familiar.verbs[self.low(verb)]
        self.inverted.add(verb)
        if self.low(verb - 1) in ("en", "of") and self.low(verb - 2) in self.familiar.verbs and not self.words[verb].opens:
            self._invert(verb - 2)

    def _inverts(self, verb: int) -> bool | None:
        """Whether the subject stands behind the verb at `verb`; None where the words do not tell."""
        if self.words[verb].text[0].isupper():
            return True
        begin = next(at for at in range(verb, -1, -1) if self.words[at].opens)
        lead = [self.low(at) for at in range(begin, verb)]
        goes_on = self._asked(verb) or any(self._same_sentence(at, verb) for at in self.inverted)
        while lead and lead[0] in JOINING:
            lead = lead[1:]
        if not lead:
            return True if self.words[begin].first or goes_on or self._after_clause(begin) else None
        if lead[-1] in SUBJECTS or tuple(lead) in self.familiar.names:
            return False
        if lead == ["wat"] and self.low(verb) in AFFECTING:
            return None
        if all(word in INVERTING for word in lead) or lead[0] in PREPOSITIONS or (lead[0] in ASKING and len(lead) < 4):
            return True
        if lead[-1] in JOINING and (goes_on or lead[0] in INVERTING):
            return True
        return None

    def _asked(self, at: int) -> bool:
        """Whether the sentence is a question: every verb that begins a part of it has its subject behind it."""
        end = next((later for later in range(at + 1, len(self.words)) if self.words[later].first), len(self.words))
        return self.whole[self.words[end - 1].end :].lstrip(")").startswith("?")

    def _same_sentence(self, at: int, other: int) -> bool:
        return at < other and not any(word.first for word in self.words[at + 1 : other + 1])

    def _after_clause(self, begin: int) -> bool:
        """Whether what stands before the comma in front of `begin` is a part of this sentence, such as: als u twijfelt."""
        first = next(at for at in range(begin - 1, -1, -1) if self.words[at].first)
        opening = self.low(first)
        known = opening in WHEN | PREPOSITIONS | INVERTING or opening in self.familiar.verbs
        verb = opening.endswith("t") and opening not in NO_VERBS | ARTICLES | LINKS
        return known or verb or (opening in LIGHT and self.low(first + 1) in WHEN)

    def _rest(self, at: int, before: str) -> None:
        """What follows u as its subject, in the same clause: heeft and zich."""
        for later in range(at + 1, len(self.words)):
            word = self.words[later]
            if word.opens or (word.low in LINKS and word.low not in ("en", "dan")) or later in self.decided:
                return
            if word.low == "zich" and not self._other_subject(at, later):
                self.new[later] = "je"
            elif word.low == HAS:
                if before == "die":
                    self._doubt(at - 1, later)
                elif self._begins(at, before):
                    self.new[later] = "hebt"
                return

    def _begins(self, at: int, before: str) -> bool:
        """Whether u is the subject with which its clause begins: als u, waarvan u, welke accounts u."""
        asked = any(self.low(at - back) in ASKING and not self.words[at - back + 1].opens for back in (2, 3) if back <= at)
        return not before or before in LINKS or before.startswith("waar") or asked

    def _other_subject(self, at: int, later: int) -> bool:
        return any(self.low(between) in ("iemand", "hij", "zij", "wie") for between in range(at + 1, later))

    def _doubt(self, first: int, last: int, said: str = "je") -> None:
        """Asks for the words from `first` to `last`, and gives what they most often become."""
        # A word of a quotation is none of the sentence.
        shown = [word.low for word in self.words[max(first, 0) : last + 1] if word.low]
        often = {**ALWAYS, "u": said, HAS: "hebt"} if shown[-1] == HAS else {**ALWAYS, "u": said}
        becomes = [often.get(word, word) for word in shown]
        for at, (verb, subject) in enumerate(pairwise(shown)):
            if subject == "u" and verb in self.familiar.turned:
                becomes[at] = self.familiar.verbs[verb]
        self.doubts.append(Doubt("zinsdelen", " ".join(shown), " ".join(becomes)))


def _as(word: Word, new: str) -> str:
    """`new` with the capitals of the word in whose place it comes; a polite capital in the middle of a sentence goes."""
    if word.text.isupper() and len(word.text) > 1:
        return new.upper()
    return new[0].upper() + new[1:] if word.text[0].isupper() and (word.first or word.opens or word.text.lower() != "u") else new
