"""Draws a decision aid as one upright SVG picture, narrow enough for a telephone: lines and letters only, coloured by the style sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from handbook.sources.data.decision_aids import Aid, Way

WIDTH = 340
INDENT = 20
LETTER = 13
LINE = 17
PADDING = 8
GAP = 10
"""In the picture's own units; on a telephone one of them is about one pixel."""

NARROW, WIDE = "fijlrtI.,:;!|'()[]- ", "mwMW@%"
"""Letters that take less and more room than the others, in any sans serif."""

SIGNS = {
    "doen": "M-4.5 0.5 -1.5 3.5 4.5 -3.5",
    "wachten": "M-2 -4V4M2 -4V4",
    "stoppen": "M-3.5 -3.5 3.5 3.5M3.5 -3.5 -3.5 3.5",
}
"""A tick, a pause and a cross: an end is told by more than its colour."""


def sign(kind: str) -> str:
    """The sign of an end by itself, sixteen by sixteen; the words beside it say the same."""
    return f'<svg class="teken {kind}" aria-hidden="true" viewBox="-8 -8 16 16" xmlns="http://www.w3.org/2000/svg" fill="none"><path d="{SIGNS[kind]}"/></svg>'


def width_of(text: str, bold: bool = False, letter: int = LETTER) -> float:
    """About how wide a text is in letters of so many units; rather too wide than too narrow, because every system has a font of its own."""
    units = sum(0.36 if c in NARROW else 0.94 if c in WIDE else 0.72 if c.isupper() else 0.625 for c in text)
    return units * letter * (1.11 if bold else 1)


def wrapped(text: str, room: float, bold: bool = False, letter: int = LETTER) -> list[str]:
    """The text in lines that fit; a word that is wider than all room stands on a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, bold, letter) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


def draw(aid: Aid, title: str, description: str, id: str, say: Callable[[str], str] = str) -> str:
    """The whole tree; `title` and `description` are its text alternative, `id` what their addresses begin with.

    `say` puts a text into the form of address of the pages, before it is cut into lines.
    """
    picture = _Picture(aid, say)
    picture.question(aid.start, 0)
    return (
        f'<svg class="boom" role="img" aria-labelledby="{id}-titel" aria-describedby="{id}-tekst" viewBox="0 0 {WIDTH} {picture.y}" '
        f'xmlns="http://www.w3.org/2000/svg" fill="none" stroke="currentColor" font-size="{LETTER}" data-search-exclude>'
        f'<title id="{id}-titel">{escape(title)}</title><desc id="{id}-tekst">{escape(description)}</desc>'
        + "".join(picture.lines + picture.boxes)
        + "</svg>"
    )


@dataclass
class _Picture:
    """What is drawn so far, and `y`, how far down it reaches: every box stands below the one before."""

    aid: Aid
    say: Callable[[str], str] = str
    y: int = 1
    lines: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)

    def question(self, key: str, level: int) -> None:
        """The box of a question, and below it everything that its answers lead to."""
        left, ways = level * INDENT, self.aid.ways[key]
        self.box(left, "vraag", [(f"{self.aid.numbers[key]}. {self.aid.steps[key].title}", True)])
        rail, top = left + INDENT // 2, self.y
        straight = ways[-1] if ways[-1].here and self.aid.steps[ways[-1].to].vraag else None
        for way in ways:
            if way is straight:
                self.straight(way, rail, top, level)
            else:
                self.branch(way, rail, top, level + 1)

    def branch(self, way: Way, rail: int, top: int, level: int) -> None:
        """An answer that leads aside: to an end, to a question elsewhere, or to questions of its own."""
        step, left = self.aid.steps[way.to], level * INDENT
        self.y += GAP
        y = self.y + PADDING + LINE // 2
        if step.vraag and way.here:
            self.label(way.answer, left + PADDING)
            self.y += 4
            y = self.y + PADDING + LINE // 2
            self.question(way.to, level)
        elif step.vraag:
            self.box(left, "verder", [(way.answer, False), (f"Ga naar vraag {self.aid.numbers[way.to]}", True)])
        elif step.einde:
            self.box(left, step.einde.soort, [(way.answer, False), (step.einde.kop, True)])
        self.lines.append(f'<path class="lijn" d="M{rail} {top}V{y}H{left}"/>')

    def straight(self, way: Way, rail: int, top: int, level: int) -> None:
        """The answer with the longest way on goes straight down."""
        self.y += GAP
        self.label(way.answer, rail + PADDING)
        self.y += 4
        self.lines.append(
            f'<path class="lijn" d="M{rail} {top}V{self.y}M{rail - 4} {self.y - 5}L{rail} {self.y}L{rail + 4} {self.y - 5}"/>'
        )
        self.question(way.to, level)

    def label(self, answer: str, left: int) -> None:
        """An answer beside its line."""
        for text in wrapped(self.say(answer), WIDTH - left):
            self.text(text, left, bold=False)

    def box(self, left: int, kind: str, parts: list[tuple[str, bool]]) -> None:
        """A box with paragraphs, each bold or not; an end has its sign at the right."""
        room = WIDTH - left - 2 * PADDING - (16 if kind in SIGNS else 0)
        shown = [(line, bold) for text, bold in parts for line in wrapped(self.say(text), room, bold)]
        height = len(shown) * LINE + 2 * PADDING
        self.boxes.append(
            f'<rect class="vak {kind}" x="{left + 1}" y="{self.y}" width="{WIDTH - left - 2}" height="{height}" rx="{9 if kind == "vraag" else 3}"/>'
        )
        if kind in SIGNS:
            self.boxes.append(
                f'<path class="teken {kind}" transform="translate({WIDTH - 14} {self.y + height // 2})" stroke-width="2" d="{SIGNS[kind]}"/>'
            )
        self.y += PADDING
        for line, bold in shown:
            self.text(line, left + PADDING, bold)
        self.y += PADDING

    def text(self, line: str, left: int, bold: bool) -> None:
        """One line of letters."""
        weight = ' font-weight="700"' if bold else ""
        self.boxes.append(f'<text x="{left}" y="{self.y + LETTER}" fill="currentColor" stroke="none"{weight}>{escape(line)}</text>')
        self.y += LINE
