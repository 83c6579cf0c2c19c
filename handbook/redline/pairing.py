"""Which articles of two texts belong to each other: by id, then by a new id that was given, then by what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from handbook.redline.alignment import Item, likeness, shared
from handbook.redline.markup import count
from handbook.redline.model import Article, Text
from handbook.redline.tokens import FULL, weight, words

RENAMED = 700
"""How alike two articles must be, of 1000, to be one that has another id."""

PART_OF = 600
"""How much of an article, of 1000, must stand in another beside its own text to have been split off or taken in."""

SIZE = 8 * FULL
"""Eight words: of less nobody can tell where it comes from."""


@dataclass(frozen=True)
class Pairing:
    """`pairs` are those that belong to each other, `gone` and `come` the others; `names` are new ids by old ones.

    `related` are the articles that a new one was split from, by its id, or that a gone one went into, by its id behind `-`.
    """

    old: Text
    new: Text
    pairs: tuple[tuple[Article, Article], ...]
    related: Mapping[str, tuple[Article, ...]] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, str]:
        return {one.id: other.id for one, other in self.pairs if one.id != other.id}

    def in_order(self) -> Iterator[tuple[Article | None, Article | None]]:
        """All articles in the order of the new text; one that went stands behind the one that stood before it."""
        now = {one.id: other.id for one, other in self.pairs}
        before = {other.id: one for one, other in self.pairs}
        behind: dict[str, list[Article]] = {}
        last = ""
        for one in self.old.articles:
            if one.id in now:
                last = now[one.id]
            else:
                behind.setdefault(last, []).append(one)
        yield from ((one, None) for one in behind.get("", []))
        for other in self.new.articles:
            yield before.get(other.id), other
            yield from ((one, None) for one in behind.get(other.id, []))


def paired(old: Text, new: Text, successors: Mapping[str, str]) -> Pairing:
    """`successors` are new ids by old ones; an id that the new text has itself already is one that another was taken into."""
    there = {article.id: article for article in new.articles}
    pairs = {article.id: there[article.id] for article in old.articles if article.id in there}
    taken = {other.id for other in pairs.values()}
    related: dict[str, tuple[Article, ...]] = {}
    for article in old.articles:
        follows = there.get(successors.get(article.id, ""))
        if article.id in pairs or follows is None:
            continue
        if follows.id in taken:
            related[f"-{article.id}"] = (follows,)
        else:
            pairs[article.id] = follows
            taken.add(follows.id)
    gone = [article for article in old.articles if article.id not in pairs]
    come = [article for article in new.articles if article.id not in taken]
    if gone or come:
        for one, other in _alike([article for article in gone if f"-{article.id}" not in related], come):
            pairs[one.id] = other
            gone, come = [article for article in gone if article is not one], [article for article in come if article is not other]
        by_id = {article.id: article for article in old.articles}
        both = [(by_id[id_], other) for id_, other in pairs.items()]
        related |= _related(gone, come, both, related)
    ordered = tuple((article, pairs[article.id]) for article in old.articles if article.id in pairs)
    return Pairing(old, new, ordered, related)


def _item(article: Article) -> Item:
    """Its words, with those of its title."""
    keys = [*words(article.title)]
    for part in article.parts:
        keys += words(part.text)
    return Item("", None, count(key for key in keys if weight(key) > 1))


def _alike(gone: list[Article], come: list[Article]) -> Iterator[tuple[Article, Article]]:
    items = {article.id: _item(article) for article in come}
    left = [*come]
    for one in gone:
        item = _item(one)
        best, choice = RENAMED - 1, None
        for other in left:
            alike = likeness(item, items[other.id]) if item.size >= SIZE else 0
            if alike > best:
                best, choice = alike, other
        if choice:
            left.remove(choice)
            yield one, choice


def _related(
    gone: list[Article], come: list[Article], pairs: list[tuple[Article, Article]], known: Mapping[str, tuple[Article, ...]]
) -> dict[str, tuple[Article, ...]]:
    """Of each new article the one that it was split from, of each that went the one that took it in."""
    found: dict[str, tuple[Article, ...]] = {}
    changed = [(one, other, _item(one), _item(other)) for one, other in pairs if one.sha256 != other.sha256 or one.title != other.title]
    whole_gone, whole_new = [(one, _item(one)) for one in gone], [(one, _item(one)) for one in come]
    for other, item in whole_new:
        sources = [(one, _left(before.bag, after.bag)) for one, _, before, after in changed] + [
            (one, before.bag) for one, before in whole_gone
        ]
        best = _best(item, sources)
        if best:
            found[other.id] = (best,)
    for one, item in whole_gone:
        if f"-{one.id}" in known:
            continue
        takers = [(other, _left(after.bag, before.bag)) for _, other, before, after in changed] + [
            (other, after.bag) for other, after in whole_new
        ]
        best = _best(item, takers)
        if best:
            found[f"-{one.id}"] = (best,)
    return found


def _left(bag: Mapping[str, int], own: Mapping[str, int]) -> dict[str, int]:
    return {word: number - own.get(word, 0) for word, number in bag.items() if number > own.get(word, 0)}


def _best(item: Item, candidates: list[tuple[Article, Mapping[str, int]]]) -> Article | None:
    """The article in which most of the item stands, where that is enough."""
    if item.size < SIZE:
        return None
    best, choice = PART_OF - 1, None
    for article, bag in candidates:
        part = shared(item.bag, bag) * 1000 // item.size
        if part > best:
            best, choice = part, article
    return choice
