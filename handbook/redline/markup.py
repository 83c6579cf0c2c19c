"""Reads the clean HTML of a part as a tree of blocks, with running text in its leaves.

The HTML is that of `clean_html`: few elements, all closed, every other `<` and `>` an entity. So a walk from tag to tag reads it, in
JavaScript too; an element that is not known counts as if it were not there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from handbook.redline.tokens import LINE_BREAK, PLAIN, WORD, Form, Run, Token, cut

BLOCKS = frozenset(
    "p ul ol li dl dt dd table caption thead tbody tfoot tr th td blockquote aside pre hr h3 h4 h5 h6 figure figcaption".split()
)
INLINE = frozenset("a strong em b i code kbd samp abbr sup sub s del ins mark q cite small time".split())
SAME = {"b": "strong", "i": "em", "ins": "u", "del": "s"}
"""Two names for one look; and what a text has as inserted or struck out itself must not look like a mark of ours."""

TAG = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>")
ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
HREF = re.compile(r'href="([^"]*)"')
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&#39;", "'"), ("&amp;", "&"))


def said(html: str) -> str:
    """The plain text of it: white space folded, Unicode NFC. Its fingerprint is that of a part, so no letter of it may ever become another."""
    plain = unescape(TAG.sub(lambda tag: " " if tag[2] in BLOCKS or tag[2] == "br" else "", html))
    return unicodedata.normalize("NFC", " ".join(plain.split()))


Canon = Callable[[str], str]
"""A link as two texts have it in common: see links.py."""


@dataclass(frozen=True)
class Leaf:
    """Running text."""

    tokens: tuple[Token, ...]
    tag = "#"

    @cached_property
    def key(self) -> object:
        """Two leaves with the same key read, look and lead alike."""
        return tuple((token.key, token.forms) for token in self.tokens)

    @cached_property
    def bag(self) -> dict[str, int]:
        """How often each word stands in it; signs are no words."""
        return count(token.key for token in self.tokens if token.weight > 1)


@dataclass(frozen=True)
class Running(Leaf):
    """Running text that nobody compares: the stretches that its elements make of it, with the space that was typed where `as_is`."""

    runs: tuple[Run, ...] = ()
    as_is: bool = False


@dataclass(frozen=True)
class Block:
    """An element that is a block, with the attributes that say something."""

    tag: str
    attributes: Mapping[str, str]
    children: tuple[Node, ...]

    @cached_property
    def key(self) -> object:
        """See Leaf.key."""
        return (self.tag, *sorted(self.attributes.items()), *(child.key for child in self.children))

    @cached_property
    def bag(self) -> dict[str, int]:
        """See Leaf.bag."""
        return together(child.bag for child in self.children)


Node = Leaf | Block


def count(keys: Iterator[str]) -> dict[str, int]:
    """How often each key is there."""
    found: dict[str, int] = {}
    for key in keys:
        found[key] = found.get(key, 0) + 1
    return found


def together(bags: Iterator[Mapping[str, int]]) -> dict[str, int]:
    """All bags in one."""
    found: dict[str, int] = {}
    for bag in bags:
        for key, number in bag.items():
            found[key] = found.get(key, 0) + number
    return found


def parse(html: str, canon: Canon) -> tuple[Node, ...]:
    """The blocks of a part; running text outside a block is a leaf among them."""
    return _Parser(canon).parse(html)


def unread(html: str) -> tuple[Node, ...]:
    """The same, with Running for its leaves: who shows one text needs no words to compare, which take nearly all the time."""
    return _Parser(str, compared=False).parse(html)


def leading(html: str, canon: Canon) -> str:
    """The HTML with links as `canon` says them: what is the same then, is the same text."""
    return HREF.sub(lambda link: f'href="{canon(unescape(link[1]))}"', html)


def line(text: str) -> Leaf:
    """Plain text, such as a title."""
    return Leaf(tuple(cut([Run(text)])))


def plain(nodes: tuple[Node, ...]) -> Iterator[Token]:
    """All tokens, in the order in which they are read."""
    for node in nodes:
        yield from node.tokens if isinstance(node, Leaf) else plain(node.children)


class _Parser:
    def __init__(self, canon: Canon, *, compared: bool = True) -> None:
        self._canon, self._compared = canon, compared
        self._open: list[tuple[str, dict[str, str], list[Node]]] = [("", {}, [])]
        self._inline: list[tuple[str, Form]] = []
        self._runs: list[Run] = []

    def parse(self, html: str) -> tuple[Node, ...]:
        at = 0
        for match in TAG.finditer(html):
            self._text(html[at : match.start()])
            at = match.end()
            close, tag, rest = match.groups()
            attributes = {name: unescape(value) for name, value in ATTRIBUTE.findall(rest)}
            if tag in BLOCKS:
                self._block(tag, attributes, bool(close))
            elif tag in INLINE:
                self._within(tag, attributes, bool(close))
            elif tag == "br":
                self._runs.append(Run(LINE_BREAK, self._form))
            elif tag == "img":
                self._picture(attributes)
        self._text(html[at:])
        while len(self._open) > 1:
            self._close()
        self._flush()
        return tuple(self._open[0][2])

    @property
    def _form(self) -> Form:
        return self._inline[-1][1] if self._inline else PLAIN

    def _text(self, escaped: str) -> None:
        if escaped:
            self._runs.append(Run(unescape(escaped), self._form))

    def _picture(self, attributes: Mapping[str, str]) -> None:
        alt = " ".join((attributes.get("alt") or "").split())
        source = attributes.get("src") or ""
        form = Form((*self._form.names, "img"), source, f"{self._form.target} {self._canon(source)}")
        self._runs += [Run(" "), Run(f"[afbeelding: {alt}]" if alt else "[afbeelding]", form), Run(" ")]

    def _within(self, tag: str, attributes: Mapping[str, str], close: bool) -> None:
        if close:
            if any(name == tag for name, _ in self._inline):
                while self._inline.pop()[0] != tag:
                    pass
            return
        form = self._form
        if tag == "a":
            link = attributes.get("href") or ""
            form = Form(form.names, link, self._canon(link))
        else:
            form = Form(tuple(sorted({*form.names, SAME.get(tag, tag)})), form.link, form.target)
        self._inline.append((tag, form))

    def _block(self, tag: str, attributes: dict[str, str], close: bool) -> None:
        if not close:
            self._flush()
            self._open.append((tag, attributes, []))
            if tag == "hr":
                self._close()
        elif any(name == tag for name, _, _ in self._open):
            while self._close() != tag:
                pass

    def _close(self) -> str:
        self._flush()
        tag, attributes, children = self._open.pop()
        self._open[-1][2].append(Block(tag, attributes, tuple(children)))
        return tag

    def _flush(self) -> None:
        """Ends the running text that was gathered."""
        runs, self._runs = self._runs, []
        as_is = any(tag == "pre" for tag, _, _ in self._open)
        if not self._compared:
            if any(WORD.search(run.text) for run in runs):
                self._open[-1][2].append(Running((), tuple(runs), as_is))
        elif tokens := cut(runs, as_is=as_is):
            self._open[-1][2].append(Leaf(tuple(tokens)))


def unescape(text: str) -> str:
    """The text behind the entities that `clean_html` writes."""
    if "&" in text:
        for entity, sign in ENTITIES:
            text = text.replace(entity, sign)
    return text


def escape(text: str) -> str:
    """The text as HTML, also within an attribute between double quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
