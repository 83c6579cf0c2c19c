"""Marks every numbered paragraph that is advice, so that it looks other than a rule, and says so to a screen reader by its first word."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from handbook.archive.headed_articles import headed
from handbook.archive.printed_articles import paragraphs
from handbook.build.site import Page
from handbook.core.advice import TIP, is_advice

ADVICE, WORD = "raad", "raad-woord"
"""The classes of the paragraph and of its first word."""


def mark(page: Page) -> None:
    """Gives each a class, and its first word an element of its own; the text stays as it was."""
    for article in headed(page.tree):
        for item in paragraphs(article):
            first = _first_text(item)
            if first is not None and is_advice(text := first.text_content or ""):
                item.attrs["class"] = " ".join([*(item.attributes.get("class") or "").split(), ADVICE])
                _set_off(page, first, text.lstrip().removeprefix(TIP))


def _set_off(page: Page, first: LexborNode, rest: str) -> None:
    """Its first word in an element of its own, before the `rest` of the text."""
    word = page.tree.create_node("strong")
    word.attrs["class"] = WORD
    word.insert_child(TIP)
    first.insert_before(word)
    first.insert_before(rest)
    first.remove()


def _first_text(item: LexborNode) -> LexborNode | None:
    """The text with which the paragraph begins, in its own element or in its first paragraph of HTML."""
    for node in item.iter(include_text=True, skip_empty=True):
        if node.is_text_node:
            if (node.text_content or "").strip():
                return node
        else:
            return _first_text(node) if node.tag == "p" else None
    return None
