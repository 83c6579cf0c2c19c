"""Takes a printed article apart into its parts, each as plain text and as HTML that holds nothing of the engine or the theme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.archive import clean_html
from handbook.archive.articles_file import Deel, Kind
from handbook.archive.headed_articles import HeadedArticle, headed
from handbook.archive.manifest import sha256
from handbook.core.advice import is_advice
from handbook.core.around import AROUND
from handbook.core.page_marks import BLANK
from handbook.redline.markup import said

BOXES: dict[str, Kind] = {"note": "toelichting", "example": "voorbeeld", **{word: word for word in AROUND}}
"""The kind of a box by its class; another is a `kader`."""

SMALL_HEADING = "-kop"
"""Ends the class of a paragraph that is a heading of what follows, as `dilemma-kop`."""


@dataclass(frozen=True)
class Printed:
    """An article's title and its parts, in the order of the page."""

    title: str
    parts: tuple[Deel, ...]


def read(tree: LexborHTMLParser, address: str) -> dict[str, Printed]:
    """The articles on a page by id; `address` is that of the page within its version."""
    return {one.id: _Reader(one, address).printed() for one in headed(tree)}


def paragraphs(article: HeadedArticle) -> Iterator[LexborNode]:
    """The numbered paragraphs: the items of the numbered lists that stand in the article itself."""
    for node in article.nodes:
        if node.tag == "ol":
            yield from (item for item in node.iter() if item.tag == "li")


def place(page: LexborHTMLParser) -> None:
    """Gives every numbered paragraph an address, counted within its article; one keeps the address that its author gave it."""
    for article in headed(page):
        for count, item in enumerate(paragraphs(article), 1):
            if not item.attributes.get("id"):
                item.attrs["id"] = f"{article.id}-lid-{count}"


def aside(heading: str, nodes: Sequence[LexborNode], address: str) -> Iterator[Deel]:
    """What stands on a page below `heading`, the id of a heading that is no article's: no rule, so none of it is numbered as one."""
    reader = _Reader(HeadedArticle(heading, nodes[0], nodes[0], tuple(nodes)), address) if nodes else None
    yield from reader.beside() if reader else ()


class _Reader:
    """Reads one article."""

    def __init__(self, article: HeadedArticle, address: str) -> None:
        self.article, self.address = article, address
        self.numbered = any(True for _ in paragraphs(article))

    def beside(self) -> Iterator[Deel]:
        for kind, group in groupby(self._filled, key=_kind_beside):
            nodes = list(group)
            yield from [self._part("tekst", nodes)] if kind == "tekst" else (self._other(kind, node) for node in nodes)

    @property
    def _filled(self) -> list[LexborNode]:
        return [node for node in self.article.nodes if node.is_element_node or (node.is_text_node and (node.text_content or "").strip())]

    def printed(self) -> Printed:
        title = [node for node in _within(self.article.heading) if not clean_html.has_class(node, "artikel")]
        return Printed(said(clean_html.inline(title, self.address)), tuple(self._parts()))

    def _parts(self) -> Iterator[Deel]:
        unnumbered = not self.numbered
        for kind, group in groupby(self._filled, key=_kind):
            nodes = list(group)
            if kind == "tekst":
                # Without numbers, the text with which an article begins is its one paragraph.
                yield self._part("lid" if unnumbered else "tekst", nodes)
                unnumbered = False
            elif kind == "lid":
                yield from (part for node in nodes for part in self._lids(node))
            else:
                yield from (self._other(kind, node) for node in nodes)

    def _lids(self, numbered: LexborNode) -> Iterator[Deel]:
        start = numbered.attributes.get("start") or ""
        items = (node for node in numbered.iter() if node.tag == "li")
        for number, item in enumerate(items, int(start) if start.isdecimal() else 1):
            yield self._part("lid", _within(item), number=number, id_=item.attributes.get("id"))

    def _other(self, kind: Kind, node: LexborNode) -> Deel:
        """A heading, which is all title, a box, of which the title is no text, or a table."""
        if kind == "kop":
            return self._part(kind, [], title=self._words(node), id_=node.attributes.get("id"))
        if kind == "tabel":
            return self._part(kind, [node])
        title = next((one for one in node.iter() if one.tag == "summary" or clean_html.has_class(one, "admonition-title")), None)
        text = [one for one in _within(node) if title is None or one.mem_id != title.mem_id]
        return self._part(kind, text, title=self._words(title) if title else None)

    def _words(self, node: LexborNode) -> str:
        return said(clean_html.inline(_within(node), self.address))

    def _part(
        self, kind: Kind, nodes: Sequence[LexborNode], *, number: int | None = None, title: str | None = None, id_: str | None = None
    ) -> Deel:
        html = clean_html.blocks(nodes, self.address)
        text = said(html)
        place = f"{self.address}#{id_ or self.article.id}"
        advice = kind == "lid" and is_advice(text)
        return Deel(soort=kind, nummer=number, titel=title, adres=place, tekst=text, html=html, sha256=sha256(text.encode()), raad=advice)


def _within(node: LexborNode) -> list[LexborNode]:
    return list(node.iter(include_text=True, skip_empty=False))


def _kind_beside(node: LexborNode) -> Kind:
    """The kind of a block that is no article's: a numbered list there is no rule, and a paragraph may be a small heading."""
    if node.tag == "p" and any(name.endswith(SMALL_HEADING) for name in (node.attributes.get("class") or "").split()):
        return "kop"
    if clean_html.has_class(node, "admonition") and clean_html.has_class(node, BLANK):
        return "invullen"
    return "tekst" if (kind := _kind(node)) == "lid" else kind


def _kind(node: LexborNode) -> Kind:
    if node.tag == "ol":
        return "lid"
    if node.tag in ("h3", "h4", "h5", "h6"):
        return "kop"
    if clean_html.has_class(node, "tabel") or node.tag == "table":
        return "tabel"
    if clean_html.has_class(node, "admonition") or node.tag == "details":
        classes = (node.attributes.get("class") or "").split()
        return next((kind for name, kind in BOXES.items() if name in classes), "kader")
    return "tekst"
