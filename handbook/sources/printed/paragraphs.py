"""Gives what is printed of a page by paragraph: with the article, the number and the box in which it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from handbook.core.as_json import codec
from handbook.core.kept import by_content
from handbook.sources.articles import headed
from handbook.sources.files.text_files import EVERY_PAGE, REMEMBERED
from handbook.sources.pages import Page
from handbook.sources.printed.sentences import BOX, CAPTION, MARK, RULE, SHORTENED_WORD, Sentence, of_lines, unfenced

NUMBERED = re.compile(r"^(\d{1,9})[.)][ \t]+")
INDENT = 4


@dataclass(frozen=True)
class Paragraph:
    """One numbered paragraph with its list, one other paragraph, item or row.

    `article` is empty outside articles, `number` is 0 where nothing is numbered, `box` is the kind of the box around it, such as note,
    and `opened` the line on which that box begins.
    """

    lines: tuple[tuple[int, str], ...]
    article: str = ""
    number: int = 0
    box: str = ""
    opened: int = 0
    cut: tuple[Sentence, ...] = field(default=(), compare=False, repr=False)
    """Its sentences, where they were read with the paragraph."""

    @property
    def line(self) -> int:
        return self.lines[0][0]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return self.cut or of_lines(self.lines, self.article)

    @cached_property
    def text(self) -> str:
        return " ".join(one.text for one in self.sentences)

    @cached_property
    def own_text(self) -> str:
        """Without what is quoted of others."""
        return " ".join(one.own_text for one in self.sentences)

    @cached_property
    def small(self) -> str:
        """The same in small letters."""
        return self.own_text.lower()


@by_content("alineas", EVERY_PAGE, **codec(tuple[Paragraph, ...]))
def of_page(page: Page, lines: tuple[tuple[int, str], ...]) -> tuple[Paragraph, ...]:
    """The paragraphs of a page, of which `lines` are printed; headings are none."""
    heads = {line: match["id"] for line, _, match in headed(page) if match}
    return tuple(replace(one, cut=one.sentences) for one in _Reading(heads).paragraphs(lines))


@lru_cache(10 * REMEMBERED)
def of_text(text: str, line: int) -> Paragraph:
    """One text out of docs/gegevens as a paragraph."""
    return Paragraph(((line, text),))


@dataclass
class _Reading:
    """Reads from the first line to the last."""

    heads: Mapping[int, str]
    article: str = ""
    number: int = 0
    box: str = ""
    inside: int = 0
    """The column at which the text of the box begins."""
    opened: int = 0
    held: list[tuple[int, str]] = field(default_factory=list)
    apart: bool = True
    """Whether the line before was empty."""

    def paragraphs(self, lines: Sequence[tuple[int, str]]) -> Iterator[Paragraph]:
        for number, raw in unfenced(lines):
            if not raw.strip():
                self.apart = True
                continue
            if self._begins(raw):
                yield from self._ended()
            self._take(number, raw)
            self.apart = False
        yield from self._ended()

    def _begins(self, raw: str) -> bool:
        """Whether this line is the first of another paragraph."""
        column = len(raw) - len(raw.lstrip())
        if self.box and column >= self.inside:
            return self.apart or bool(MARK.match(raw))
        if column >= INDENT and self.number and not self.box:
            # All that is indented under a number belongs to it, but for a box.
            return BOX.match(raw) is not None
        return self.apart or bool(MARK.match(raw)) or raw.startswith(("#", "|", ">", "!!!", "???", "===", "///", "*["))

    def _take(self, number: int, raw: str) -> None:
        column, line = len(raw) - len(raw.lstrip()), raw.strip()
        if self.box and column < self.inside:
            self.box = ""
        box = BOX.match(raw)
        if box:
            self.box, self.inside, self.opened = [*line.split(), ""][1], column + INDENT, number
        elif line.startswith("#") and column == 0:
            level = len(line) - len(line.lstrip("#"))
            self.article, self.number = (self.heads.get(number, ""), 0) if level <= 2 else (self.article, 0)
        elif not (RULE.match(line) or CAPTION.match(raw) or SHORTENED_WORD.match(raw)):
            counted = NUMBERED.match(raw)
            if counted or column < INDENT:
                self.number = int(counted[1]) if counted else 0
            self.held.append((number, MARK.sub("", raw).lstrip("> ")))

    def _ended(self) -> Iterator[Paragraph]:
        if self.held:
            yield Paragraph(tuple(self.held), self.article, 0 if self.box else self.number, self.box, self.opened if self.box else 0)
        self.held = []
