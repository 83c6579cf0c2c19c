"""The text of each page in passages, in a file of its own: what a result shows of a page is fetched only where it is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import takewhile
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.archive.clean_html import has_class
from handbook.core.page_marks import OWN_ADDRESS

FOLDER = "search/tekst/"

BLOCKS = frozenset("p li dd dt tr summary figcaption pre h4 h5 h6".split())
HEADINGS = frozenset("h1 h2 h3".split())
SILENT = frozenset("script style svg button nav template noscript aside form search".split())
"""Elements without text of the page."""

SAID_BESIDE = frozenset({"dilemma-artikelen", "dilemma-woorden", "dilemma-kop", "ook-lezen", "admonition-title", "veranderd", "vervallen"})
"""Classes of what stands beside the text: what leads on, and what comes back in every box."""

UNSEEN = "\0"
"""In the place of an id: under a heading that the search leaves out."""

PARTED = BLOCKS | {"ul", "ol", "div", "table"}
"""Where the words of a block end."""


def name(url: str) -> str:
    """The file, within the site, with the passages of the page at `url`; docs/stijl/zoeken.js asks for it by the same rule."""
    return f"{FOLDER}{url.rstrip('/') or 'index'}.json"


def write(site: Path, said: Mapping[str, list[str]]) -> None:
    """Writes what is said at each location (`regels/beeld/#beeld-collegas`), a file for each page."""
    pages: dict[str, dict[str, list[str]]] = {}
    for location, texts in said.items():
        url, _, anchor = location.partition("#")
        if texts:
            pages.setdefault(url, {})[anchor] = texts
    for url, found in pages.items():
        file = site / name(url)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(found, ensure_ascii=False, separators=(",", ":")), "utf-8")


def of_page(tree: LexborHTMLParser) -> dict[str, list[str]]:
    """By the id of the heading above it, "" before the first: the paragraphs, items and rows of the page, in their order, as plain text."""
    found: dict[str, list[str]] = {}
    body = tree.css_first("article")
    if body:
        _collect(body, found, [""])
    found.pop(UNSEEN, None)
    return found


def _collect(node: LexborNode, found: dict[str, list[str]], under: list[str]) -> None:
    for child in _children(node):
        tag = str(child.tag)
        if tag in HEADINGS:
            anchor = child.attributes.get("id") if tag != "h1" else ""
            if anchor is not None:
                # What stands under a heading that is no part of the search is none either.
                under[0] = UNSEEN if "data-search-exclude" in child.attributes else anchor
        elif tag in BLOCKS:
            text = _row(child) if tag == "tr" else _text(child)
            if text and not text.startswith("Zie ook "):
                found.setdefault(under[0], []).append(text)
            # An item may hold paragraphs and a list of its own.
            if tag != "tr":
                _collect(child, found, under)
        else:
            _collect(child, found, under)


def _children(node: LexborNode) -> Iterator[LexborNode]:
    for child in node.iter():
        left_out = child.attributes.keys() & {"hidden", "data-search-exclude"} and str(child.tag) not in HEADINGS
        if not left_out and str(child.tag) not in SILENT and not any(has_class(child, word) for word in (*SAID_BESIDE, OWN_ADDRESS)):
            yield child


def _text(block: LexborNode) -> str:
    """The block's own words, up to a block within it."""
    return " ".join("".join(_parts(block)).split())


def _parts(node: LexborNode) -> Iterator[str]:
    for child in takewhile(lambda one: str(one.tag) not in PARTED, node.iter(include_text=True)):
        if str(child.tag) == "-text":
            yield child.text_content or ""
        elif child.tag == "br":
            yield " "
        elif "data-search-exclude" not in child.attributes and str(child.tag) not in SILENT and not has_class(child, OWN_ADDRESS):
            yield from _parts(child)


def _row(row: LexborNode) -> str:
    """What a row says: its first cell, and what stands behind it."""
    cells = [" ".join("".join(_parts(cell)).split()) for cell in row.css("td")]
    first, *others = [cell for cell in cells if cell] or [""]
    return f"{first.rstrip('.:')}: {', '.join(others)}" if others else first
