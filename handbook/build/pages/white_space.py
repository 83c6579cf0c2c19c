"""Folds the white space of a page that no browser shows."""

from __future__ import annotations

import re
from collections.abc import Callable

from selectolax.lexbor import LexborNode

from handbook.build.site import Page

KEPT = frozenset({"pre", "code", "kbd", "samp", "textarea", "script", "style", "svg"})
"""Elements in which every space counts."""

RUN = re.compile(r"[ \t\n\r\f]{2,}")
"""White space of HTML; a space that does not break is text."""


def fold(page: Page) -> None:
    """Leaves one space or line end of every run of white space; a line end keeps the page readable in an editor."""
    if page.tree.root:
        rewrite(page.tree.root, _folded)


def rewrite(above: LexborNode, say: Callable[[str, str], str]) -> None:
    """Puts what `say` makes of it in the place of every text below, but for those in which every space counts; it is told what stands there and in which element."""
    node = above.first_child
    while node is not None:
        after = node.next
        if node.is_text_node:
            text = node.text_content or ""
            if (said := say(text, above.tag or "")) != text:
                node.replace_with(said)
        elif node.tag not in KEPT:
            rewrite(node, say)
        node = after


def _folded(text: str, tag: str) -> str:
    # Between the elements of the head no space is ever shown.
    return "" if tag == "head" else RUN.sub(lambda run: "\n" if "\n" in run[0] else " ", text)
