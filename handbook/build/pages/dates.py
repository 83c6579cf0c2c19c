"""Keeps every date on one line."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.build.pages.white_space import KEPT
from handbook.build.site import Page
from handbook.core.dutch import MONTHS
from handbook.core.page_marks import DATE

WRITTEN = re.compile(rf"\b\d{{1,2}}\s(?:{'|'.join(MONTHS)})\s\d{{4}}\b")

WITHOUT = KEPT | {"head", "title", "option"}
"""Elements whose text is text alone."""


def keep(page: Page) -> None:
    """Marks every date on the page, so that docs/stijl/handboek.css breaks no line in it. What is compared or quoted of a text has no such marks."""
    if page.tree.body:
        _keep(page.tree.body)


def _keep(above: LexborNode) -> None:
    node = above.first_child
    while node is not None:
        after = node.next
        if node.is_text_node:
            _mark(node)
        elif node.tag not in WITHOUT and DATE not in (node.attributes.get("class") or "").split():
            _keep(node)
        node = after


def _mark(text: LexborNode) -> None:
    said, at = text.text_content or "", 0
    for found in WRITTEN.finditer(said):
        marked = LexborHTMLParser(f'<span class="{DATE}">{found[0]}</span>').css_first("span")
        assert marked
        if said[at : found.start()]:
            text.insert_before(said[at : found.start()])
        text.insert_before(marked)
        at = found.end()
    if at:
        if said[at:]:
            text.insert_before(said[at:])
        text.decompose()
