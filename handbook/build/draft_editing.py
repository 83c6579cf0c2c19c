"""Leads from every page and article of a draft to its file at the host of the sources: a draft is made anew with them, so it knows its lines itself."""

from __future__ import annotations

from collections.abc import Collection

from selectolax.lexbor import LexborNode

from handbook.archive.editing import Source
from handbook.archive.headed_articles import headed
from handbook.build import editing
from handbook.build.pages import citing
from handbook.build.site import BuiltSite, Page
from handbook.core.page_marks import HISTORY

WORDS = "Wijziging voorstellen"


def link(site: BuiltSite, only: Collection[str] | None = None) -> None:
    """Adds the links to a draft, once its articles were read; a version gets none, for the host may move (docs/stijl/stand.js asks the register).

    With `only` to the pages of the site with those paths.
    """
    root = site.sources.project.root
    # Those who read the preview of a proposal would change the text of before it.
    wanted = site.facts.draft and not site.facts.proposal
    found = editing.in_folder(site.sources.project, within=editing.below_repository(root)) if wanted else None
    for address, source in found.paginas.items() if found else ():
        file = f"{address}index.html"
        if found and (only is None or file in only) and (site.root / file).is_file():
            page = Page.read(site.root, site.base, file)
            _at_page(page, source)
            _at_articles(page, source, found.regel)
            (site.root / file).write_text(page.html(), "utf-8")


def _at_page(page: Page, source: Source) -> None:
    for footer in page.tree.css("footer.md-footer"):
        line = page.tree.create_node("p")
        line.attrs["class"] = "voet md-grid"
        way = _link(page, source.naar)
        way.insert_child(WORDS)
        line.insert_child(way)
        footer.insert_child(line)


def _at_articles(page: Page, source: Source, mark: str | None) -> None:
    """Links without a text of their own, as that to the history of an article is: they are drawn from their labels."""
    for article in reversed([*headed(page.tree)]):
        at = source.artikelen.get(article.id)
        if at is not None:
            way = _link(page, f"{source.naar}{mark}{at}" if mark else source.naar)
            way.attrs["class"] = HISTORY
            number = " ".join((article.mark.text() or "").split()).replace("Artikel", "artikel", 1)
            way.attrs["aria-label"] = f"{WORDS} in {number}" if mark else f"{WORDS} in {number}, vanaf regel {at}"
            citing.last(article).insert_after(way)


def _link(page: Page, href: str) -> LexborNode:
    way = page.tree.create_node("a")
    way.attrs["href"] = href
    return way
