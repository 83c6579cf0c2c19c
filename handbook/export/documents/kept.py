"""Details of contacts that are kept up to date apart from any text: what a document prints that is no longer so, and what of two texts is one fact."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from handbook.archive.contacts import Contacts, Person, Role
from handbook.core.dutch import enumeration, long_date
from handbook.export.documents import words
from handbook.export.documents.model import Book, Item
from handbook.redline.changes import Box, Line, Marked, Piece

Values = Mapping[str, str]
"""The facts of a text by their dotted names, as `artikelen.json` has them; a text of years ago has none of who is kept up to date."""

KINDS = {"telefoon": "tel:", "email": "mailto:", "website": "https:"}
LET_OP = "Let op: na deze versie zijn contactgegevens gewijzigd."


@dataclass(frozen=True)
class Kept:
    """Who was kept up to date, at every moment since the first; the last state is that of now."""

    states: Sequence[Contacts]

    @cached_property
    def _now(self) -> tuple[Role, ...]:
        return self.states[-1].rollen if self.states else ()

    def stale(self, book: Book, values: Values) -> tuple[str, ...]:
        """What a reader of the document must know: which details in it are those of then, and what they are now; nothing where it has none of those."""
        printed = {link: text for text, link in _printed(book)}
        current = {way.naar for role in self._now for one in role.mensen for way in one.wegen}
        old = {*printed} - current
        gone = {*old, *(printed[link] for link in old)}
        told = [_told(role) for role in self._now if gone & {way for kind in KINDS for way in self._ways(role.rol, kind, values)}]
        return (LET_OP, *told) if told else ()

    def alike(self, old: Book, new: Book, before: Values, after: Values) -> Book:
        """The old text with the details of the new one, where they are of somebody who is kept up to date: between two texts that is no change.

        Of a role with several people that is done where it is plain which of them came in the place of whom.
        """
        was, now = ({link: text for text, link in _printed(book)} for book in (old, new))
        swaps: dict[str, _Swap] = {}
        for role in self._now:
            for kind, begin in KINDS.items():
                ways = {*self._ways(role.rol, kind, before), *self._ways(role.rol, kind, after)}
                gone, came = (
                    [link for link, text in one.items() if link not in other and link.startswith(begin) and {link, text} & ways]
                    for one, other in ((was, now), (now, was))
                )
                if len(gone) == len(came) == 1:
                    swaps[gone[0]] = _Swap(was[gone[0]], now[came[0]], came[0])
        return _with(old, swaps) if swaps else old

    def _ways(self, role: str, kind: str, values: Values) -> Iterator[str]:
        """How somebody in the role could be reached at any time, as the address of a link or as its words."""
        for state in self.states:
            ways = (way for one in state.rollen if one.rol == role for person in one.mensen for way in person.wegen)
            yield from (way.naar for way in ways if way.naar.startswith(KINDS[kind]))
        yield from (value for value in [values.get(f"contact.{role}.{kind}")] if value)


def _told(role: Role) -> str:
    return f"{role.waarvoor}: {enumeration([_person(one) for one in role.mensen], ' of ')}. Dat geldt sinds {long_date(role.bijgewerkt)}."


def _person(one: Person) -> str:
    ways = enumeration([f"{way.tekst}{way.erachter}" for way in one.wegen], " of ")
    return f"{one.naam} ({'; '.join([ways, *one.wanneer])})"


def _printed(book: Book) -> Iterator[tuple[str, str]]:
    """Words and address of every link to a telephone, a mail address or a website, in all that stands there now."""
    for section in book.sections:
        for item in section.items:
            for line in words.lines(item):
                yield from ((" ".join(one.text.split()), one.link) for one in line.pieces if one.link.startswith(tuple(KINDS.values())))


@dataclass(frozen=True)
class _Swap:
    """The words of a link and what comes in their place, and where it leads then."""

    old: str
    new: str
    link: str


def _with(book: Book, swaps: Mapping[str, _Swap]) -> Book:
    def piece(one: Piece) -> Piece:
        found = swaps.get(one.link)
        if found is None:
            return one
        # Words that are no number or address stay.
        return one._replace(text=found.new if " ".join(one.text.split()) == found.old else one.text, link=found.link)

    chapters = tuple(
        replace(
            chapter,
            sections=tuple(replace(section, items=tuple(_changed(item, piece) for item in section.items)) for section in chapter.sections),
        )
        for chapter in book.chapters
    )
    return replace(book, chapters=chapters)


def _changed(item: Item, piece: Callable[[Piece], Piece]) -> Item:
    return replace(item, blocks=tuple(_block(block, piece) for block in item.blocks))


def _block(block: Marked, piece: Callable[[Piece], Piece]) -> Marked:
    if isinstance(block, Line):
        return Line(tuple(map(piece, block.pieces)))
    assert isinstance(block, Box)
    return replace(block, children=tuple(_block(child, piece) for child in block.children))
