"""The text of a Word file from its first page to its last line: title, contents, chapters, and where the text in force is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from handbook.export.documents import words
from handbook.export.documents.model import Book, Chapter, Section
from handbook.export.documents.word.blocks import Blocks
from handbook.export.documents.word.numbering import ARTICLE, CHAPTER, RULES
from handbook.export.documents.word.parts import Parts
from handbook.export.documents.word.runs import Runs, Words, plain
from handbook.export.documents.word.tracking import counted
from handbook.export.documents.word.xml import HEAD, SPACES, escaped, val, within
from handbook.redline.changes import IN, OUT, SAME, Line

PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="{top}" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="624" w:gutter="0"/>'
)
"""A4 with margins of 25 mm, in twentieths of a point; `top` is TOP, or of a letter or form, which is to fit on few sheets, TOP_ALONE."""

TOP, TOP_ALONE = 1701, 1304

WITHOUT_PAGES = (
    "Nummers van bladzijden komen erbij als deze lijst wordt bijgewerkt: "
    "klik er met rechts op, en kies Veld bijwerken (in LibreOffice: Index bijwerken)."
)
"""The first line of what the field holds, which goes when it is filled again. A field that is to fill itself makes Word ask its reader
whether it may, each time (https://github.com/PumasAI/WriteDocx.jl/pull/48), and numbers of our own would be those of another layout."""

CONTENTS = ' TOC \\o "1-2" \\h \\z '
"""What Word fills the table of contents with, when somebody asks it to; it then adds the numbers of pages, which only Word knows."""

GALLERY = within("docPartObj", val("docPartGallery", "Table of Contents") + val("docPartUnique"))
"""By this Word knows it for what it is, and offers to fill it again."""


@dataclass(frozen=True)
class Body:
    """Writes the text of one document."""

    book: Book
    parts: Parts
    runs: Runs
    blocks: Blocks

    def xml(self, logo: str, header: str, footer: str, first_footer: str) -> str:
        """The main part; `logo` is a run, the others are the names of the parts in the margins."""
        margins = "".join(
            f'<w:{name}Reference w:type="{kind}" r:id="{self.parts.relation(name, target)}"/>'
            for name, kind, target in (("header", "default", header), ("footer", "default", footer), ("footer", "first", first_footer))
        )
        page = PAGE.format(top=TOP_ALONE if self.book.alone else TOP)
        section = within("sectPr", margins + page + val("titlePg"))
        inner = "".join([*self._front(logo), self._contents(), *self._chapters(), self._end(), section])
        return f"{HEAD}<w:document {SPACES}>{within('body', inner)}</w:document>"

    def _front(self, logo: str) -> Iterator[str]:
        book = self.book
        if logo:
            yield _paragraph("FeitenVersie", logo)
        if book.alone:
            # A letter or a form has its own title, and is sent as it is.
            yield _paragraph("FeitenVersie", plain(book.employer))
            yield from self._warnings()
            return
        before = book.before
        down = '<w:spacing w:before="2400"/>' if len(book.chapters) > 1 else ""
        yield self._fact(((before.title, ""),), ((book.title, ""),), "Title", down)
        yield self._fact(((before.employer, ""),), ((book.employer, ""),), "Subtitle")
        yield from self._warnings()
        if book.part:
            yield _paragraph("FeitenVersie", plain(f"{book.part}. Dit is een deel van het protocol."))
        for old, new in zip(facts(before), facts(book), strict=True):
            yield self._fact(old, new)
        if book.contacts:
            both = (("Contactgegevens van nu: ", ""), (book.contacts, book.contacts))
            yield self._fact(both, both)

    def _fact(self, old: Words, new: Words, style: str = "FeitenVersie", properties: str = "") -> str:
        """A line on the front, as both texts have it; nothing where neither does."""
        if not old and not new:
            return ""
        op = OUT if not new else IN if not old else SAME
        return _paragraph(style, self.runs.both(old, new), properties + self.blocks.tracking.end(op))

    def _warnings(self) -> Iterator[str]:
        """Those of a redline are of the new text."""
        op = IN if self.book.redlined else SAME
        for told in self.book.warnings:
            words = self.blocks.tracking.runs(op, plain(told, val("b") + val("bCs")))
            yield _paragraph("FeitenVersie", words, self.blocks.tracking.end(op))

    def _contents(self) -> str:
        """Filled in, so that no program has to ask whether to fill it. A part of one article needs none."""
        entries = [*self._entries()]
        if len(entries) < 3:
            return ""
        lines = [_paragraph("TOCHeading", plain("Inhoud"), val("pageBreakBefore") if len(self.book.chapters) > 1 else "")]
        begin = _field("begin") + f'<w:r><w:instrText xml:space="preserve">{escaped(CONTENTS)}</w:instrText></w:r>' + _field("separate")
        lines.append(_paragraph("FeitenVersie", begin + plain(WITHOUT_PAGES, val("i") + val("iCs"))))
        for at, (style, address, text) in enumerate(entries):
            link = f'<w:hyperlink w:anchor="{self.parts.bookmark(address)}" w:history="1">{plain(text)}</w:hyperlink>'
            last = _field("end") if at == len(entries) - 1 else ""
            # A chapter stands on the page of its first article.
            keep = val("keepNext") if [one for one, _, _ in entries[at : at + 2]] == ["TOC1", "TOC2"] else ""
            lines.append(_paragraph(style, link + last, keep))
        return within("sdt", within("sdtPr", GALLERY) + within("sdtContent", "".join(lines)))

    def _entries(self) -> Iterator[tuple[str, str, str]]:
        """The style, address and words of each line of the contents: those of the new text."""
        for chapter in self.book.chapters:
            if chapter.op == OUT:
                continue
            yield "TOC1", chapter.address, (f"Hoofdstuk {chapter.number}. " if chapter.number else "") + _now(chapter.title)
            for section in chapter.sections:
                if section.number and section.title and section.op != OUT:
                    yield "TOC2", section.address, f"Artikel {section.number} {_now(section.title)}"

    def _chapters(self) -> Iterator[str]:
        for at, chapter in enumerate(self.book.chapters):
            yield self._heading(chapter, first=at == 0)
            for section in chapter.sections:
                yield from self._section(section)

    def _heading(self, chapter: Chapter, *, first: bool) -> str:
        number = self._rule(CHAPTER, chapter.number, chapter.op) if chapter.number else 0
        breaks = val("pageBreakBefore") if first and len(self.book.chapters) > 1 else ""
        own = "" if number == RULES else within("numPr", val("ilvl", CHAPTER) + val("numId", number))
        return self._titled("Heading1", breaks + own, chapter.op, chapter.title, chapter.address)

    def _section(self, section: Section) -> Iterator[str]:
        if section.title:
            number = self._rule(ARTICLE, section.number.rpartition(".")[2], section.op) if section.number else RULES
            style = "Heading2" if section.number else {2: "Kop2", 3: "Heading3"}.get(section.level, "Heading4")
            own = "" if number == RULES else within("numPr", val("ilvl", ARTICLE) + val("numId", number))
            yield self._titled(style, own, section.op, section.title, section.address)
        yield from counted(one for item in section.items for one in self.blocks.item(item, section.level))

    def _rule(self, level: int, number: str, op: str) -> int:
        return self.blocks.numbering.rule(level, int(number)) if op != OUT and number.isdecimal() else RULES

    def _titled(self, style: str, own: str, op: str, title: Line, address: str) -> str:
        self.blocks.above()
        properties = val("pStyle", style) + own + self.blocks.tracking.end(op)
        return f"<w:p>{within('pPr', properties)}{self._marked(op, address, self.runs.line(title))}</w:p>"

    def _marked(self, op: str, address: str, inner: str) -> str:
        """With a bookmark around it, but for what went from here to elsewhere: a place has one."""
        if op == OUT and address in self._kept:
            return inner
        number = self.parts.number()
        return f'<w:bookmarkStart w:id="{number}" w:name="{self.parts.bookmark(address)}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'

    @cached_property
    def _kept(self) -> frozenset[str]:
        """The addresses of what the new text has."""
        chapters = {one.address for one in self.book.chapters if one.op != OUT}
        return frozenset(chapters | {one.address for one in self.book.sections if one.op != OUT})

    def _end(self) -> str:
        book = self.book
        if book.alone:
            return ""
        return _paragraph("SlotVersie", self.runs.both(_ending(book.before), _ending(book)))


def facts(book: Book) -> tuple[Words, ...]:
    """What stands below the title, a line each; without words of one that is not there."""
    told = (book.named, book.adopted, f"Kenmerk: {book.reference}" if book.reference else "")
    address = (("Adres van het handboek: " if book.draft else "Vast adres: ", ""), (book.found, book.found))
    return (*(((one, ""),) if one else () for one in told), address)


def _ending(book: Book) -> Words:
    """What stands below the text: where this one is, and that in force."""
    here = (
        (("Dit is een concept. Het geldt niet.", ""), ("", ""))
        if book.draft
        else (("Deze tekst staat op ", ""), (book.address, book.address))
    )
    now = ("" if book.draft else ".") + " Welke tekst nu geldt, ziet u op "
    return (*here, (now, ""), (book.home, book.home), (".", ""))


def _now(line: Line) -> str:
    """A title as it is now."""
    return words.plain(Line(tuple(piece for piece in line.pieces if piece.op != OUT)))


def _paragraph(style: str, inner: str, properties: str = "") -> str:
    return f"<w:p>{within('pPr', val('pStyle', style) + properties)}{inner}</w:p>"


def _field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
