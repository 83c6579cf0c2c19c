"""Puts by every article and numbered paragraph what refers to it: its own address, and where its history stands."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from handbook.archive.headed_articles import RANKS, HeadedArticle, headed
from handbook.archive.printed_articles import paragraphs
from handbook.build.site import Page
from handbook.core.page_marks import FORMER, HISTORY, OWN_ADDRESS

FOOT = frozenset({"footnote", FORMER})
"""The classes of what stands at the foot of a page: nothing of an article comes below it."""


def offer(page: Page) -> None:
    """Adds links without a text, so that no article, copy or search has words of them; docs/stijl/aanhalen.js makes controls of them.

    They are drawn from their labels. A draft has none: it has no lasting address, and no history.
    """
    if page.draft:
        return
    # The last first: what is put below an article stands in the way of none before it.
    for article in reversed([*headed(page.tree)]):
        number = " ".join((article.mark.text() or "").split()).replace("Artikel", "artikel", 1)
        _heading(article, f"Adres van {number}")
        for item, count in _numbered(article):
            link = _link(page, f"#{item.attributes['id']}", f"Adres van {number}, lid {count}", OWN_ADDRESS)
            _first(item, link)
        up = "../" * (page.path.count("/") + 1)
        history = _link(page, f"{up}versies/?artikel={article.id}", f"Wat is er veranderd in {number}?", HISTORY)
        last(article).insert_after(history)


def _heading(article: HeadedArticle, label: str) -> None:
    """Names the link that the heading has from its engine; its sign stays, for it counts in the text of the page."""
    for link in article.heading.css(f"a.{OWN_ADDRESS}"):
        link.attrs["aria-label"] = label
        if "title" in link.attributes:
            del link.attrs["title"]


def _numbered(article: HeadedArticle) -> list[tuple[LexborNode, int]]:
    """The paragraphs with the number that a reader sees before each: a list may begin elsewhere than at one."""
    found: list[tuple[LexborNode, int]] = []
    for item in paragraphs(article):
        before = found[-1] if found else None
        if before and before[0].parent and item.parent and before[0].parent.mem_id == item.parent.mem_id:
            found.append((item, before[1] + 1))
        else:
            start = (item.parent.attributes.get("start") or "") if item.parent else ""
            found.append((item, int(start) if start.isdecimal() else 1))
    return found


def _link(page: Page, href: str, label: str, kind: str) -> LexborNode:
    link = page.tree.create_node("a")
    for name, value in (("class", kind), ("href", href), ("aria-label", label)):
        link.attrs[name] = value
    return link


def _first(item: LexborNode, link: LexborNode) -> None:
    first = item.first_child
    if first:
        first.insert_before(link)
    else:
        item.insert_child(link)


def last(article: HeadedArticle) -> LexborNode:
    """What stands last below the article: its own text, or what leads on from it."""
    last, node = article.heading, article.heading.next
    while node and not (node.tag in RANKS and str(node.tag) <= str(article.heading.tag)):
        if node.is_element_node:
            if not FOOT.isdisjoint((node.attributes.get("class") or "").split()):
                break
            last = node
        node = node.next
    return last
