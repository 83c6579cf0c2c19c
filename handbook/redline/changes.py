"""What a redline says: the changes by article and part, with their marks, the facts that changed and the choices that were switched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from handbook.redline import summary
from handbook.redline.model import Article, Part

SAME, OUT, IN, TOLD = "=", "-", "+", "!"
"""What a piece is: in both texts, only in the old one, only in the new one, or words of the redline itself."""

KINDS = (
    *("nieuw", "gewijzigd", "vervallen", "gesplitst", "samengevoegd", "hernoemd", "verplaatst", "vernummerd"),
    *("verwijzing", "gegeven"),
)
"""What can be said of an article, in the order in which it is said.

`verplaatst` is to another page, `vernummerd` to another number, `hernoemd` to another id. With `verwijzing` or `gegeven` nothing differs but
the number or title of an article that it names, or the value of a fact. `gesplitst` and `samengevoegd` come beside `nieuw` and `vervallen`.
"""


class Piece(NamedTuple):
    """A stretch of running text: `names` are the elements around it, `link` where it leads, as it was written."""

    op: str
    text: str
    names: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True)
class Line:
    """Running text with its marks."""

    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        return any(piece.op != SAME for piece in self.pieces)

    def data(self) -> dict[str, Any]:
        """For JSON: each piece as op and text, with its elements and its link where it has any."""
        return {
            "stukken": [[one.op, one.text, *([[*one.names], one.link] if one.names or one.link else [])] for one in self.pieces],
        }


@dataclass(frozen=True)
class Box:
    """A block with its marks: `op` is IN or OUT where all of it is; `label` says what happened to it."""

    op: str
    tag: str
    attributes: tuple[tuple[str, str], ...]
    label: str
    children: tuple[Line | Box, ...]

    def data(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "op": self.op,
            "element": self.tag,
            "kenmerken": dict(self.attributes),
            "label": self.label,
            "binnen": [child.data() for child in self.children],
        }


Marked = Line | Box


@dataclass(frozen=True)
class Words:
    """Words of rule text that are on one side only, in their order; of a part that was moved only what changed in it."""

    removed: tuple[str, ...] = ()
    inserted: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.removed or self.inserted)

    def __add__(self, other: Words) -> Words:
        return Words(self.removed + other.removed, self.inserted + other.inserted)


NO_WORDS = Words()


@dataclass(frozen=True)
class PartChange:
    """What became of a part: `how` is gelijk, gewijzigd, nieuw, vervallen, verplaatst, samengevoegd or gesplitst.

    A part that was moved stands twice: where it was, with only `old`, and where it is now, with only `new`. `labels` say in words what
    happened; `why` holds where its changes come from: woorden, gegeven, verwijzing, werkgever, aanspreekvorm, link, opmaak or opbouw.
    """

    how: str
    old: tuple[Part, ...]
    new: tuple[Part, ...]
    labels: tuple[str, ...] = ()
    title: Line | None = None
    blocks: tuple[Marked, ...] = ()
    words: Words = NO_WORDS
    why: frozenset[str] = frozenset()

    @property
    def part(self) -> Part:
        """The part as it is now, or was."""
        return (self.new or self.old)[0]

    def data(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "wat": self.how,
            "oud": [_named(part) for part in self.old],
            "nieuw": [_named(part) for part in self.new],
            "labels": [*self.labels],
            "titel": self.title and self.title.data(),
            "inhoud": [block.data() for block in self.blocks],
            "woorden": {"weg": [*self.words.removed], "bij": [*self.words.inserted]},
            "waardoor": sorted(self.why),
        }


def _named(part: Part) -> dict[str, Any]:
    return {"soort": part.kind, "nummer": part.number, "titel": part.title, "adres": part.address}


def _found(article: Article | None) -> dict[str, Any] | None:
    if article is None:
        return None
    return {"id": article.id, "nummer": article.number, "titel": article.title, "pagina": article.page, "adres": article.address}


@dataclass(frozen=True)
class Change:
    """An article that differs. `related` are the articles that it was split from or went to, `switches` the choices that it depends on."""

    id: str
    old: Article | None
    new: Article | None
    kinds: frozenset[str]
    title: Line
    parts: tuple[PartChange, ...]
    related: tuple[Article, ...] = ()
    switches: tuple[str, ...] = ()

    @property
    def article(self) -> Article:
        """The article as it is now, or was."""
        found = self.new or self.old
        assert found
        return found

    @property
    def words(self) -> Words:
        """The words removed from and inserted in rule text: numbered paragraphs that are no advice, running text and tables."""
        return sum((part.words for part in self.parts), Words())

    @property
    def said(self) -> tuple[str, ...]:
        """Its kinds in the order of KINDS."""
        return tuple(kind for kind in KINDS if kind in self.kinds)

    @property
    def counted(self) -> str:
        """The one kind as which it counts in the summary; none where a choice that was switched brought it along."""
        return "" if self.switches else self.said[0]

    def data(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "id": self.id,
            "soort": [*self.said],
            "oud": _found(self.old),
            "nieuw": _found(self.new),
            "titel": self.title.data(),
            "delen": [part.data() for part in self.parts],
            "verwant": [_found(one) for one in self.related],
            "keuzes": [*self.switches],
            "woorden": {"weg": [*self.words.removed], "bij": [*self.words.inserted]},
        }


@dataclass(frozen=True)
class FactChange:
    """A fact that has another value; `where` are the articles that print it. A side that has none is empty."""

    name: str
    old: str
    new: str
    where: tuple[Article, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        """Their ids."""
        return tuple(one.id for one in self.where)


@dataclass(frozen=True)
class Switch:
    """A choice that conditions ask for, made otherwise; `articles` are the ids of those that differ and depend on it."""

    name: str
    old: str
    new: str
    articles: tuple[str, ...]


@dataclass(frozen=True)
class Redline:
    """All that differs between two texts; `old` and `new` are the names of their versions."""

    old: str
    new: str
    changes: tuple[Change, ...]
    facts: tuple[FactChange, ...] = ()
    switches: tuple[Switch, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes or self.facts or self.switches)

    @property
    def summary(self) -> str:
        """What changed, counted, in one or more sentences; what a choice that was switched brings along is counted with that choice."""
        counts = {kind: sum(1 for one in self.changes if one.counted == kind) for kind in KINDS}
        return summary.told(counts, [(one.name, one.old, one.new, len(one.articles)) for one in self.switches], bool(self.facts))

    def data(self) -> dict[str, Any]:
        """All of it, for JSON; the same, key by key, as the redline in the browser gives."""
        return {
            "schema": 1,
            "oud": self.old,
            "nieuw": self.new,
            "samenvatting": self.summary,
            "wijzigingen": [one.data() for one in self.changes],
            "gegevens": [{"naam": one.name, "oud": one.old, "nieuw": one.new, "artikelen": [*one.articles]} for one in self.facts],
            "keuzes": [{"naam": one.name, "oud": one.old, "nieuw": one.new, "artikelen": [*one.articles]} for one in self.switches],
        }

    def only(self, id_: str) -> Redline:
        """What differs in one article, by its id now or before."""
        changes = tuple(one for one in self.changes if id_ in (one.id, one.old and one.old.id))
        ids = {one.id for one in changes}
        facts = tuple(one for one in self.facts if {id_, *ids} & {*one.articles})
        switches = tuple(one for one in self.switches if {id_, *ids} & {*one.articles})
        return Redline(self.old, self.new, changes, facts, switches)
