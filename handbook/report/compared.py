"""What reads otherwise: the articles as a redline, and beside them what pages print outside their articles, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from handbook.archive import headed_articles, manifest, printed_articles
from handbook.checks.changes import draft_text
from handbook.redline import Change, Redline, Text, compare
from handbook.report.model import How, PageChange, at
from handbook.report.trimmed import trimmed
from handbook.sources import Sources, article_facts
from handbook.sources.data import former_articles
from handbook.sources.pages import address

PAGE = "pagina"
"""The id of what a page prints beside its articles, while it is read as if it were one."""


@dataclass(frozen=True)
class Compared:
    """The redline of the articles, the pages that read otherwise beside them, and the titles of all pages as they are printed, by their paths."""

    redline: Redline
    pages: tuple[PageChange, ...]
    titles: Mapping[str, str] = field(default_factory=dict)


def compared(old: Sources | None, new: Sources) -> Compared:
    """What differs in `new`, both of which can be printed; without `old` all of it is new.

    Both are printed as of the newest revision of `new`: its day stands in articles, and in every address of a law.
    """
    was = _of_revision(old, new) if old else None
    after = _print(new)
    before = _print(was) if was else replace(after, articles=_empty(after.articles), pages=_empty(after.pages))
    successors = former_articles.successors(new)
    articles = compare(Text.of(before.articles), Text.of(after.articles), successors)
    pages = compare(Text.of(before.pages), Text.of(after.pages))
    found = tuple(_page(one) for one in pages.changes if one.kinds - {"verwijzing"})
    return Compared(articles, found, {**before.titles, **after.titles})


def _of_revision(old: Sources, new: Sources) -> Sources:
    """The old sources with what they say of their own revision as the new ones say it; what rules rest on, its kind and consent, is its own."""
    newest = new.revisions[0]
    facts = newest.facts.model_copy(update={"aard": old.revisions[0].facts.aard})
    return replace(old, revisions=[replace(newest, facts=facts, standing=old.revisions[0].standing), *new.revisions[1:]])


@dataclass(frozen=True)
class _Printed:
    """Both halves of a text in the form of artikelen.json. What a word prints as a block of its own, such as a card, only a build knows: it is in neither."""

    articles: dict[str, Any]
    pages: dict[str, Any]
    titles: Mapping[str, str]


def _print(sources: Sources) -> _Printed:
    draft = draft_text.read(sources)
    used = {name for names in sources.used.values() for name in names}
    found = [*_beside(sources)]
    # A page of which the articles are all there is prints nothing beside them.
    bare = [one for one in found if one["delen"] or not _has_articles(sources, one["id"])]
    pages = {**draft.data, "artikelen": bare, "waarden": article_facts.values_of(sources, used)}
    return _Printed(draft.data, pages, {one["id"]: one["titel"] for one in found})


def _empty(data: Mapping[str, Any]) -> dict[str, Any]:
    return {**data, "artikelen": []}


def _beside(sources: Sources) -> Iterator[dict[str, Any]]:
    """What each page prints outside its articles, as an article without a number whose id is the name of its file."""
    for path, tree in draft_text.pages(sources, [path for path in sources.pages if path in sources.trees]):
        title, rest = _without_articles(tree)
        title = title or sources.pages[path].title
        html = f'<h2 id="{PAGE}"><span class="artikel"></span>{escape(title)}</h2>{rest}'
        printed = printed_articles.read(LexborHTMLParser(html), address(path))[PAGE]
        parts = [{**manifest.plain(part), "adres": at(path)} for part in printed.parts]
        yield {
            "id": path,
            "nummer": "",
            "titel": title,
            "pagina": path,
            "adres": at(path),
            "onderwerpen": (),
            "voorwaarden": (),
            "gegevens": tuple(sorted(sources.used.get(path, ()))),
            "delen": parts,
            "sha256": manifest.sha256(" ".join(part.tekst for part in printed.parts).encode()),
        }


def _has_articles(sources: Sources, path: str) -> bool:
    return any(one.page == path for one in sources.articles.values())


def _without_articles(tree: LexborHTMLParser) -> tuple[str, str]:
    """The title of a page, and the HTML of what stands outside its articles, with its headings one rank lower."""
    taken = {node.mem_id for one in headed_articles.headed(tree) for node in (one.heading, *one.nodes)}
    title, kept = "", []
    for node in tree.body.iter(include_text=True, skip_empty=False) if tree.body else ():
        if node.tag == "h1" and not title:
            title = " ".join(node.text(deep=True).split())
        elif node.mem_id not in taken:
            html = node.html or ""
            # Numbered lists of a page are no paragraphs of an article.
            kept.append(f"<div>{html}</div>" if node.tag == "ol" else f"<h3>{node.inner_html}</h3>" if node.tag in ("h1", "h2") else html)
    return title, "".join(kept).strip()


def _page(change: Change) -> PageChange:
    page = change.article
    if change.old is None or change.new is None:
        how: How = "nieuw" if change.old is None else "vervallen"
        return PageChange(page.title, how, page.address if change.new else "", trimmed(change))
    moved = change.old.id != change.new.id
    return PageChange(page.title, "hernoemd" if moved else "gewijzigd", page.address, trimmed(change), change.old.id if moved else "")
