"""The HTML that a preview makes of Markdown, as GitHub, GitLab and Forgejo read it (CommonMark with tables), the handbook's own signs left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from handbook.checks.markdown.blocks import BOX
from handbook.checks.preview.printed import Lines
from handbook.sources.files.text_files import REMEMBERED
from handbook.sources.pages import FENCE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

LINE = "data-line"
"""The attribute that holds on which line of what was given an element begins, from 0."""

NUMBER = "data-number"
"""The attribute that holds the number that was typed before an item."""

TERM = re.compile(r"^(?P<indent> {0,3}): {1,3}(?=\S)")
NOTE = re.compile(r"^ {0,3}\[\^[^\]\s]+\]:")
NOTED = re.compile(r"\[\^[^\]\s]+\](?!:)")
ATTRIBUTES = re.compile(r"[ ]*\{:[^{}\n]*\}|(?:(?<=\))|^)[ ]*\{[ ]*(?:\.|[a-z]+=)[^{}\n]*\}")
ADDRESS = re.compile(r"(?<=\S)[ ]*\{#[\w.:-]+\}[ ]*$")
"""An address of a heading, which stands at its end."""

SHORTENED = re.compile(r"^ {0,3}\*\[[^\]]+\]:")
MARKED = re.compile(r"==(?=\S)|(?<=\S)==")
KEYS = re.compile(r"\+\+[\w\"'+-]+\+\+")
TASK = re.compile(r"^(?P<item> *(?:[-*+]|\d{1,9}\.) +)\[[ xX]\] ")
CAPTION = re.compile(r"^/{3,}[ ]*(?:caption)?[ ]*$")


@lru_cache(REMEMBERED)
def html(text: str) -> str:
    """What a preview shows of `text`; elements that begin on a line of it have LINE, numbered items NUMBER."""
    engine = _engine()
    tokens = engine.parse(text)
    for token in tokens:
        if token.map and token.nesting >= 0:
            token.attrSet(LINE, str(token.map[0]))
        if token.type == "list_item_open" and token.info:
            token.attrSet(NUMBER, token.info)
    return str(engine.renderer.render(tokens, engine.options, {}))


@lru_cache(1)
def _engine() -> MarkdownIt:
    # Imported here, because most commands check nothing.
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def without_own_signs(lines: Lines, names: frozenset[str]) -> Lines:
    """`lines` with what only the handbook's engine reads, such as boxes, terms, notes and addresses, made plain Markdown of the same text."""
    return _Plain(names).of(lines)


@dataclass
class _Plain:
    """Takes boxes and terms apart: their text moves four spaces to the left."""

    names: frozenset[str]
    within: list[tuple[int, bool]] = field(default_factory=list)
    fence: str = ""

    def of(self, lines: Lines) -> Lines:
        return [(number, text) for number, raw in lines for text in self.line(raw)]

    def line(self, raw: str) -> list[str]:
        """What takes the place of one line: no line, one, or two."""
        if not raw.strip():
            return [""]
        text = raw.lstrip(" \t")
        raw = raw[: len(raw) - len(text)].expandtabs(4) + text
        indent = len(raw) - len(text)
        while self.within and indent < self.within[-1][0] and not self.fence:
            self.within.pop()
        if any(hidden for _, hidden in self.within):
            return []
        line = raw[min(4 * len(self.within), indent) :]
        if mark := FENCE.match(line):
            self.fence = "" if self.fence and line.strip().startswith(self.fence) else self.fence or mark["fence"]
            return [line]
        return [line] if self.fence else self.opened(line, indent)

    def opened(self, line: str, indent: int) -> list[str]:
        box = BOX.match(line)
        if box and (box["mark"][0] in "!?" or '"' in line):
            self.within.append((indent + 4, False))
            # In a preview the first line of a box is text: it ends the list above, or the steps in the box would go on with its numbers.
            return ["", f"{box['indent']}<!-- -->", ""]
        if NOTE.match(line) or ("abbr" in self.names and SHORTENED.match(line)):
            self.within.append((indent + 4, True))
            return [""]
        if "def_list" in self.names and (term := TERM.match(line)):
            self.within.append((indent + 4, False))
            return ["", term["indent"] + line[term.end() :]]
        return self.signs(line)

    def signs(self, line: str) -> list[str]:
        plain = ATTRIBUTES.sub("", line)
        if line.strip() and not plain.strip():
            return []
        plain = NOTED.sub("", plain)
        if plain.lstrip().startswith("#"):
            plain = ADDRESS.sub("", plain)
        if "pymdownx.mark" in self.names:
            plain = MARKED.sub("", plain)
        if "pymdownx.keys" in self.names:
            plain = KEYS.sub("", plain)
        if "pymdownx.tasklist" in self.names:
            plain = TASK.sub(r"\g<item>", plain)
        if "pymdownx.blocks.caption" in self.names and CAPTION.match(plain):
            return [""]
        return [plain]
