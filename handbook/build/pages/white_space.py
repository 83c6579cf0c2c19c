"""Folds the white space of a page that no browser shows."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from handbook.build.site import Page

KEPT = frozenset({"pre", "code", "kbd", "samp", "textarea", "script", "style", "svg"})
"""Elements in which every space counts."""

RUN = re.compile(r"[ \t\n\r\f]{2,}")
"""White space of HTML; a space that does not break is text."""


def fold(page: Page) -> None:
    """Leaves one space or line end of every run of white space; a line end keeps the page readable in an editor."""
    if page.tree.root:
        _fold(page.tree.root)


def _fold(above: LexborNode) -> None:
    node = above.first_child
    while node is not None:
        after = node.next
        if node.is_text_node:
            text = node.text_content or ""
            # Between the elements of the head no space is ever shown.
            folded = "" if above.tag == "head" else RUN.sub(lambda run: "\n" if "\n" in run[0] else " ", text)
            if folded != text:
                node.replace_with(folded)
        elif node.tag not in KEPT:
            _fold(node)
        node = after
