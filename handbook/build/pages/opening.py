"""Gives every page its beginning: the title, the introduction, since when the text holds, and then what is on the page."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from handbook.build.site import Page
from handbook.core.page_marks import OF_THE_PAGE


def place(page: Page) -> None:
    """Puts what tells of the page below its title and introduction, where the template has it above: so it is read, and so Tab goes.

    It carries a mark, by which no text of the page has words of it. A page without a title stays as it was made.
    """
    before = page.tree.css_first("article.md-content__inner > h1")
    if before is None:
        return
    after = _introduction(before) or before
    # The last first: each is put right below the same place.
    for part in reversed(page.tree.css(f"[{OF_THE_PAGE}]")):
        after.insert_after(part)
        part.decompose()


def _introduction(title: LexborNode) -> LexborNode | None:
    """The paragraph that stands right below the title."""
    node = title.next
    while node and not node.is_element_node:
        node = node.next
    return node if node and node.tag == "p" else None
