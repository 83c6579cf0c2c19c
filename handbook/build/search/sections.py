"""Takes a page apart into the sections of the search index: as Material's plugin does, with a parser that is not written in Python."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
KEPT = frozenset({"p", "code", "pre", "li", "ol", "ul", "sub", "sup"})
UNSEEN = frozenset({"object", "script", "style"})
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
EXCLUDED, LINE_NUMBERS, PERMALINK = "data-search-exclude", "linenodiv", "headerlink"


@dataclass
class Section:
    """A heading with what stands under it, as HTML; `tag` is that of the heading, `hx` where there is none."""

    tag: str
    depth: float
    excluded: bool = False
    id: str | None = None
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def is_excluded(self) -> bool:
        return self.excluded


class Sections:
    """What the plugin asks of its parser: it is fed a page, and has the sections of it in `data`."""

    def __init__(self) -> None:
        self.data: list[Section] = []
        self.section: Section | None = None
        self.open: list[str] = []
        self.skipped = {*UNSEEN}
        self.muted = False
        self.marked = False
        self.link_to_itself = False

    def feed(self, html: str) -> None:
        self.marked = EXCLUDED in html or LINE_NUMBERS in html
        body = LexborHTMLParser(f"<body>{html}").body
        if body:
            self._within(body)

    def close(self) -> None:
        """Nothing is left to read."""

    def _within(self, above: LexborNode) -> None:
        node = above.first_child
        while node is not None:
            if node.is_text_node:
                self._text(node.text_content or "")
            elif node.is_element_node and node.tag not in VOID:
                self._start(node, str(node.tag))
                self._within(node)
                self._end(str(node.tag))
            node = node.next

    def _start(self, node: LexborNode, tag: str) -> None:
        self.open.append(tag)
        if tag in HEADINGS and (attributes := node.attributes).get("id") is not None:
            self._head(tag, str(attributes["id"]), excluded=EXCLUDED in attributes)
        section = self._current()
        if self.marked and (EXCLUDED in node.attributes or node.attributes.get("class") == LINE_NUMBERS):
            self.skipped.add(tag)
        self.muted = self.muted or tag in self.skipped
        if tag == "a" and section.tag in self.open:
            self.link_to_itself = node.attributes.get("class") == PERMALINK
        if tag in KEPT and not self.muted:
            self._part(section).append(f"<{tag}>")

    def _head(self, tag: str, id_: str, *, excluded: bool) -> None:
        depth = len(self.open)
        if tag != "h1" and not self.data:
            self.data.append(Section("hx", depth))
        self.section = Section(tag, depth, excluded, id_ if self.data else None)
        self.data.append(self.section)

    def _end(self, tag: str) -> None:
        section = self._current()
        if section.depth > len(self.open):
            # What holds the heading ends: the text behind it belongs to the section before.
            before = next((one for one in reversed(self.data) if one.depth <= len(self.open)), None)
            if before:
                section.depth = float("inf")
                self.section = section = before
        self.open.pop()
        if tag == "a":
            self.link_to_itself = False
        if tag in self.skipped:
            self.skipped = self.skipped - {tag} | UNSEEN
            self.muted = not self.skipped.isdisjoint(self.open)
        elif tag in KEPT and not self.muted:
            _close(self._part(section), tag)

    def _text(self, text: str) -> None:
        if self.muted:
            return
        literal = "pre" in self.open
        blank = text.isspace()
        if not literal:
            text = " " if blank else text.replace("\n", " ")
        section = self._current()
        if section.tag in self.open:
            section.title += [] if self.link_to_itself else [escape(text, quote=False)]
        elif not blank:
            section.text.append(escape(text, quote=False))
        elif literal or not section.text or not section.text[-1].isspace():
            section.text.append(text)

    def _current(self) -> Section:
        """The section that is being filled; what stands before the first heading has one without a name."""
        if self.section is None:
            self.section = Section("hx", 0)
            self.data.append(self.section)
        return self.section

    def _part(self, section: Section) -> list[str]:
        return section.title if section.tag in self.open else section.text


def _close(parts: list[str], tag: str) -> None:
    """Closes an element, or takes it away where nothing stands in it."""
    if (opened := f"<{tag}>") not in parts:
        # It began in another section: a heading within it ended that.
        return
    at = parts.index(opened)
    if all(part.isspace() for part in parts[at + 1 :]):
        del parts[at:]
    else:
        parts.append(f"</{tag}>")
