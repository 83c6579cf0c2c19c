"""Running text with its marks: which words went, which came, and where a link or emphasis is another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handbook.redline import gaps as gaps_of
from handbook.redline.changes import IN, OUT, SAME, TOLD, Line, Piece, Words
from handbook.redline.gaps import Gap
from handbook.redline.reasons import EMPLOYER, FACT, FORM, REFERENCE, Reasons, by_fact, explain
from handbook.redline.tokens import PLAIN, Form, Token

WORDS, LINK, LOOK, SHAPE = "woorden", "link", "opmaak", "opbouw"
"""Beside the reasons of reasons.py: what a change can come from."""

SAID = {FACT: "(gegeven)", EMPLOYER: "(gegeven)", REFERENCE: "(verwijzing)", FORM: "(aanspreekvorm)"}
EMPHASIS = frozenset({"strong", "em", "mark"})


@dataclass(frozen=True)
class Marks:
    """Pieces with the tokens of the new text that each begins at, so that a line can be cut in two; what changed, and the words of it."""

    line: Line
    why: frozenset[str]
    words: Words


def marked(old: Sequence[Token], new: Sequence[Token], reasons: Reasons, breaks: Sequence[int] = ()) -> list[Marks]:
    """The line of both texts in one; with `breaks`, which are places in the new text, as a line for each stretch between them."""
    found = gaps_of.find(old, new)
    explain(old, new, found, reasons)
    return _Writer(old, new, gaps_of.joined(old, new, found), breaks, reasons).written()


def whole(tokens: Sequence[Token], op: str) -> Line:
    """Running text that is on one side only, or the same on both."""
    writer = _Pieces()
    for token in tokens:
        writer.token(op, token, token.before)
    return writer.line()


def word_list(removed: Sequence[Token], inserted: Sequence[Token]) -> Words:
    """The words without those that are on both sides."""
    went, came = ([token.key for token in side if token.weight > 1] for side in (removed, inserted))
    return Words(_without(went, came), _without(came, went))


def _without(words: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    left: dict[str, int] = {}
    for word in others:
        left[word] = left.get(word, 0) + 1
    kept = []
    for word in words:
        if left.get(word, 0):
            left[word] -= 1
        else:
            kept.append(word)
    return tuple(kept)


class _Pieces:
    """Puts tokens one behind the other; what is alike becomes one piece."""

    def __init__(self) -> None:
        self._found: list[Piece] = []
        self._last = {OUT: PLAIN, IN: PLAIN}
        """The form of the last text, on each side."""

    def add(self, op: str, text: str, form: Form = PLAIN) -> None:
        link = "" if "img" in form.names else form.link
        if self._found:
            last = self._found[-1]
            if (last.op, last.names, last.link) == (op, form.names, link) and op != TOLD:
                self._found[-1] = Piece(op, last.text + text, last.names, link)
                return
        self._found.append(Piece(op, text, form.names, link))

    def space(self, op: str, space: str, form: Form) -> None:
        """A space has the form that the text before and behind it share."""
        if space:
            last = self._last[OUT if op == OUT else IN]
            names = tuple(name for name in last.names if name in form.names)
            self.add(op, space, Form(names, last.link if last.link == form.link else ""))

    def token(self, op: str, token: Token, before: str) -> None:
        self.space(op, before, token.runs[0].form)
        for run in token.runs:
            self.add(op, run.text, run.form)
        for side in (OUT, IN):
            if op in (side, SAME):
                self._last[side] = token.runs[-1].form

    @property
    def ends_in(self) -> str:
        return self._found[-1].op if self._found else ""

    def line(self) -> Line:
        found, self._found = self._found, []
        self._last = {OUT: PLAIN, IN: PLAIN}
        return Line(tuple(found))


class _Writer:
    def __init__(self, old: Sequence[Token], new: Sequence[Token], gaps: Sequence[Gap], breaks: Sequence[int], reasons: Reasons) -> None:
        self._old, self._new, self._gaps = old, new, gaps
        self._breaks = [*breaks]
        self._reasons = reasons
        self._pieces = _Pieces()
        self._done: list[Marks] = []
        self._why: set[str] = set()
        self._went: list[Token] = []
        self._came: list[Token] = []
        self._label = ""

    def written(self) -> list[Marks]:
        one = other = 0
        for gap in [*self._gaps, Gap(len(self._old), len(self._old), len(self._new), len(self._new))]:
            while one < gap.start:
                self._same(one, other)
                one, other = one + 1, other + 1
            if gap.start < gap.end or gap.from_ < gap.to:
                self._tell("")
                self._gap(gap)
            one, other = gap.end, gap.to
        self._tell("")
        self._end()
        return self._done

    def _end(self) -> None:
        self._done.append(Marks(self._pieces.line(), frozenset(self._why), word_list(self._went, self._came)))
        self._why, self._went, self._came = set(), [], []

    def _cut(self, place: int) -> bool:
        """Begins the next line where the new text does."""
        if self._breaks and place >= self._breaks[0]:
            self._tell("")
            self._breaks.pop(0)
            self._end()
            return True
        return False

    def _same(self, one: int, other: int) -> None:
        old, new = self._old[one], self._new[other]
        before = "" if self._cut(other) else new.before
        label, why = _difference(old, new, self._reasons)
        beside = self._beside(other) if label else None
        if beside:
            # The words that changed tell that the link is another.
            label, why = "", beside.why or WORDS
        self._tell(label)
        if why:
            self._why.add(why)
        if not before and old.before and self._pieces.ends_in == OUT:
            self._pieces.space(OUT, old.before, old.runs[0].form)
        self._pieces.token(SAME, new, before)

    def _beside(self, other: int) -> Gap | None:
        """Where words of the same link changed, with nothing but that link in between."""
        target = _target(self._new[other])
        if not target:
            return None
        for gap in self._gaps:
            for at in range(gap.from_, gap.to):
                first, last = min(at, other), max(at, other)
                if all(_target(token) == target for token in self._new[first : last + 1]):
                    return gap
        return None

    def _tell(self, label: str) -> None:
        """Says what differed in the words before, once they end."""
        if self._label and self._label != label:
            self._pieces.add(TOLD, self._label)
        self._label = label

    def _gap(self, gap: Gap) -> None:
        went, came = self._old[gap.start : gap.end], self._new[gap.from_ : gap.to]
        why = gap.why or WORDS
        self._why.add(why)
        apart = bool(went and came)
        for at, token in enumerate(went):
            before = token.before
            if at == 0 and apart and token.before and came[0].before:
                self._pieces.space(SAME, token.before, came[0].runs[0].form)
                before = ""
            self._pieces.token(OUT, token, before)
        if why == WORDS:
            self._went += went
        for at, token in enumerate(came):
            before = "" if self._cut(gap.from_ + at) else token.before
            if at == 0 and apart and gap.start == gap.from_ == 0:
                # No text has a space here, and yet these are two words.
                self._pieces.add(SAME, " ")
            self._pieces.token(IN, token, before)
            if why == WORDS:
                self._came.append(token)
        if why in SAID:
            self._pieces.add(TOLD, SAID[why])


def _target(token: Token) -> str:
    return token.runs[0].form.target


def _difference(old: Token, new: Token, reasons: Reasons) -> tuple[str, str]:
    """What to say of a word that is the same and looks or leads otherwise, and what that comes from."""
    if old.forms == new.forms:
        return "", ""
    was, is_ = ({run.form.target for run in token.runs} - {""} for token in (old, new))
    if was != is_:
        if any("img" in run.form.names for run in new.runs):
            return "(andere afbeelding)", LOOK
        if len(was) == len(is_) == 1 and by_fact(min(was), min(is_), reasons.values):
            return SAID[FACT], FACT
        return "(link gewijzigd)" if was and is_ else "(nu een link)" if is_ else "(geen link meer)", LINK
    names, now = ({name for run in token.runs for name in run.form.names} for token in (old, new))
    if names == now:
        return "", ""
    if (names ^ now) & EMPHASIS:
        return (
            "(nadruk gewijzigd)" if names & EMPHASIS and now & EMPHASIS else "(nu met nadruk)" if now & EMPHASIS else "(zonder nadruk)",
            LOOK,
        )
    return "(opmaak gewijzigd)", LOOK
