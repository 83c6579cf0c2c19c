"""Cuts running text into tokens: words with their form, and the signs beside them.

A token is what stands between two spaces, without the signs at its ends, which are tokens of their own: `e-mail`, `4.2`, `en/of`, `14:30`
are one each. Two tokens with the same `key` are the same word: straight and curly quotes, dashes of any length, a soft hyphen and every
kind of space make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

LINE_BREAK = "\u2028"
"""Stands for `<br>` in running text; a space like any other where two texts are compared."""

SPACE = " \t\n\r\f\v\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""The members of a class in a regular expression: the same in Python and in JavaScript, whose own `\\s` differ."""

WORD = re.compile(f"[^{SPACE}]+")
ASCII = re.compile(r"^[\x00-\x7f]*$")

OPENING = "([{<\"'„“”‘’‚«»‹›¿¡"
CLOSING = ".,;:!?)]}>\"'“”‘’«»‹›…"
QUOTES = "\"'„“”‟‘’‚‛«»‹›"

ALIKE = {
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "…": "...",
    "ĳ": "ij",
    "Ĳ": "IJ",
}
"""Signs that only typography sets apart."""

LITTLE = frozenset(
    "de het een en in op aan van voor met te is zijn was wordt worden dat die dit deze er om bij als ook uw u je jouw wij we ze zij hij hen hun"
    " naar uit over tot door dan zo daar hier heeft hebben".split()
)
"""Words that say little of what a sentence is about. None of duty: mag, moet, niet, geen, alleen, tenzij, of."""

SIGN, SMALL, FULL = 1, 2, 6
"""How much it says that two texts share a sign, a little word, another word."""


class Form(NamedTuple):
    """How a run of text stands there: the names of the elements around it, and its link as it was written and as it is compared."""

    names: tuple[str, ...] = ()
    link: str = ""
    target: str = ""


PLAIN = Form()


class Run(NamedTuple):
    """A stretch of text of one form."""

    text: str
    form: Form = PLAIN


class Token(NamedTuple):
    """A word or a sign; `before` is the space in front of it: nothing, one space, a line break, or in a `pre` the space as it is."""

    key: str
    weight: int
    before: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """As it was written."""
        return "".join(run.text for run in self.runs)

    @property
    def forms(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        """What two tokens must share to look and lead alike."""
        return tuple((run.form.names, run.form.target) for run in self.runs)


def alike(text: str) -> str:
    """The text without what only typography sets apart; Unicode NFC."""
    if ASCII.match(text):
        return text
    return "".join(ALIKE.get(sign, sign) for sign in unicodedata.normalize("NFC", text))


def cut(runs: Sequence[Run], *, as_is: bool = False) -> list[Token]:
    """The tokens of running text; `as_is` keeps the space before each as it stands."""
    text = "".join(run.text for run in runs)
    found: list[Token] = []
    walk = _Walk(runs)
    end = 0
    for match in WORD.finditer(text):
        before = _space(text[end : match.start()], bool(found), as_is)
        end = match.end()
        for start, stop in _pieces(text, match.start(), end):
            key = _key(text[start:stop])
            if key:
                found.append(Token(key, weight(key), before, walk.between(start, stop)))
                before = ""
    return found


def words(text: str) -> list[str]:
    """The keys of the tokens of plain text."""
    return [token.key for token in cut([Run(text)])]


@lru_cache(65_536)
def weight(key: str) -> int:
    """See FULL."""
    if key in LITTLE:
        return SMALL
    return SIGN if all(sign in OPENING or sign in CLOSING or sign in "-/" for sign in key) else FULL


@lru_cache(65_536)
def _key(text: str) -> str:
    # A quotation mark at the end of a word: which of the two kinds is a matter of taste.
    return '"' if len(text) == 1 and text in QUOTES else alike(text)


def _space(gap: str, within: bool, as_is: bool) -> str:
    if as_is:
        return gap
    return ("\n" if LINE_BREAK in gap else " ") if gap and within else ""


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is between two spaces, cut where a sign stands at its beginning or end."""
    while start < end and text[start] in OPENING:
        yield start, start + 1
        start += 1
    last = end
    tail = []
    while last > start and text[last - 1] in CLOSING:
        width = 3 if text[start:last].endswith("...") else 1
        tail.append((last - width, last))
        last -= width
    if last > start:
        yield start, last
    yield from reversed(tail)


class _Walk:
    """Gives the runs of a stretch of text; stretches are asked for from the front to the back."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = runs
        self._at = 0
        self._start = 0

    def between(self, start: int, stop: int) -> tuple[Run, ...]:
        found: list[Run] = []
        if len(self._runs) == 1:
            run = self._runs[0]
            return (Run(run.text[start:stop], run.form),)
        while start < stop:
            run = self._runs[self._at]
            end = self._start + len(run.text)
            if start >= end:
                self._at += 1
                self._start = end
                continue
            upto = min(stop, end)
            found.append(Run(run.text[start - self._start : upto - self._start], run.form))
            start = upto
        return tuple(found)
