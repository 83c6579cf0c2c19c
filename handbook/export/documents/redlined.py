"""Two texts as one document, in which every chapter, article, part, block and word says in which of the two it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from handbook.export.documents import sides, words
from handbook.export.documents.model import Book, Chapter, Item, Redlined, Section
from handbook.redline.alignment import Item as Aligned
from handbook.redline.alignment import align
from handbook.redline.changes import IN, OUT, Line
from handbook.redline.common import common
from handbook.redline.links import Links
from handbook.redline.markup import Canon, Leaf, Node, line, together
from handbook.redline.model import Article, Part, Text
from handbook.redline.pairing import paired

Hidden = Callable[[str, str], bool]
"""Whether an article, by its id and address, was taken off one of the two texts: that it is there or gone is then no change."""


def of(old: Book, new: Book, successors: Mapping[str, str] | None = None, hidden: Hidden = lambda _id, _address: False) -> Book:
    """The new document with what went still in it. Without all that is OUT it is the new one, without all that is IN the old one, to the letter.

    `successors` are new ids of articles, by the ids that they had. What was put elsewhere went there and came here. Of what is `hidden` in the
    old text the new words stand without marks, and what is hidden in the new one stands nowhere.
    """
    return _Comparison(old, new, dict(successors or {}), hidden).book()


def text(book: Book) -> Text:
    """The articles of a document as a redline reads them: enough to find which belong to each other, and where links lead."""
    articles = (_article(section, chapter) for chapter in book.chapters for section in chapter.sections if section.number)
    return Text(book.version, book.since, book.employer, tuple(articles))


def _article(section: Section, chapter: Chapter) -> Article:
    parts = tuple(
        Part(item.kind, item.number, None, item.address, " ".join(words.all_of(item)), "", "", advice=item.advice) for item in section.items
    )
    return Article(
        section.id, section.number, words.plain(section.title), chapter.address, section.address, (), (), (), parts=parts, sha256=""
    )


@dataclass(frozen=True)
class _Read:
    """A part with its title and blocks as a redline compares them."""

    item: Item
    title: Leaf | None
    nodes: tuple[Node, ...]

    @property
    def aligned(self) -> Aligned:
        item = self.item
        shape = f"{item.kind} {item.advice} {self.title is not None}"
        nodes = (*([self.title] if self.title else []), *self.nodes)
        return Aligned(shape, tuple(map(sides.exact, nodes)), together(node.bag for node in nodes), item.number)


class _Comparison:
    def __init__(self, old: Book, new: Book, successors: Mapping[str, str], hidden: Hidden) -> None:
        self._old, self._new, self._hidden = old, new, hidden
        before, after = text(old), text(new)
        names = paired(old=before, new=after, successors=successors)
        self._names = {one.id: other.id for one, other in names.pairs}
        self._canons: dict[str, Canon] = {OUT: Links(before, names.names).canon, IN: Links(after, {}).canon}
        self._whole = new.whole | old.whole
        moved = {one.address: other.address for one, other in names.pairs}
        self._links: dict[str, Callable[[str], str]] = {OUT: lambda link: self._of_old(link, moved), IN: lambda link: link}

    def book(self) -> Book:
        old, new = self._old, self._new
        marks = Redlined(old.version, new.version, new.employer, new.since, old)
        return replace(
            new, chapters=tuple(self._chapters()), redlined=marks, whole=self._whole, file=lambda path: new.file(path) or old.file(path)
        )

    def _of_old(self, link: str, moved: Mapping[str, str]) -> str:
        """A link that only the old text has: to what stands in this document, or else to that text itself."""
        link = moved.get(link, link)
        inside, address = replace(self._old, whole=self._whole).target(link)
        return link if inside else address

    def _chapters(self) -> Iterator[Chapter]:
        old, new = self._old.chapters, self._new.chapters
        for one, other in _in_order([self._name(chapter) for chapter in old], [chapter.address for chapter in new]):
            if one is None:
                assert other is not None
                yield self._alone_chapter(new[other], IN)
            elif other is None:
                yield self._alone_chapter(old[one], OUT)
            else:
                title = self._line(old[one].title, new[other].title)
                yield replace(new[other], title=title, sections=tuple(self._sections(old[one].sections, new[other].sections)))

    def _name(self, chapter: Chapter) -> str:
        """The address of the page on which most of its articles stand now, where its own is no more."""
        now = {one.address for one in self._new.chapters}
        if chapter.address in now:
            return chapter.address
        ids = [self._names.get(section.id) for section in chapter.sections if section.number]
        known = {one.address for one in self._old.chapters}
        counted = {one.address: sum(section.id in ids for section in one.sections if section.number) for one in self._new.chapters}
        best = max((address for address in counted if address not in known), key=lambda address: counted[address], default="")
        return best if counted.get(best) else chapter.address

    def _alone_chapter(self, chapter: Chapter, op: str) -> Chapter:
        sections = tuple(self._alone_section(section, op) for section in chapter.sections)
        return replace(chapter, op=op, title=self._marked(chapter.title, op), sections=sections)

    def _sections(self, old: Sequence[Section], new: Sequence[Section]) -> Iterator[Section]:
        keys = ([self._key(one, self._names.get(one.id, "-")) for one in old], [self._key(one, one.id) for one in new])
        for one, other in _in_order(*keys):
            if one is None:
                assert other is not None
                yield new[other] if self._hides(new[other]) else self._alone_section(new[other], IN)
            elif other is None:
                yield from () if self._hides(old[one]) else (self._alone_section(old[one], OUT),)
            else:
                yield self._section(old[one], new[other])

    def _hides(self, section: Section) -> bool:
        return bool(section.number) and self._hidden(section.id, section.address)

    @staticmethod
    def _key(section: Section, id_: str) -> str:
        """What two sections share that are one: of an article the id in the new text, of another its own."""
        return f"{section.level} {section.title is None} {f'artikel {id_}' if section.number else section.id}"

    def _section(self, old: Section, new: Section) -> Section:
        if (old.title, old.number, [*map(_bare, old.items)]) == (new.title, new.number, [*map(_bare, new.items)]):
            return new
        title = self._line(old.title, new.title) if old.title and new.title else None
        was = old.number if old.number != new.number else ""
        return replace(new, title=title, items=tuple(self._items(old.items, new.items)), was=was)

    def _alone_section(self, section: Section, op: str) -> Section:
        title = self._marked(section.title, op) if section.title else None
        return replace(section, op=op, title=title, items=tuple(self._alone(self._read(item, op), op) for item in section.items))

    def _items(self, old: Sequence[Item], new: Sequence[Item]) -> Iterator[Item]:
        olds, news = [self._read(item, OUT) for item in old], [self._read(item, IN) for item in new]
        for step in align([one.aligned for one in olds], [one.aligned for one in news]):
            went, came = [olds[at] for at in step.old], [news[at] for at in step.new]
            if step.how in ("same", "changed", "merged", "split"):
                pair = self._pair(went[0], came[0])
                if pair.number is None or sides.begins_alike(pair.blocks):
                    went, came = went[1:], came[1:]
                    yield pair
            if step.how != "moved-in":
                yield from (self._alone(one, OUT) for one in went)
            if step.how != "moved-out":
                yield from (self._alone(one, IN) for one in came)

    def _pair(self, old: _Read, new: _Read) -> Item:
        title = sides.line(old.title, new.title) if old.title and new.title else None
        return replace(new.item, title=title, blocks=sides.compared(old.nodes, new.nodes))

    def _alone(self, read: _Read, op: str) -> Item:
        title = sides.whole(read.title, op) if read.title else None
        return replace(read.item, op=op, title=title, blocks=sides.alone(read.nodes, op))

    def _read(self, item: Item, op: str) -> _Read:
        title = line(words.plain(item.title)) if item.title else None
        return _Read(item, title, sides.nodes(item.blocks, self._canons[op], self._links[op]))

    @staticmethod
    def _line(old: Line, new: Line) -> Line:
        return sides.line(line(words.plain(old)), line(words.plain(new)))

    @staticmethod
    def _marked(title: Line, op: str) -> Line:
        return sides.whole(line(words.plain(title)), op)


def _bare(item: Item) -> Item:
    """Without the page on which it stands."""
    return replace(item, address="")


def _in_order(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """The places of what is one, in an order in which both sides keep theirs; what went stands before what came in its place."""
    start = from_ = 0
    for one, other in [*common(old, new, [1] * len(old)), (len(old), len(new))]:
        yield from ((at, None) for at in range(start, one))
        yield from ((None, at) for at in range(from_, other))
        if one < len(old):
            yield one, other
        start, from_ = one + 1, other + 1
