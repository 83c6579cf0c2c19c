"""Says on the pages that offer documents which there are: on the page for downloads, and on each paper its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from html import escape

from selectolax.lexbor import LexborHTMLParser

from handbook.archive.documents_file import NAMES, Document
from handbook.archive.whole_page_file import WHOLE, WHOLE_PAGE
from handbook.build.context import DOWNLOADEN
from handbook.build.site import BuiltSite, Page
from handbook.core.dutch import size_shown
from handbook.core.page_marks import DOWNLOADS, OF_THE_PAGE
from handbook.sources.pages import address

FOR_WHAT = {
    "word": "om in te werken of door te sturen",
    "pdf": "om te bewaren of af te drukken",
    "epub": "om te lezen op een telefoon of e-reader",
    "text": "alleen de woorden, zonder opmaak",
}
NONE = "Bestanden, zoals voor Word of als PDF, zijn van deze tekst niet gemaakt."

OF_THEN = "<span hidden> In het bestand staan de contactgegevens van toen. Die van nu staan op deze pagina.</span>"
"""A script shows it (docs/stijl/contact.js)."""


def offer(site: BuiltSite, documents: Mapping[str, Document]) -> None:
    """Puts the links in their places; a page that has no such place stays as it is. What they say is no text of any page."""
    told = f"{address(DOWNLOADEN)}index.html"
    if site.file(told) is not None:
        whole = [path for path, one in documents.items() if one.pagina is None]
        site.change(told, partial(_list, site, documents, whole))
    for url in dict.fromkeys(one.pagina for one in documents.values() if one.pagina is not None):
        own = [path for path, one in documents.items() if one.pagina == url]
        site.change(f"{url}index.html", partial(_paper, documents, own, OF_THEN if site.contacts else ""))


def _list(site: BuiltSite, documents: Mapping[str, Document], paths: Iterable[str], page: Page) -> None:
    place = page.tree.css_first(f"[{DOWNLOADS}]")
    if place is None:
        return
    rows = [f'<a href="../{WHOLE}">Alles op één pagina</a>, om af te drukken of om een woord te zoeken'] if WHOLE_PAGE in site.pages else []
    rows += [f"{link}, {FOR_WHAT[documents[path].vorm]}" for path, link in _links(documents, paths, "../")]
    listed = "".join(f"<li>{row}</li>" for row in rows)
    place.inner_html = (f"<ul>{listed}</ul>" if rows else "") + ("" if any(paths) else f"<p>{NONE}</p>")


def _paper(documents: Mapping[str, Document], paths: Iterable[str], then: str, page: Page) -> None:
    """Below the title: who came for the paper has it at once; `then` is shown where the contacts on the page are others by now."""
    title = page.tree.css_first("article.md-content__inner > h1")
    up = "../" * page.address.count("/")
    links = " of ".join(link for _, link in _links(documents, paths, up))
    made = LexborHTMLParser(f"<p {OF_THE_PAGE} {DOWNLOADS}>Download dit stuk als {links}.{then}</p>", is_fragment=True).root
    if title and made:
        title.insert_after(made)


def _links(documents: Mapping[str, Document], paths: Iterable[str], up: str) -> Iterator[tuple[str, str]]:
    for path in paths:
        one = documents[path]
        yield path, f'<a href="{escape(up + path)}">{NAMES[one.vorm]}</a> ({size_shown(one.grootte)})'
