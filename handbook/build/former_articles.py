"""Says at the address of an article that went where it stands now, or why it is no longer there."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from handbook.archive.redirects import Elsewhere
from handbook.build.site import BuiltSite, Page
from handbook.core.page_marks import FORMER
from handbook.sources.data.former_articles import End, Former
from handbook.sources.pages import address

LEADS = "data-opvolger"
"""Marks the link that a script follows at once for who comes to the address of its note."""


def add(site: BuiltSite) -> None:
    """A note for each at the end of the page on which it stood, with the article's old address; of pages that are gone the redirects tell."""
    pages = dict.fromkeys(one.page for one in site.sources.data.former)
    for path in pages:
        file = f"{address(path)}index.html"
        if path in site.sources.pages and (site.root / file).is_file():
            page = Page.read(site.root, site.base, file, site.facts.familiar)
            if _put(page, [*notes(site, path)]):
                (site.root / file).write_text(page.html(), "utf-8")


def _put(page: Page, found: list[Elsewhere]) -> bool:
    """Whether the page got any of the notes: an address that it has already, with what somebody wrote there, stays that."""
    text = page.tree.css_first("article.md-content__inner")
    here = {node.attributes["id"] for node in page.tree.css("[id]")}
    lines = [f'<p id="{note.id}">{note.html}</p>' for note in found if note.id not in here]
    if text is None or not lines:
        return False
    holder = page.tree.create_node("div")
    holder.attrs["class"] = FORMER
    holder.inner_html = "".join(lines)
    text.insert_child(holder)
    return True


def notes(site: BuiltSite, path: str) -> Iterator[Elsewhere]:
    """What is said of each article that stood on the page `path` below docs/; links count from its address."""
    here, former = site.sources.metadata.articles, site.sources.data.former
    for one in former:
        if one.page == path:
            end = former.end(one, here)
            to = site.sources.articles.get(end.successor or "")
            href = f"{'../' * address(path).count('/')}{address(to.page)}#{to.id}" if to else None
            yield Elsewhere(one.id, href, _sentence(site, one, end, href))


def _sentence(site: BuiltSite, one: Former, end: End, href: str | None) -> str:
    why = f" {_closed(escape(end.reason, quote=False))}" if end.reason else ""
    if href is None or end.successor is None:
        return f"Artikel ‘{escape(one.title, quote=False)}’ is vervallen.{why}"
    to = site.sources.articles[end.successor]
    link = f'<a href="{escape(href)}" {LEADS}>artikel {to.label}, {escape(to.title, quote=False)}</a>'
    what = "Dit artikel staat nu op een andere pagina:" if to.id == one.id else f"Artikel ‘{escape(one.title, quote=False)}’ staat nu in"
    return f"{what} {link}.{why}"


def _closed(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def record(site: BuiltSite) -> dict[str, str | None]:
    """Every former address of the version, within it, with the article in which that one stands now: `regels/werktijd/#lek` -> `datalek`."""
    here, former = site.sources.metadata.articles, site.sources.data.former
    return {f"{address(one.page)}#{one.id}": former.end(one, here).successor for one in former}
