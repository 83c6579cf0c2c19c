"""The blocks of a part as paragraphs of a Word file: lists, quotations and boxes, however deep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from handbook.export.documents.model import BOXES, Item
from handbook.export.documents.sides import op_of
from handbook.export.documents.word import styles
from handbook.export.documents.word.numbering import LEVELS, LID, RULES, STEP, Numbering
from handbook.export.documents.word.runs import Runs
from handbook.export.documents.word.tables import Tables
from handbook.export.documents.word.tracking import Tracking
from handbook.export.documents.word.xml import val, within
from handbook.redline.changes import IN, OUT, SAME, Box, Line, Marked

NAMED = {
    "blockquote": "Quote",
    "pre": "Programmatekst",
    "dt": "Begrip",
    "dd": "Omschrijving",
    "caption": "Caption",
    "figcaption": "Caption",
    "h3": "Heading3",
    "h4": "Heading4",
    "h5": "Heading4",
    "h6": "Heading4",
}
"""The style of what stands in an element, where it is in no box."""

LOWEST = 4
"""The last level of headings that has a style."""

GAP = 160
"""What keeps a paragraph from the box or table above it, which have no space of their own below; in twentieths of a point."""

BOX_STYLES = tuple(style for style, _ in styles.BOXES.values())
WITH_SPACE = ("Heading", "Kop", "Caption", "Begrip")
"""The styles that have space of their own above."""


@dataclass(frozen=True)
class Place:
    """Where a block stands: the style of its paragraphs, how far its lists stand in, how deep it is in them, and whether beside a number.

    `number` is the list and level of the next paragraph; `ends` is how far its other paragraphs stand in.
    """

    style: str = ""
    indent: int = 0
    depth: int = 0
    numbered: bool = False
    number: tuple[int, int] | None = None

    def properties(self, apart: bool) -> str:
        """Those of a paragraph, but for what became of it; `apart` keeps it from what stands above."""
        style = val("pStyle", self.style) if self.style else ""
        space = f'<w:spacing w:before="{GAP}"/>' if apart else ""
        if self.number:
            return style + within("numPr", val("ilvl", self.number[1]) + val("numId", self.number[0])) + space
        left = self.indent + self.depth * STEP
        return style + space + (f'<w:ind w:left="{left}"/>' if self.depth else "")


@dataclass(frozen=True)
class Blocks:
    """Writes the parts of one document."""

    runs: Runs
    tracking: Tracking
    numbering: Numbering
    _above: list[str] = field(default_factory=lambda: [""])
    """What was written last: the op of a table, or `box`."""

    def paragraph(self, op: str, line: Line | None, place: Place) -> str:
        """One paragraph; `op` says what became of it as a whole."""
        in_box = place.style.startswith(BOX_STYLES)
        apart = bool(self._above[0]) and not place.style.startswith(WITH_SPACE) and not (in_box and self._above[0] == "box")
        self._above[0] = "box" if in_box else ""
        inner = self.runs.line(line) if line else ""
        return f"<w:p>{within('pPr', place.properties(apart) + self.tracking.end(op))}{inner}</w:p>"

    def above(self) -> None:
        """Says that a heading was written."""
        self._above[0] = ""

    def _table(self, table: Box) -> Iterator[str]:
        if self._above[0] in (SAME, OUT, IN) and not any(isinstance(child, Box) and child.tag == "caption" for child in table.children):
            # Two tables without a paragraph between them would be one. Between one that went and one that came it is in neither text.
            op = {self._above[0], table.op} - {SAME}
            yield self.paragraph("".join(sorted(op)) or SAME, None, Place("Cel"))
        yield from Tables(self.runs, self.tracking).table(table)
        self._above[0] = table.op

    def item(self, item: Item, level: int) -> Iterator[str]:
        """A part of a section; `level` is that of the section's heading."""
        place = Place()
        if item.kind in BOXES:
            style = styles.BOXES[item.kind][0]
            place = Place(style, styles.BAR)
            if item.title:
                yield self.paragraph(_whole(item, op_of(item.title)), item.title, replace(place, style=f"{style}Titel"))
        elif item.number is not None:
            yield from self._lid(item)
            return
        elif item.title:
            style = f"Heading{min(level + 1, LOWEST)}" if item.kind == "kop" else "Caption"
            yield self.paragraph(_whole(item, op_of(item.title)), item.title, Place(style))
        yield from self._all(item.blocks, place)

    def _lid(self, item: Item) -> Iterator[str]:
        assert item.number is not None
        # The numbers are those of the new text; Word counts those of the old one where the changes are refused.
        number = self.numbering.rule(LID, item.number) if item.op != OUT else RULES
        # A style that another style of a list builds on has no numbers of its own in every program.
        named = item.advice or number != RULES
        place = Place("LidAdvies" if item.advice else "Lid", numbered=True, number=(number, LID) if named else None)
        first, *rest = _with_a_paragraph(item.blocks, item.op)
        yield from self._block(first, place)
        yield from self._all(rest, replace(place, style="LidVervolg", number=None, depth=0, indent=STEP))

    def _all(self, blocks: Sequence[Marked], place: Place) -> Iterator[str]:
        for block in blocks:
            yield from self._block(block, place)

    def _block(self, block: Marked, place: Place) -> Iterator[str]:
        if isinstance(block, Line):
            yield self.paragraph(op_of(block), block, place)
        elif block.tag in ("ul", "ol"):
            yield from self._list(block, place)
        elif block.tag == "table":
            yield from self._table(block)
        elif block.tag == "hr":
            yield self.paragraph(block.op, None, replace(place, style="Scheiding"))
        elif block.tag == "p":
            yield self.paragraph(block.op, _only(block), place)
        else:
            style = place.style or NAMED.get(block.tag, "")
            yield from self._all(block.children, replace(place, style=style))

    def _list(self, block: Box, place: Place) -> Iterator[str]:
        level = min(place.depth, LEVELS - 1)
        if block.tag == "ul":
            number = self.numbering.dots(place.indent)
        else:
            start = next((int(value) for child in block.children if (value := _value(child))), 1)
            number = self.numbering.numbers(place.indent, level, start, letters=place.numbered)
        style = place.style if place.style in BOX_STYLES else "ListParagraph"
        for child in block.children:
            first, *rest = _with_a_paragraph(child.children, child.op) if isinstance(child, Box) else (child,)
            deeper = replace(place, style=style, depth=place.depth + 1, number=None)
            yield from self._block(first, replace(deeper, number=(number, level)))
            yield from self._all(rest, deeper)


def _with_a_paragraph(blocks: tuple[Marked, ...], op: str) -> tuple[Marked, ...]:
    """Blocks of which the first is a paragraph, be it without words: before it stands the number or the dot."""
    if blocks and (isinstance(blocks[0], Line) or blocks[0].tag == "p"):
        return blocks
    return (Box(op, "p", (), "", ()), *blocks)


def _value(child: Marked) -> str:
    return dict(child.attributes).get("value", "") if isinstance(child, Box) and child.op != OUT else ""


def _whole(item: Item, op: str) -> str:
    return item.op if item.op != SAME else op


def _only(block: Box) -> Line:
    """The words of a paragraph."""
    return Line(tuple(piece for child in block.children if isinstance(child, Line) for piece in child.pieces))
