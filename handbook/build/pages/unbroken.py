"""Keeps on one line what is read as one: a date and a telephone number, also those that somebody typed by hand."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from handbook.build.pages import white_space
from handbook.build.site import Page
from handbook.core import whole_dates
from handbook.sources.printed.inline import TIED

GAP = r"[ \n]"

NUMBER = re.compile(
    rf"(?<![\w+/-])(?:\+\d{{2,3}}(?:{GAP}\(0\))?{GAP}\d{{1,3}}|\(0\d{{1,3}}\)|0\d{{1,3}})[ \n-]?(?:{GAP}?\d{{2,4}}){{1,4}}(?![\w/-])",
)
"""A number that begins as those of the Netherlands and others do."""

DIGIT = re.compile(r"\d")


def tied(text: str) -> str:
    """The text with a space that does not break in every telephone number; which words it has stays the same."""
    if not DIGIT.search(text):
        return text
    return NUMBER.sub(lambda found: re.sub(GAP, TIED, found[0]), text)


def tie(page: Page) -> None:
    """Ties in every text of the page."""
    if page.tree.body:
        white_space.rewrite(page.tree.body, lambda text, _: tied(text))
        _mark(page, page.tree.body)


def _mark(page: Page, above: LexborNode) -> None:
    """Puts a mark round every date below."""
    node = above.first_child
    while node is not None:
        after = node.next
        if node.is_text_node:
            pieces = whole_dates.parts(node.text_content or "")
            for at, piece in enumerate(pieces if len(pieces) > 1 else ()):
                node.insert_before(_date(page, piece) if at % 2 else piece)
            if len(pieces) > 1:
                node.remove()
        elif node.tag not in white_space.KEPT | {"option"}:
            _mark(page, node)
        node = after


def _date(page: Page, words: str) -> LexborNode:
    mark = page.tree.create_node("span")
    mark.attrs["class"] = whole_dates.MARK
    mark.insert_child(words)
    return mark
