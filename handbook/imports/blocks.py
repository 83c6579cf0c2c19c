"""Writes paragraphs, lists, tables and pictures of a document in our Markdown: one sentence on a line, lists below each other by four spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handbook.imports import lists, tables, trees
from handbook.imports.characters import at_line_start
from handbook.imports.inlines import Inlines
from handbook.imports.notes import MARK, Notes
from handbook.imports.pandoc import Node
from handbook.sources.printed.sentences import ENDS, SHORTENED

INDENT = "    "
FRAME = ("Dit stond in een kader.", 'Moet het een kader blijven? Zet er !!! note "Let op" boven, en laat de tekst vier spaties inspringen.')
HEADING_WITHIN = ("Deze kop stond in een lijst of tabel, en is nu een vette regel.", "Kijk of dat klopt.")
LOOKS_LIKE_HEADING = ("Deze vette regel lijkt een kop.", "Is het een kop? Zet er ## voor, en haal de sterren weg.")
QUOTE = "BlockQuote"


@dataclass
class Blocks:
    """Writes for one page."""

    inlines: Inlines
    notes: Notes

    def write(self, blocks: Sequence[Node], article: str = "") -> list[str]:
        """The lines of the blocks, an empty one between each two; `article` is the number that was typed before the heading above them."""
        done: list[str] = []
        marks = ""
        for block in lists.settled(_unwrapped(blocks), self.notes, article):
            lines = self._one(block)
            if any(MARK.sub("", line).strip() for line in lines):
                done += ["", *lines] if done else lines
            else:
                # Of a picture that was not taken over only the remark is left.
                marks += "".join(match[0] for line in lines for match in MARK.finditer(line))
        return [*done[:-1], f"{done[-1]}{marks}"] if done else [marks] if marks else []

    def _one(self, block: Node) -> list[str]:
        kind, content = block["t"], trees.held_by(block)
        if kind in ("Para", "Plain"):
            mark = self.notes.here(*LOOKS_LIKE_HEADING) if _looks_like_heading(content) else ""
            return self.sentences(mark + self.inlines.write(content))
        if kind == "Header":
            return [f"{self.notes.here(*HEADING_WITHIN)}**{self.inlines.write(trees.words(trees.plain(content[2])))}**"]
        if lists.is_list(block):
            return self._list(block)
        if kind == "Table":
            return self._table(content)
        if kind == "LineBlock":
            return self.sentences("\n".join(map(self.inlines.write, content)))
        if kind == "CodeBlock":
            return self.sentences(self.inlines.write(trees.words(content[1])))
        if kind == "DefinitionList":
            return self._terms(content)
        if kind == "Figure":
            return [*self.write(content[2]), *(["", *caption] if (caption := self.write(content[1][1])) else [])]
        return []

    def sentences(self, text: str) -> list[str]:
        """A paragraph with one sentence on a line; where the document broke a line, so do we."""
        broken = [part.strip() for part in text.split("\n")]
        found: list[str] = []
        for number, part in enumerate(one for one in broken if one):
            lines = [at_line_start_marked(line) for line in _cut(part)]
            if number and found:
                # Two spaces are a line break: a backslash would be printed.
                found[-1] += "  "
            found += lines
        return found

    def _list(self, block: Node) -> list[str]:
        done: list[str] = []
        numbered = lists.style(block) == "Decimal"
        for at, item in enumerate(lists.items(block)):
            # A letter is part of the text, so that "onder b" stays right wherever it is read.
            sign = f"{at + 1}. " if numbered else "- "
            letter = f"{lists.label(block, at)} " if block["t"] == "OrderedList" and not numbered else ""
            lines = _item(sign, letter, self._item(item))
            # Right behind a paragraph of an item, Markdown takes the next number for more of its text.
            done += ["", *lines] if _ends_in_paragraph(done) else lines
        return done

    def _item(self, blocks: Sequence[Node]) -> list[str]:
        """An item's lines: a list comes right below its sentence, another paragraph after an empty line."""
        done: list[str] = []
        for block in lists.settled(_unwrapped(blocks), self.notes):
            lines = self._one(block)
            if done and lines and not lists.is_list(block):
                done.append("")
            done += lines
        return done

    def _table(self, content: list[Any]) -> list[str]:
        table = tables.grid(content)
        caption = self.write(content[1][1])
        inner = tables.only_a_frame(table)
        if inner is not None:
            lines = self.write(inner)
            return [self.notes.here(*FRAME) + lines[0], *lines[1:]] if lines else []
        return [*caption, *([""] if caption else []), *tables.lines(table, self.inlines.write, self.notes)]

    def _terms(self, content: list[tuple[list[Node], list[list[Node]]]]) -> list[str]:
        done: list[str] = []
        for term, meanings in content:
            done += ["", self.inlines.write(term)] if done else [self.inlines.write(term)]
            for meaning in meanings:
                lines = self.write(meaning) or [""]
                done += [f":   {lines[0]}", *_below(lines[1:])]
        return done


def _ends_in_paragraph(lines: Sequence[str]) -> bool:
    """Whether the last item ends in a paragraph of its own, or a table."""
    gaps = [at for at, line in enumerate(lines) if not line]
    return bool(gaps) and not re.match(r"(?:[-*]|\d+\.) ", lines[gaps[-1] + 1]) and not re.match(r" *(?:[-*]|\d+\.) ", lines[-1])


def _item(sign: str, letter: str, lines: list[str]) -> list[str]:
    if not lines:
        return [sign.rstrip()]
    return [f"{sign}{letter}{lines[0]}", *_below(lines[1:])]


def _below(lines: Sequence[str]) -> list[str]:
    return [f"{INDENT}{line}" if line else "" for line in lines]


def at_line_start_marked(line: str) -> str:
    """The line so that its first sign opens nothing, marks left where they are."""
    marks = re.match(rf"(?:{MARK.pattern})*", line)
    at = marks.end() if marks else 0
    return line[:at] + at_line_start(line[at:])


def _cut(text: str) -> list[str]:
    """A paragraph where its sentences end, each with the marks that stood in it."""
    text = " ".join(text.split())
    bare = MARK.sub("", text)
    ends = [m.end() for m in ENDS.finditer(bare) if not SHORTENED.search(bare, max(0, m.start() - 8), m.end())]
    done, begin, passed = [], 0, 0
    places = [(match.start(), len(match[0])) for match in MARK.finditer(text)]
    for end in ends:
        # Marks take room in the text, and none in what is read.
        while places and places[0][0] - passed < end:
            passed += places.pop(0)[1]
        done.append(text[begin : end + passed].strip())
        begin = end + passed
    return [*done, text[begin:].strip()] if text[begin:].strip() else done


def _looks_like_heading(inlines: Sequence[Node]) -> bool:
    filled = [one for one in inlines if one["t"] not in ("Space", "SoftBreak", "LineBreak")]
    text = trees.plain(inlines).strip()
    return bool(filled) and all(one["t"] == "Strong" for one in filled) and 2 < len(text) < 80 and text[-1] not in ".;:,?!"


def _unwrapped(blocks: Sequence[Node]) -> list[Node]:
    """The blocks themselves: a Div says nothing to us, and what Word indents below a list belongs to its last item."""
    done: list[Node] = []
    for block in blocks:
        if block["t"] == "Div":
            done += _unwrapped(block["c"][1])
        elif block["t"] == QUOTE:
            inner = _unwrapped(block["c"])
            if done and lists.is_list(done[-1]):
                lists.items(done[-1])[-1].extend(inner)
            else:
                done += inner
        elif block["t"] not in ("RawBlock", "HorizontalRule", "Null"):
            done.append(block)
    return done
