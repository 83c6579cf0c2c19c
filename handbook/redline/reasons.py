"""Why words differ: a fact has another value, an article that is named has another number, or the reader is spoken to otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from handbook.core.dutch import MONTHS, enumeration, in_words
from handbook.redline import spoken
from handbook.redline.gaps import Gap
from handbook.redline.links import MARK
from handbook.redline.model import Article
from handbook.redline.tokens import Token, words

FACT, REFERENCE, EMPLOYER, FORM = "gegeven", "verwijzing", "werkgever", "aanspreekvorm"

Keys = tuple[str, ...]


@dataclass(frozen=True)
class Value:
    """A fact whose value changed, in one of the forms in which a text can have it; `why` is FACT or EMPLOYER."""

    why: str
    name: str
    old: Keys
    new: Keys


@dataclass(frozen=True)
class Reasons:
    """What can explain a difference in one article: facts that it prints, and articles by their ids in the new text, old and new.

    `dated` says that it prints days of its revision, which no version keeps as facts; `form` is how the old text speaks to its reader,
    where the new one does so otherwise.
    """

    values: Sequence[Value] = ()
    articles: Mapping[str, tuple[Article, Article]] = field(default_factory=dict)
    dated: bool = False
    form: str = ""


def forms(why: str, name: str, old: str, new: str) -> Iterator[Value]:
    """The forms in which a text can have a value: as it is, a number in words, a list with `en`, and each of these where a sentence begins."""
    for one, other in ((old, new), (_in_words(old), _in_words(new)), (_listed(old), _listed(new))):
        if one and other and one != other:
            yield Value(why, name, tuple(words(one)), tuple(words(other)))
            begin, also = one[0].upper() + one[1:], other[0].upper() + other[1:]
            if begin != one or also != other:
                yield Value(why, name, tuple(words(begin)), tuple(words(also)))


def _in_words(value: str) -> str:
    return in_words(int(value)) if value.isascii() and value.isdigit() and len(value) < 4 else ""


def _listed(value: str) -> str:
    return enumeration(value.split(", ")) if ", " in value else value


def explain(old: Sequence[Token], new: Sequence[Token], gaps: Sequence[Gap], reasons: Reasons) -> None:
    """Puts with each gap what it comes from, where that is known."""
    if not gaps:
        return
    if reasons.values:
        _facts(old, new, gaps, reasons.values)
    for gap in gaps:
        # The title of an article that is named speaks to its reader, too.
        if not gap.why and reasons.form and spoken.alike(_keys(old[gap.start : gap.end]), _keys(new[gap.from_ : gap.to]), reasons.form):
            gap.why = FORM
        if not gap.why and _is_reference(old, new, gap, reasons.articles):
            gap.why = REFERENCE
        if not gap.why and reasons.dated and _of_revision(_keys(old[gap.start : gap.end]), _keys(new[gap.from_ : gap.to])):
            gap.why = FACT


def _keys(tokens: Sequence[Token]) -> list[str]:
    return [token.key for token in tokens]


def by_fact(was: str, now: str, values: Sequence[Value]) -> bool:
    """Whether a link differs by nothing but a fact that it holds, such as a mail address or the figures of a telephone number."""
    return any(was.replace("".join(value.old), "".join(value.new)) == now for value in values)


PENDING = words("(nog niet bekend)")
"""What a draft prints of its revision as long as nobody knows it; no text may have it typed."""


def _of_revision(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the words are two days, or parts of them, or what a draft does not know yet on one side and anything on the other."""
    return (_is_day(one) and _is_day(other)) or _is_pending(one, other) or _is_pending(other, one)


def _is_day(keys: Sequence[str]) -> bool:
    return bool(keys) and all(key in MONTHS or (key.isascii() and key.isdigit() and len(key) in (1, 2, 4)) for key in keys)


def _is_pending(keys: Sequence[str], other: Sequence[str]) -> bool:
    """Whether there is nothing in it but that, and between twice that words that both sides have."""
    left, at = [*keys], 0
    while at < len(left):
        if left[at : at + len(PENDING)] == PENDING:
            del left[at : at + len(PENDING)]
        else:
            at += 1
    return len(left) < len(keys) and {*left} <= {*other}


def _facts(old: Sequence[Token], new: Sequence[Token], gaps: Sequence[Gap], values: Sequence[Value]) -> None:
    path = _path(gaps, len(old), len(new))
    points = {*path}
    before, after = [token.key for token in old], [token.key for token in new]
    for start, from_ in path:
        for value in values:
            end, to = start + len(value.old), from_ + len(value.new)
            if tuple(before[start:end]) != value.old or tuple(after[from_:to]) != value.new:
                continue
            if (end, to) not in points and len(value.old) == len(value.new) == 1 and _counted(before[end : end + 1], after[to : to + 1]):
                # One week, two weeks.
                end, to = end + 1, to + 1
            if (end, to) in points:
                for gap in gaps:
                    if start <= gap.start and gap.end <= end and from_ <= gap.from_ and gap.to <= to:
                        gap.why = value.why


def _path(gaps: Sequence[Gap], length: int, size: int) -> list[tuple[int, int]]:
    """The places in both texts that belong to each other: between two common words, and at the ends of a gap."""
    found = []
    at = other = 0
    for gap in [*gaps, Gap(length, length, size, size)]:
        while at < gap.start:
            found.append((at, other))
            at, other = at + 1, other + 1
        found.append((gap.start, gap.from_))
        if (gap.end, gap.to) != (gap.start, gap.from_):
            found.append((gap.end, gap.to))
        at, other = gap.end, gap.to
    return found


def _counted(one: Sequence[str], other: Sequence[str]) -> bool:
    return bool(one and other) and one[0] != other[0] and one[0][:2] == other[0][:2]


def _is_reference(old: Sequence[Token], new: Sequence[Token], gap: Gap, articles: Mapping[str, tuple[Article, Article]]) -> bool:
    """Whether the gap lies within a link to one article, that says no more than its number, its title, or both."""
    if gap.start == gap.end or gap.from_ == gap.to:
        return False
    targets = {_target(token) for token in (*old[gap.start : gap.end], *new[gap.from_ : gap.to])}
    target = targets.pop()
    if targets or not target.startswith(MARK) or target[1:] not in articles:
        return False
    one, other = articles[target[1:]]
    said = _form(_around(old, gap.start, target), one)
    return said != "" and said == _form(_around(new, gap.from_, target), other)


def _target(token: Token) -> str:
    found = {run.form.target for run in token.runs}
    return found.pop() if len(found) == 1 else ""


def _around(side: Sequence[Token], at: int, target: str) -> Keys:
    start = end = at
    while start > 0 and _target(side[start - 1]) == target:
        start -= 1
    while end < len(side) and _target(side[end]) == target:
        end += 1
    return tuple(token.key for token in side[start:end])


def _form(said: Keys, article: Article) -> str:
    """How the words name the article; empty where they say something else of it."""
    number, title = tuple(words(article.number)), tuple(words(article.title))
    named = {
        number: "nummer",
        (*number, ",", *title): "nummer en titel",
        title: "titel",
        ("artikel", *number): "artikel",
        ("Artikel", *number): "Artikel",
        ("artikel", *number, ",", *title): "artikel en titel",
        ("Artikel", *number, ",", *title): "Artikel en titel",
    }
    return named.get(said, "")
