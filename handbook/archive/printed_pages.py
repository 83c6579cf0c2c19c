"""Takes a printed page apart by its headings: which articles stand on it, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.archive import clean_html, printed_articles
from handbook.archive.articles_file import Deel
from handbook.archive.headed_articles import BESIDE, headed
from handbook.core.page_marks import OF_THE_PAGE
from handbook.redline.markup import said

TEXT = "article.md-content__inner"
HEADINGS = {"h2": 2, "h3": 3, "h4": 4}
CONTAINERS = frozenset({"div", "section"})
ON_SCREEN = frozenset({*BESIDE, "verder", "dilemma-woorden", "dilemma-keuze", "op-papier"})
"""The classes of what helps a reader of the site on, and says nothing on paper."""
COUNTED = "status"
"""The role of what a script tells as somebody chooses, such as how many are left."""


@dataclass(frozen=True)
class Stretch:
    """A heading with what stands below it up to the next one.

    `id` is the id of the heading, "" for what stands above the first. `level` is its rank, from 2. Of an article, `article` is its id and
    `parts` is empty: its text is in `artikelen.json`.
    """

    id: str
    level: int
    title: str
    article: str | None
    parts: tuple[Deel, ...]


def title(page: LexborHTMLParser) -> str:
    """The first heading of the page, "" where it has none."""
    heading = page.css_first(f"{TEXT} h1")
    return said(clean_html.inline([*heading.iter(include_text=True)], "")) if heading else ""


def read(page: LexborHTMLParser, address: str) -> Iterator[Stretch]:
    """The page from its first heading on, in its order; `address` is that of the page within its version."""
    text = page.css_first(TEXT)
    if text is None:
        return
    articles = {article.id for article in headed(page)}
    begun: LexborNode | None = None
    below: list[LexborNode] = []
    for node in _flat(text):
        if node.tag in HEADINGS:
            yield from _stretch(begun, below, articles, address)
            begun, below = node, []
        else:
            below.append(node)
    yield from _stretch(begun, below, articles, address)


def _stretch(heading: LexborNode | None, below: Sequence[LexborNode], articles: set[str], address: str) -> Iterator[Stretch]:
    if heading is None:
        parts = tuple(printed_articles.aside("", below, address))
        if parts:
            yield Stretch("", 2, "", None, parts)
        return
    id_ = heading.attributes.get("id") or ""
    words = said(clean_html.inline([*heading.iter(include_text=True)], address))
    if id_ in articles:
        yield Stretch(id_, HEADINGS[str(heading.tag)], words, id_, ())
    else:
        yield Stretch(id_, HEADINGS[str(heading.tag)], words, None, tuple(printed_articles.aside(id_, below, address)))


def _flat(node: LexborNode) -> Iterator[LexborNode]:
    """The blocks of the text, those in containers without a meaning of their own too."""
    for child in node.iter():
        classes = frozenset((child.attributes.get("class") or "").split())
        if OF_THE_PAGE in child.attributes or ON_SCREEN & classes or child.attributes.get("role") == COUNTED:
            continue
        if child.tag in ("h1", "nav", "form", "script", "style"):
            continue
        if child.tag in CONTAINERS and not classes & {"admonition", "tabel"}:
            yield from _flat(child)
        else:
            yield child
