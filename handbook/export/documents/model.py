"""What a document of the protocol holds, whatever form it gets: chapters, sections, parts and their words, each with what became of it.

A document of one text and a redline of two are the same model: in the first every `op` is SAME. Words and blocks are those of
`handbook.redline.changes`, so that no form reads the HTML of a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field
from datetime import date

from handbook.archive.articles_file import Kind
from handbook.core.dutch import long_date
from handbook.redline.changes import SAME, Line, Marked
from handbook.redline.links import is_whole

BOXES = frozenset({"toelichting", "voorbeeld", "gebeurd", "gevolg", "leiding", "hulp", "kader", "invullen"})
"""The kinds of parts that stand in a box beside the rules."""


@dataclass(frozen=True)
class Item:
    """A part of a section: `kind` as in artikelen.json, `number` what stands before a lid, `title` over a box, table or small heading.

    `advice` says of a lid that it is no rule. `op` is IN or OUT where all of it is in one text only.
    """

    kind: Kind
    number: int | None
    title: Line | None
    blocks: tuple[Marked, ...]
    address: str
    advice: bool = False
    op: str = SAME


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it; an article where it has a `number`, such as "6.1". `title` None: what opens a chapter.

    `level` is 2, 3 or 4, below the chapter, which is 1. `was` is the number that it had, where that is another.
    """

    id: str
    level: int
    number: str
    title: Line | None
    address: str
    items: tuple[Item, ...]
    op: str = SAME
    was: str = ""


@dataclass(frozen=True)
class Chapter:
    """A page; `number` is that of its articles, "" where it has none. `address` is below the version, as `regels/werktijd/`."""

    number: str
    title: Line
    address: str
    sections: tuple[Section, ...]
    op: str = SAME

    @property
    def addresses(self) -> Iterator[str]:
        """Its own, and those of its sections."""
        yield self.address
        yield from (one.address for one in self.sections)


@dataclass(frozen=True)
class Look:
    """What makes a document the organisation's: `colour` as `#1f4e79`, `logo` the bytes of a picture with the end of its name, as `.svg`."""

    colour: str
    logo: tuple[str, bytes] | None = None


@dataclass(frozen=True)
class Redlined:
    """What a redline compares: the names of both texts, and who made the new one, on which day, for the marks of a word processor.

    `before` is the old document: what stands on the front of the new one stood otherwise on its own. `facts` are the ids of articles in which
    nothing but a fact is another.
    """

    old: str
    new: str
    author: str
    day: date
    before: Book
    facts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Book:
    """A whole document, a chapter or an article of it.

    `version` is the name of the version, `draft` whether nobody adopted it. `address` is where the text stands for ever, with a slash at its
    end; every other address begins there. `since` is the first day of the text. `adopted` is a sentence, "" of a draft. `part` says what of
    the protocol it holds, "" where that is all. `file` reads a picture of the version by its path.
    """

    title: str
    employer: str
    short_name: str
    reference: str
    version: str
    draft: bool
    since: date
    address: str
    adopted: str
    look: Look
    chapters: tuple[Chapter, ...]
    part: str = ""
    redlined: Redlined | None = None
    alone: bool = False
    """Whether it is one page that is a document by itself, such as a letter: it needs no cover and no list of what is in it."""
    follows: bool = False
    """Whether it is a draft that follows on `version`, which is published, and that no revision tells of: it has no name or day of its own yet."""
    stale: tuple[str, ...] = ()
    """Sentences on details in it that are kept up to date elsewhere, and are no longer so."""
    contacts: str = ""
    """Where the contacts that are kept up to date stand as they are now; "" where there are none, and in a draft, which stands nowhere."""
    whole: frozenset[str] = frozenset()
    """The addresses of all chapters and sections that this document holds."""
    file: Callable[[str], bytes | None] = field(default=lambda _: None, compare=False)

    @property
    def before(self) -> Book:
        """The document that it is compared with; of one text itself."""
        return self.redlined.before if self.redlined else self

    @property
    def kind(self) -> str:
        """What is said before the name of the version."""
        if self.follows:
            return "Concept na versie"
        return "Concept van versie" if self.draft else "Versie"

    @property
    def named(self) -> str:
        """Which text it is, and from when it applies."""
        return f"{self.kind} {self.version}, {'nog zonder eigen revisie' if self.follows else f'geldend vanaf {long_date(self.since)}'}"

    @property
    def home(self) -> str:
        """The address that leads to the text in force for as long as the archive is there: the one above all versions."""
        return self.address.rstrip("/").rpartition("/")[0] + "/"

    @property
    def found(self) -> str:
        """Where a reader finds it: a draft stands nowhere."""
        return self.home if self.draft else self.address

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader must know first, in whole sentences: of a draft that it does not apply, and what is no longer as it stands there."""
        draft = ("Concept: deze tekst is niet gepubliceerd en geldt niet. Zij heeft nog geen eigen adres.",) if self.draft else ()
        return (*draft, *self.stale)

    @property
    def sections(self) -> Iterator[Section]:
        """All sections, in their order."""
        for chapter in self.chapters:
            yield from chapter.sections

    def target(self, link: str) -> tuple[bool, str]:
        """Where a link of a piece leads: whether it is within this document, and the address there or on the web.

        What this document leaves out has no address on the web where it is of a draft: that is "".
        """
        if is_whole(link):
            return False, link
        inside = within(self.whole, link)
        if inside is not None:
            return True, inside
        return False, "" if self.draft else f"{self.address}{link}"


def within(addresses: Set[str], link: str) -> str | None:
    """Which of the addresses that a document holds a link of a piece leads to; None where to no one."""
    # A lid has an address of its own, and no heading: its article is as near as a document gets.
    return next((one for one in (link, link.partition("-lid-")[0], link.removesuffix("/")) if one in addresses), None)
