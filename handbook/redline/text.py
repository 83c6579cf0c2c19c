"""A redline as plain text, for a terminal and to be read aloud, and as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from handbook.redline.changes import IN, OUT, SAME, TOLD, Box, Change, FactChange, Line, Marked, PartChange, Redline, Switch
from handbook.redline.model import Article
from handbook.redline.named import about, heading, kinds_said, part_name

Paint = Callable[[str, str], str]
"""Colours a stretch of text: takes its op and the text with its marks."""

MARKDOWN_SIGNS = "\\`*_{}[]<>#|~"


@dataclass(frozen=True)
class Form:
    """How one of the forms says things. `signs` are escaped with a backslash; `apart` puts an empty line behind each part."""

    went: tuple[str, str]
    came: tuple[str, str]
    heading: str
    under: str
    signs: str = ""
    apart: bool = False

    def escaped(self, text: str) -> str:
        """The text of an author as it must be typed to be read as it is."""
        return "".join(f"\\{sign}" if sign in self.signs else sign for sign in text)


PLAIN = Form(("[-", "-]"), ("{+", "+}"), "", "")
MARKDOWN = Form(("~~", "~~"), ("**", "**"), "# ", "## ", MARKDOWN_SIGNS, apart=True)


def text(redline: Redline, paint: Paint | None = None) -> str:
    """What changed, for people: `[-weg-]` and `{+nieuw+}`, the summary on top. `paint` adds colour to marks that say it already."""
    return "\n".join(_Writer(redline, PLAIN, paint or (lambda _, said: said)).all())


def markdown(redline: Redline) -> str:
    """The same as Markdown: what went is struck out, what came is bold."""
    return "\n".join(_Writer(redline, MARKDOWN, lambda _, said: said).all())


def parts(redline: Redline, change: Change, form: Form) -> list[str]:
    """What became of the parts of one article, line by line, for below a heading that the caller gives it."""
    writer = _Writer(redline, form, lambda _, said: said)
    return [line for part in change.parts if part.how != "gelijk" for line in writer.part(part)]


def line(marked: Line, form: Form) -> str:
    """Running text with its marks."""
    return _Writer(Redline("", "", ()), form, lambda _, said: said).line(marked)


class _Writer:
    def __init__(self, redline: Redline, form: Form, paint: Paint) -> None:
        self._redline, self._form, self._paint = redline, form, paint

    def all(self) -> Iterator[str]:
        redline, form = self._redline, self._form
        yield form.heading + form.escaped(f"Verschil tussen {redline.old} en {redline.new}")
        yield ""
        yield form.escaped(redline.summary)
        yield from self._differing("Gegevens", [(one, one.where) for one in redline.facts])
        changed = {one.id: one.article for one in redline.changes}
        yield from self._differing("Keuzes", [(one, [changed[id_] for id_ in one.articles if id_ in changed]) for one in redline.switches])
        for change in redline.changes:
            yield ""
            yield from self._article(change)

    def _value(self, op: str, value: str) -> str:
        return self._mark(op, value) if value else "leeg"

    def _differing(self, title: str, rows: Sequence[tuple[FactChange | Switch, Sequence[Article]]]) -> Iterator[str]:
        """Facts that are others now, each with the articles that it is about."""
        form = self._form
        if rows:
            yield from ("", f"{form.under}{title}", "")
        for row, articles in rows:
            where = "; ".join(f"artikel {one.number}, {one.title}" for one in articles)
            told = form.escaped(f" ({where})" if where else "")
            yield f"- {form.escaped(row.name)}: was {self._value(OUT, row.old)}, is {self._value(IN, row.new)}{told}"

    def _article(self, change: Change) -> Iterator[str]:
        form = self._form
        yield f"{form.under}{form.escaped(heading(change.article.number))} {self.line(change.title)} ({kinds_said(change).lower()})"
        yield ""
        for name in change.switches:
            yield form.escaped(f"Dit hangt af van de keuze {name}.")
        yield from map(form.escaped, about(change))
        for part in change.parts:
            if part.how != "gelijk":
                yield from self.part(part)

    def part(self, part: PartChange) -> Iterator[str]:
        """One part, with what happened to it in words."""
        title = self.line(part.title) if part.title else ""
        name = title or self._form.escaped(part_name(part))
        said = self._form.escaped("; ".join(part.labels))
        head = f"{name} ({said})" if name and said else name or said
        lines = [*self._blocks(part.blocks, "")]
        if head and len(lines) == 1:
            yield f"{head}: {lines[0].strip()}"
        else:
            yield from ([f"{head}:"] if head and lines else [head] if head else [])
            yield from lines
        if self._form.apart:
            yield ""

    def _blocks(self, blocks: Sequence[Marked], indent: str) -> Iterator[str]:
        for line, group in groupby(blocks, key=lambda block: isinstance(block, Line)):
            if line:
                yield indent + " ".join(self.line(one) for one in group if isinstance(one, Line))
                continue
            for block in group:
                if isinstance(block, Box):
                    yield from self._box(block, indent)

    def _box(self, box: Box, indent: str) -> Iterator[str]:
        label = f"({self._form.escaped(box.label)}) " if box.label else ""
        if box.tag in ("ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "blockquote", "aside", "figure"):
            if label:
                yield indent + label.rstrip()
            yield from self._blocks(box.children, indent)
        elif box.tag == "tr":
            cells = [" ".join(self._blocks((cell,), "")) for cell in box.children]
            yield f"{indent}- {label}{' | '.join(cells) if self._form is PLAIN else '; '.join(cells)}"
        elif box.tag in ("li", "dt", "dd"):
            number = dict(box.attributes).get("value") or ""
            lines = [*self._blocks(box.children, f"{indent}  ")]
            first = lines[0].strip() if lines else ""
            yield f"{indent}{f'{number}.' if number.isdecimal() else '-'} {label}{first}".rstrip()
            yield from lines[1:]
        elif box.tag == "hr":
            yield f"{indent}{label}streep"
        else:
            lines = [*self._blocks(box.children, indent)]
            if lines:
                yield f"{indent}{label}{lines[0][len(indent) :]}"
            yield from lines[1:]

    def line(self, line: Line) -> str:
        """On one line of text, whatever breaks it has."""
        found = []
        for op, group in groupby(line.pieces, key=lambda piece: piece.op):
            said = " ".join("".join(piece.text for piece in group).split("\n"))
            if op == TOLD:
                found.append(f" {self._form.escaped(said)}")
            elif op == SAME:
                found.append(self._form.escaped(said))
            else:
                found.append(self._mark(op, said))
        return "".join(found).strip()

    def _mark(self, op: str, said: str) -> str:
        """With its marks around the words and not around the spaces beside them, which Markdown would not read."""
        bare = said.strip()
        if not bare:
            return said
        begin, end = self._form.went if op == OUT else self._form.came
        at = said.index(bare)
        return said[:at] + self._paint(op, f"{begin}{self._form.escaped(bare)}{end}") + said[at + len(bare) :]
