"""Compares two texts of the handbook: which articles belong to each other, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handbook.core.dutch import long_date
from handbook.redline import blocks, elsewhere, spoken
from handbook.redline.alignment import Item, Step, align
from handbook.redline.blocks import Outcome
from handbook.redline.changes import IN, OUT, SAME, Change, FactChange, Line, PartChange, Redline, Switch, Words
from handbook.redline.links import Links
from handbook.redline.marks import SHAPE, WORDS, marked, whole
from handbook.redline.markup import Node, leading, line, parse, together
from handbook.redline.model import Article, Part, Text
from handbook.redline.named import PARTS
from handbook.redline.pairing import Pairing, paired
from handbook.redline.reasons import EMPLOYER, FACT, FORM, REFERENCE, Reasons, Value, forms

RULES = frozenset({"lid", "tekst", "tabel"})
"""The kinds of parts that are rule text; a lid that is advice is none."""

OF_EMPLOYER = ("werkgever.naam", "werkgever.naam_kort")
OF_REVISION = "revisie."
"""Facts that differ in every version, and that none keeps."""


def compare(old: Text, new: Text, successors: Mapping[str, str] | None = None) -> Redline:
    """All that differs in `new` from `old`; `successors` are new ids of articles, by the ids that they had."""
    return _Comparison(old, new, dict(successors or {})).redline()


@dataclass(frozen=True)
class _Part:
    """A part with its blocks."""

    part: Part
    nodes: tuple[Node, ...]

    @property
    def item(self) -> Item:
        part = self.part
        shape = "lid" if part.kind in ("lid", "tekst") else part.kind
        title = line(part.title or "")
        key = (part.kind, part.number, part.advice, title.key, *(node.key for node in self.nodes))
        return Item(shape, key, together(node.bag for node in (title, *self.nodes)), part.number)


class _Comparison:
    def __init__(self, old: Text, new: Text, successors: Mapping[str, str]) -> None:
        self._old, self._new = old, new
        self._pairing: Pairing = paired(old, new, successors)
        self._before, self._after = Links(old, self._pairing.names), Links(new, {})
        self._differing = [*_differing(old, new)]
        self._values = [*_values(old, new, self._differing)]
        self._chosen = [*self._choices()]
        self._form = old.form if old.form and new.form and old.form != new.form else ""
        self._articles = {other.id: (one, other) for one, other in self._pairing.pairs}

    def redline(self) -> Redline:
        found: list[Change] = []
        named: set[str] = set()
        """Articles in which the name of the employer changed."""
        for one, other in self._pairing.in_order():
            change = self._change(one, other)
            why = {reason for part in change.parts for reason in part.why} | ({WORDS} if change.title.changed else set())
            if EMPLOYER in why:
                named.add(change.id)
            if change.kinds:
                found.append(change)
        found = elsewhere.told(found)
        return Redline(self._old.version, self._new.version, tuple(found), self._facts(named), self._switches(found))

    def _change(self, one: Article | None, other: Article | None) -> Change:
        article = other or one
        assert article
        related = self._pairing.related.get(article.id if other else f"-{article.id}", ())
        if not (one and other):
            op, how = (OUT, "vervallen") if one else (IN, "nieuw")
            parts = tuple(self._alone(part, op, how) for part in article.parts)
            kinds = {how, *(("samengevoegd",) if one and related else ("gesplitst",) if related else ())}
            return self._switched(Change(article.id, one, other, frozenset(kinds), whole_line(article.title, op), parts, related))
        if self._same(one, other):
            kinds = {*_places(one, other)}
            return Change(other.id, one, other, frozenset(kinds), whole_line(other.title, SAME) if kinds else Line(()), ())
        dated = any(name.startswith(OF_REVISION) for name in (*one.facts, *other.facts))
        reasons = Reasons(self._reasons(one, other), self._articles, dated, self._form)
        title = marked(line(one.title).tokens, line(other.title).tokens, reasons)[0]
        parts = self._parts(one, other, reasons)
        why = {reason for part in parts for reason in part.why} | title.why
        if any(part.how != "gelijk" for part in parts) and not why:
            why.add(SHAPE)
        kinds = {*_places(one, other), *_of(why)}
        return self._switched(Change(other.id, one, other, frozenset(kinds), title.line, parts))

    def _same(self, one: Article, other: Article) -> bool:
        """Whether nothing needs to be looked at: the quick answer for most articles, also where only the day in a link to the law is another."""
        if one.title != other.title or len(one.parts) != len(other.parts):
            return False
        return all(
            (was.kind, was.number, was.title, was.advice) == (now.kind, now.number, now.title, now.advice)
            and (was.html == now.html or leading(was.html, self._before.canon) == leading(now.html, self._after.canon))
            for was, now in zip(one.parts, other.parts, strict=True)
        )

    def _alone(self, part: Part, op: str, how: str, labels: tuple[str, ...] = ()) -> PartChange:
        nodes = parse(part.html, (self._before if op == OUT else self._after).canon)
        found = blocks.only(nodes, op, "Nieuw")
        words = found.words if _is_rule(part) and how != "verplaatst" else Words()
        why = frozenset({SHAPE if how == "verplaatst" else WORDS})
        sides: tuple[tuple[Part, ...], tuple[Part, ...]] = ((part,), ()) if op == OUT else ((), (part,))
        return PartChange(
            how,
            *sides,
            labels or (how.capitalize(),),
            whole_line(part.title, op) if part.title else None,
            blocks.one_side(nodes, op),
            words,
            why,
        )

    def _parts(self, one: Article, other: Article, reasons: Reasons) -> tuple[PartChange, ...]:
        olds = [_Part(part, parse(part.html, self._before.canon)) for part in one.parts]
        news = [_Part(part, parse(part.html, self._after.canon)) for part in other.parts]
        steps = align([part.item for part in olds], [part.item for part in news])
        return tuple(self._part(step, olds, news, reasons) for step in steps)

    def _part(self, step: Step, olds: Sequence[_Part], news: Sequence[_Part], reasons: Reasons) -> PartChange:
        went, came = [olds[at] for at in step.old], [news[at] for at in step.new]
        old, new = tuple(one.part for one in went), tuple(one.part for one in came)
        if step.how == "out":
            return self._alone(old[0], OUT, "vervallen")
        if step.how == "in":
            return self._alone(new[0], IN, "nieuw")
        if step.how == "moved-out":
            return self._alone(old[0], OUT, "verplaatst", (f"Verplaatst: nu {_named(new)}" if _named(new) else "Verplaatst",))
        if step.how == "moved-in":
            return self._alone(new[0], IN, "verplaatst", (f"Verplaatst: was {_named(old)}" if _named(old) else "Verplaatst",))
        title = marked(line(old[0].title or "").tokens, line(new[0].title or "").tokens, reasons)[0]
        before, after = [node for one in went for node in one.nodes], [node for one in came for node in one.nodes]
        found: Outcome = blocks.compared(before, after, reasons)
        labels = [*_labels(step.how, old, new)]
        why = (
            found.why
            | title.why
            | ({SHAPE} if step.how in ("merged", "split") or old[0].advice != new[0].advice or old[0].kind != new[0].kind else set())
        )
        how = {"merged": "samengevoegd", "split": "gesplitst"}.get(step.how) or ("gewijzigd" if why - {FORM} else "gelijk")
        words = found.words if any(_is_rule(part) for part in (*old, *new)) else Words()
        return PartChange(
            how, old, new, tuple(labels), title.line if new[0].title or old[0].title else None, found.blocks, words, frozenset(why)
        )

    def _reasons(self, one: Article, other: Article) -> list[Value]:
        printed = {*one.facts, *other.facts, *OF_EMPLOYER}
        return [value for value in self._values if value.name in printed or value.name.startswith(OF_REVISION)]

    def _switched(self, change: Change) -> Change:
        """The change with the choices that it depends on; a text that says nothing of its conditions depends on none."""
        asked = {name for article in (change.old, change.new) if article for name in article.conditions}
        names = tuple(name for name, _, _ in self._chosen if name in asked)
        content = change.kinds & {"nieuw", "vervallen", "gewijzigd"}
        if not names or not content:
            return change
        return Change(change.id, change.old, change.new, change.kinds, change.title, change.parts, change.related, names)

    def _choices(self) -> Iterator[tuple[str, str, str]]:
        """The facts that differ and are a choice: words, no number, and not of the revision itself, which is another each time."""
        asked = {name for text in (self._old, self._new) for article in text.articles for name in article.conditions}
        for name, one, other in self._differing:
            numbers = all(value.isascii() and value.isdigit() for value in (one, other) if value)
            if name in asked and not numbers and not name.startswith(OF_REVISION):
                yield name, one, other

    def _switches(self, changes: Sequence[Change]) -> tuple[Switch, ...]:
        found = []
        for name, one, other in self._chosen:
            ids = tuple(change.id for change in changes if name in change.switches)
            if ids:
                found.append(Switch(name, one, other, ids))
        return tuple(found)

    def _facts(self, named: set[str]) -> tuple[FactChange, ...]:
        """The facts that an article prints. The day and the kind of a revision are no facts that changed: every revision has its own."""
        found = []
        chosen = {name for name, _, _ in self._chosen}
        for name, one, other in self._differing:
            where: dict[str, Article] = {}
            gone = (article for article in self._old.articles if article.id not in self._articles)
            for article in (*self._new.articles, *gone):
                if name in article.facts:
                    where.setdefault(article.id, article)
            if where and name not in chosen and not name.startswith(OF_REVISION):
                found.append(FactChange(name, one, other, tuple(where.values())))
        if self._old.employer != self._new.employer and not any(fact.name == OF_EMPLOYER[0] for fact in found):
            renamed = tuple(article for article in self._new.articles if article.id in named)
            found.insert(0, FactChange(OF_EMPLOYER[0], self._old.employer, self._new.employer, renamed))
        if self._form:
            found.append(FactChange(spoken.NAME, self._old.form, self._new.form, ()))
        return tuple(found)


def whole_line(text: str | None, op: str) -> Line:
    """A title that is on one side only, or the same on both."""
    return whole(line(text or "").tokens, op)


def _places(one: Article, other: Article) -> Iterator[str]:
    if one.id != other.id:
        yield "hernoemd"
    if one.page != other.page:
        yield "verplaatst"
    if one.number != other.number:
        yield "vernummerd"


def _of(why: set[str]) -> set[str]:
    """The kinds of an article of which these are the reasons; the name of the employer and the form of address alone are none: they are told once for all."""
    small = {reason for reason in why if reason in (FACT, REFERENCE)}
    return small if why <= {FACT, REFERENCE, EMPLOYER, FORM} else {"gewijzigd"}


def _is_rule(part: Part) -> bool:
    return part.kind in RULES and not part.advice


def _named(parts: Sequence[Part]) -> str:
    """`lid 2`, `lid 2 en 3`; nothing of parts without a number."""
    numbers = [str(part.number) for part in parts if part.number is not None]
    return f"lid {' en '.join(numbers)}" if numbers else ""


def _labels(how: str, old: Sequence[Part], new: Sequence[Part]) -> Iterator[str]:
    was = _named(old)
    if how == "merged":
        yield f"Samengevoegd: was {was}" if was else "Samengevoegd"
    elif how == "split":
        yield f"Gesplitst: was {was}" if was else "Gesplitst"
    elif was and was != _named(new):
        yield f"Was {was}"
    if old[0].kind != new[0].kind and not was:
        yield f"Was {PARTS.get(old[0].kind, 'Tekst').lower()}"
    if old[0].advice != new[0].advice:
        yield "Nu een regel, was een tip" if old[0].advice else "Nu een tip, was een regel"


def _differing(old: Text, new: Text) -> Iterator[tuple[str, str, str]]:
    """The facts with another value, by name: those that both texts print or depend on, for what one of them never named is no change."""
    for name in sorted({*old.values} & {*new.values}):
        if old.values[name] != new.values[name]:
            yield name, old.values[name], new.values[name]


def _values(old: Text, new: Text, differing: Sequence[tuple[str, str, str]]) -> Iterator[Value]:
    """The forms of each fact that changed."""
    for name, one, other in differing:
        if one and other:
            yield from forms(EMPLOYER if name in OF_EMPLOYER else FACT, name, one, other)
    if old.employer != new.employer:
        yield from forms(EMPLOYER, OF_EMPLOYER[0], old.employer, new.employer)
    for one, other in ((old.version, new.version), (long_date(old.day), long_date(new.day))):
        yield from forms(FACT, OF_REVISION, one, other)
