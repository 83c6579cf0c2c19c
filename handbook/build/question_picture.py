"""Draws a short list of questions as one upright SVG picture that a telephone shows at its own size: lines and letters only, coloured by the style sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from handbook.build.decision_tree_svg import SIGNS, wrapped
from handbook.sources.data.short_questions import Vraag, Vragen

WIDTH = 272
"""About the room of the text on the narrowest telephone, so that one unit is never less than a pixel there."""

RAIL = WIDTH - 12
"""Where the line runs down that every doubt joins."""

LETTER, LABEL = 15, 14
LINE = 20
PADDING = 10
STEP = 34
"""Between two boxes: an arrow, with its answer beside it."""

BOX = WIDTH - 40
"""How wide the box of a question is."""

TEXT = 38
"""Where the words of a box begin, behind its number or sign."""


def told(asked: Vragen) -> str:
    """All that the picture says, in words."""
    last = len(asked.vragen)
    lines = []
    for number, one in enumerate(asked.vragen, 1):
        then = f"door naar vraag {number + 1}" if number < last else asked.alles_goed
        lines.append(f"{number}. {one.vraag} Bij {one.goed}: {then}. Bij {one.doubt}: {asked.anders}.")
    return " ".join(lines)


def draw(asked: Vragen, id: str, say: Callable[[str], str] = str) -> str:
    """The questions below each other, what each answer leads to, and the two ends; `id` is what its addresses begin with.

    `say` puts a text into the form of address of the pages, before it is cut into lines.
    """
    picture = _Picture(say)
    doubts = [picture.question(number, one) for number, one in enumerate(asked.vragen, 1)]
    picture.end("doen", asked.alles_goed, BOX)
    picture.y += PADDING
    if doubts:
        picture.rail(doubts)
    picture.y += STEP - PADDING
    picture.end("wachten", asked.anders, WIDTH - 2)
    return (
        f'<svg class="vragenbeeld" role="img" aria-labelledby="{id}-titel" aria-describedby="{id}-tekst" viewBox="0 0 {WIDTH} {picture.y + 1}" '
        f'xmlns="http://www.w3.org/2000/svg" fill="none" stroke="currentColor" font-size="{LETTER}" data-search-exclude>'
        f'<title id="{id}-titel">{escape(say(asked.titel))}</title><desc id="{id}-tekst">{escape(say(told(asked)))}</desc>'
        + "".join(picture.drawn)
        + "</svg>"
    )


@dataclass
class _Picture:
    """What is drawn so far, and `y`, how far down it reaches."""

    say: Callable[[str], str]
    y: int = 1
    drawn: list[str] = field(default_factory=list)

    def question(self, number: int, asked: Vraag) -> int:
        """The box of a question and both its answers; returns how far down its line to the side leaves it."""
        top, height = self.box("vraag", asked.vraag, BOX, bold=False)
        middle = top + height // 2
        self.drawn.append(f'<circle class="nummer" cx="20" cy="{middle}" r="11"/>')
        self.letters(str(number), 20, middle + 5, "op", anchor="middle", bold=True)
        self.drawn.append(
            f'<path class="ga-lijn" d="M20 {self.y}V{self.y + STEP - 1}M15.5 {self.y + STEP - 7}L20 {self.y + STEP - 1}L24.5 {self.y + STEP - 7}"/>'
        )
        self.letters(asked.goed, 30, self.y + 22, "ga", size=LABEL, bold=True)
        self.letters(asked.doubt, RAIL - 8, self.y + 22, "stop", anchor="end", size=LABEL, bold=True)
        self.y += STEP
        return middle

    def end(self, kind: str, text: str, width: int) -> None:
        """The box in which the questions end, with the sign of its kind."""
        top, height = self.box(kind, text, width, bold=True)
        self.drawn.append(
            f'<path class="teken {kind}" transform="translate(20 {top + height // 2})" stroke-width="2.5" d="{SIGNS[kind]}"/>'
        )

    def rail(self, doubts: list[int]) -> None:
        """The line that joins every doubt and leads down to the other end."""
        down = self.y + STEP - PADDING - 1
        joins = "".join(f"M{BOX + 1} {y}H{RAIL}" for y in doubts)
        self.drawn.append(
            f'<path class="rem" d="{joins}M{RAIL} {doubts[0]}V{down}M{RAIL - 4.5} {down - 6}L{RAIL} {down}L{RAIL + 4.5} {down - 6}"/>'
        )

    def box(self, kind: str, text: str, width: int, *, bold: bool) -> tuple[int, int]:
        """A box with its words; returns where it begins and how high it is."""
        lines = wrapped(self.say(text), width - TEXT - PADDING, bold, LETTER)
        top, height = self.y, len(lines) * LINE + 2 * PADDING
        self.drawn.append(f'<rect class="vak {kind}" x="1" y="{top}" width="{width}" height="{height}" rx="4"/>')
        for at, line in enumerate(lines):
            self.letters(line, TEXT, top + PADDING + at * LINE + LETTER, "", bold=bold)
        self.y += height
        return top, height

    def letters(self, text: str, x: int, y: int, kind: str, *, anchor: str = "", size: int = 0, bold: bool = False) -> None:
        """One line of letters."""
        more = "".join(
            (
                f' class="{kind}"' if kind else "",
                f' text-anchor="{anchor}"' if anchor else "",
                f' font-size="{size}"' if size else "",
                ' font-weight="700"' if bold else "",
            )
        )
        self.drawn.append(f'<text x="{x}" y="{y}" fill="currentColor" stroke="none"{more}>{escape(text)}</text>')
