"""Takes HTML apart into pieces that can be compared: each paragraph, item, heading and cell with its number and how deep it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.checks.preview.theirs import LINE, NUMBER

BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre table thead tbody tr td th hr div dl dt dd details section figure figcaption".split()
)
PLAIN = frozenset({"p", "dt", "dd", "div", "li", "details", "section", "figure", "figcaption", "blockquote", "body"})
"""Elements of which the text is a paragraph."""

LEFT_OUT = ".admonition-title, summary, .tabbed-labels, input, .keys, div.footnote, sup, a.headerlink, script, style, template"
"""What only the handbook prints beside what was typed."""


@dataclass(frozen=True)
class Piece:
    """One paragraph, item, heading, cell or block of code; `within` are the lists and quotes round it, `mark` its number or dash.

    `lines` are the words by line, the first of which is `at`, and `top` that of the outermost block in which it stands:
    counted from 0 in what was rendered, and 0 where that says no lines. `typed` is the number that was typed before an item, where that is known,
    and `place` its place in the list, from 1.
    """

    within: tuple[str, ...]
    kind: str
    mark: str
    lines: tuple[tuple[str, ...], ...]
    at: int
    top: int
    typed: str = ""
    place: int = 0

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(word for line in self.lines for word in line)

    @cached_property
    def looks(self) -> tuple[object, ...]:
        """What a reader sees of it."""
        return self.within, self.kind, self.mark, self.words


def pieces(html: str) -> list[Piece]:
    """The pieces of an HTML text, in its order."""
    tree = LexborHTMLParser(f"<body>{html}</body>")
    for node in tree.css(LEFT_OUT):
        node.decompose()
    assert tree.body
    return list(_Walk().block(tree.body))


@dataclass
class _Walk:
    within: tuple[str, ...] = ()
    mark: str = ""
    at: int = 0
    top: int = 0
    typed: str = ""
    place: int = 0

    def block(self, node: LexborNode) -> Iterator[Piece]:
        """The pieces of an element that holds blocks, text, or both."""
        kind = node.tag if node.tag and node.tag not in PLAIN else "p"
        text, begin = "", self.at
        for child in node.iter(include_text=True):
            name = child.tag or ""
            if name == "-comment" or name == "!--":
                continue
            if name not in BLOCKS:
                text += _inline(child)
                continue
            yield from self.piece(kind, text, begin)
            text = ""
            self.at = _number(child, LINE, self.at)
            self.top = self.at if node.tag == "body" else self.top
            yield from self.child(child, name)
            begin = self.at
        yield from self.piece(kind, text, begin)

    def child(self, node: LexborNode, name: str) -> Iterator[Piece]:
        if name in ("ul", "ol"):
            yield from self.items(node, name)
        elif name == "pre":
            yield from self.piece("pre", node.text() or "", self.at)
        elif name == "hr":
            yield Piece(self.within, "hr", "", (), self.at, self.top)
        elif name == "blockquote":
            before, self.within = self.within, (*self.within, ">")
            yield from self.block(node)
            self.within = before
        elif name in ("td", "th"):
            found = list(self.block(node))
            yield from found or [Piece(self.within, name, "", (), self.at, self.top)]
        else:
            yield from self.block(node)

    def items(self, node: LexborNode, name: str) -> Iterator[Piece]:
        yield from self.bare()
        before = self.within
        self.within = (*before, name)
        # From 1, wherever a preview begins to count: what was typed is held against that elsewhere.
        for place, item in enumerate(node.iter(), 1):
            self.at = _number(item, LINE, self.at)
            self.mark = f"{place}." if name == "ol" else "-"
            self.typed, self.place = item.attributes.get(NUMBER) or "", place
            yield from self.block(item)
            yield from self.bare()
        self.within = before

    def bare(self) -> Iterator[Piece]:
        """An item behind whose number or dash stands no text."""
        if self.mark:
            yield Piece(self.within, "p", self.mark, (), self.at, self.top, self.typed, self.place)
        self.mark = ""

    def piece(self, kind: str, text: str, at: int) -> Iterator[Piece]:
        lines = tuple(tuple(line.split()) for line in text.lstrip("\n").split("\n"))
        if any(lines):
            numbered = (self.typed, self.place) if self.mark else ("", 0)
            yield Piece(self.within, kind, self.mark, lines, at, self.top, *numbered)
            self.mark = ""


def _inline(node: LexborNode) -> str:
    """The text of an element within a line; of a picture its description."""
    if node.tag == "-text":
        return node.text_content or ""
    if node.tag == "img":
        return f"![{node.attributes.get('alt') or ''}]"
    if node.tag == "br":
        return " "
    return "".join(_inline(child) for child in node.iter(include_text=True))


def _number(node: LexborNode, name: str, other: int) -> int:
    """The number in an attribute, or `other`: HTML that was typed may hold anything."""
    text = node.attributes.get(name) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else other
