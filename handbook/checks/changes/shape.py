"""Which paragraphs, items, rows and sentences of the rules of an article went or came: other words say the same, one more or less never does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.core.dutch import enumeration
from handbook.core.findings import quote
from handbook.redline import Article, Part
from handbook.sources.printed import sentences

KINDS = ("het lid", "het punt", "de rij", "de zin")
"""The largest first: what went with a paragraph is not told again."""

BLOCKS = "p,li,tr,td,th,dt,dd,h3,h4,h5,h6"
NESTED = frozenset({*BLOCKS.split(","), "ul", "ol", "table", "thead", "tbody", "dl"})

ALIKE = 1 / 3
"""How much of the words two texts must share to be one that reads otherwise, and not one in the place of another (Dice)."""


def told(before: Iterable[Part], after: Iterable[Part]) -> str:
    """What went and came, quoted; empty where all is there, whatever its words and place. `before` and `after` are rules alone."""
    old, new = _counted(before), _counted(after)
    went, came = list[tuple[str, str]](), list[tuple[str, str]]()
    for kind in KINDS:
        left, right = _unmatched(old[kind], new[kind])
        went += [(kind, text) for text in left if not _told(text, went)]
        came += [(kind, text) for text in right if not _told(text, came)]
    parts = (("weggehaald", went), ("bijgekomen", came))
    return ", en ".join(f"iets {how}: {enumeration([f'{kind} {quote(text)}' for kind, text in found])}" for how, found in parts if found)


def rules(article: Article, kinds: frozenset[str]) -> tuple[Part, ...]:
    """The parts of these kinds that are rules; advice is none."""
    return tuple(part for part in article.parts if part.kind in kinds and not part.advice)


def _told(text: str, larger: Iterable[tuple[str, str]]) -> bool:
    return any(text in whole for _, whole in larger)


def _counted(parts: Iterable[Part]) -> dict[str, list[str]]:
    """The texts of each kind."""
    found: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for part in parts:
        if part.kind == "lid":
            found["het lid"].append(" ".join(part.text.split()))
        for kind, text in _inside(part.html):
            found[kind].append(text)
    return found


@lru_cache(4096)
def _inside(html: str) -> tuple[tuple[str, str], ...]:
    """The items, rows and sentences of a part, each with its kind."""
    return tuple(_read(LexborHTMLParser(html)))


def _read(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    for node in tree.css(BLOCKS):
        if node.tag == "li":
            yield "het punt", " ".join(node.text(separator=" ").split())
        elif node.tag == "tr":
            yield "de rij", " ".join(node.text(separator=" ").split())
        yield from (("de zin", one.text) for one in sentences.of_text(_own(node), 0))


def _own(node: LexborNode) -> str:
    """The running text of a block, without that of the blocks in it."""
    return "".join(child.text() for child in node.iter(include_text=True) if child.tag not in NESTED)


def _unmatched(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """The texts on each side that have no likeness on the other, which is the nearest that is left."""
    left, right = [*enumerate(old)], [*enumerate(new)]
    pairs = sorted(
        ((likeness, a, b) for a, one in left for b, other in right if (likeness := _likeness(one, other)) >= ALIKE),
        key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair[1]),
    )
    used_old, used_new = set[int](), set[int]()
    for _, a, b in pairs:
        if a not in used_old and b not in used_new:
            used_old.add(a)
            used_new.add(b)
    return [text for a, text in left if a not in used_old], [text for b, text in right if b not in used_new]


def _likeness(one: str, other: str) -> float:
    """From 0 to 1: the share of their words that both have."""
    if one == other:
        return 1.0
    mine, theirs = _words(one), _words(other)
    total = mine.total() + theirs.total()
    return 2 * (mine & theirs).total() / total if total else 1.0


@lru_cache(8192)
def _words(text: str) -> Counter[str]:
    return Counter(word for word in ("".join(c for c in raw if c.isalnum()) for raw in text.casefold().split()) if word)
