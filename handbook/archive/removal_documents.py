"""Takes a passage out of what holds a version as a whole: its one page, its documents, and the pages that offer those."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.archive import manifest, removal_pages
from handbook.archive.documents_file import DOCUMENTS_JSON
from handbook.archive.removal_pages import Passage
from handbook.archive.whole_page_file import address_of, place
from handbook.core.page_marks import DOWNLOADS

HEADINGS = "h2, h3, h4, h5, h6"
GONE = '<p>Wat hier stond, is van de website gehaald. Waarom, en wie ernaar te vragen is, staat op <a href="../{address}">de eigen pagina</a>.</p>'
NO_MORE = "Als bestand is dit niet meer te krijgen, want een deel van deze tekst is van de website gehaald."


@dataclass(frozen=True)
class Documents:
    """What becomes of the documents: files that become other, and files that go."""

    files: Mapping[str, bytes]
    gone: frozenset[str]


def whole_page(html: str, passage: Passage) -> str:
    """The one page without the passage: where it stood, a sentence leads to its own address, and no words of it are left in what leads there."""
    tree = LexborHTMLParser(html)
    _replace(tree, passage)
    for link in tree.css('a[href^="#"]'):
        to = address_of(unquote((link.attributes["href"] or "")[1:]))
        if not passage.holds(to):
            continue
        row = link.parent
        if row is not None and row.tag == "li" and _in_contents(link):
            row.decompose()
            continue
        known = passage.articles.get(passage.id_of(to.partition("#")[2]))
        if known:
            removal_pages.only_number(link, *known)
    return removal_pages.written(html, tree)


def _in_contents(link: LexborNode) -> bool:
    node = link.parent
    while node is not None and node.tag != "nav":
        node = node.parent
    return node is not None


def _replace(tree: LexborHTMLParser, passage: Passage) -> None:
    address = f"{passage.url}#{passage.article}" if passage.article else passage.url
    section = next((one for one in tree.css("section[id]") if one.attributes["id"] == place(address)), None)
    if section is None:
        return
    ids = [str(one.attributes["id"]) for one in section.css("[id]") if one.mem_id != section.mem_id]
    heading = section.css_first(HEADINGS)
    tag = heading.tag if heading else "h2"
    number = f"Artikel {passage.articles[passage.article][0]}" if passage.article else "Van de website gehaald"
    kept = "".join(f'<span id="{id_}"></span>' for id_ in dict.fromkeys(ids))
    section.inner_html = f"<{tag}>{number}</{tag}>{kept}{GONE.format(address=address)}"


def documents(listed: Any, pages: Mapping[str, str], passage: Passage, changed: Collection[str]) -> Documents:
    """What becomes of the documents of a version with these `listed` in its `documenten.json` and these pages; `changed` are pages that the passage was taken out of.

    A document is one piece: whatever holds the passage goes as a whole.
    """
    found = listed["bestanden"] if isinstance(listed, dict) else {}
    gone = {path for path, one in found.items() if one["pagina"] in (None, passage.url) or f"{one['pagina']}index.html" in changed}
    if not gone:
        return Documents({}, frozenset())
    files = {name: _unoffered(name, html, gone).encode() for name, html in pages.items() if DOWNLOADS in html}
    files = {name: data for name, data in files.items() if data != pages[name].encode()}
    left = {path: one for path, one in found.items() if path not in gone}
    if left:
        return Documents({**files, DOCUMENTS_JSON: manifest.canonical({**listed, "bestanden": left})}, frozenset(gone))
    return Documents(files, frozenset({*gone, DOCUMENTS_JSON}))


def _unoffered(name: str, html: str, gone: Collection[str]) -> str:
    """The page without links to what is gone."""
    tree = LexborHTMLParser(html)
    for offer in tree.css(f"[{DOWNLOADS}]"):
        dead = [link for link in offer.css("a[href]") if _target(name, link) in gone]
        if not dead:
            continue
        if offer.tag == "p":
            offer.inner_html = NO_MORE
            continue
        for link in dead:
            if link.parent is not None:
                link.parent.decompose()
        offer.inner_html = f"{offer.inner_html or ''}<p>{NO_MORE}</p>"
    return removal_pages.written(html, tree)


def _target(name: str, link: LexborNode) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(link.attributes["href"] or "")))
