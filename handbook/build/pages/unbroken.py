"""Keeps on one line what is read as one: a date, a telephone number and a mail or web address, also those that somebody typed by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from handbook.build.pages import white_space
from handbook.build.site import Page
from handbook.core import whole_dates
from handbook.core.dutch import DIGIT
from handbook.sources.printed.inline import TIED

GAP = r"[ \n]"

NUMBER = re.compile(
    rf"(?<![\w+/-])(?:\+\d{{2,3}}(?:{GAP}\(0\))?{GAP}\d{{1,3}}|\(0\d{{1,3}}\)|0\d{{1,3}})[ \n-]?(?:{GAP}?\d{{2,4}}){{1,4}}(?![\w/-])",
)
"""A number that begins as those of the Netherlands and others do."""

MAIL = re.compile(r"((?<![\w.+/-])[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}(?![\w@-]))", re.IGNORECASE)
"""An address in the text itself; those in a link are for adressen.js."""

WEB = re.compile(r"(https?://[^\s/?#]+/\S*[^\s.,;:!?)\]'\"])", re.IGNORECASE)
"""A web address that somebody reads, with the place on the site: `2026-11-01` in it is one name."""

SHORT = 24
"""Signs that the narrowest phone has on a line. A longer mail address ends a line behind its @ or a full stop, a web address behind a slash."""

SPLITS = re.compile(r"[^A-Za-z0-9./:_]")
"""Signs such as a hyphen, behind which a browser may end a line within a part of an address; in a part without one it does not."""


def tied(text: str) -> str:
    """The text with a space that does not break in every telephone number; which words it has stays the same."""
    if not DIGIT.search(text):
        return text
    return NUMBER.sub(lambda found: re.sub(GAP, TIED, found[0]), text)


def tie(page: Page) -> None:
    """Ties in every text of the page."""
    if page.tree.body:
        # A link that is a number has no line end within it by its look (a[href^="tel:"]).
        white_space.rewrite(page.tree.body, lambda text, tag: text if tag == "a" and NUMBER.fullmatch(text) else tied(text))
        _mark(page, page.tree.body)


def _mark(page: Page, above: LexborNode) -> None:
    """Puts a mark round every date below, and round every mail address in no link."""
    node = above.first_child
    while node is not None:
        after = node.next
        if node.is_text_node:
            text = node.text_content or ""
            pieces = list(_pieces(page, text, linked=above.tag == "a"))
            if pieces != [text]:
                for piece in pieces:
                    node.insert_before(piece)
                node.remove()
        elif node.tag not in white_space.KEPT | {"option"}:
            _mark(page, node)
        node = after


def _pieces(page: Page, text: str, linked: bool) -> Iterator[str | LexborNode]:
    for at, part in enumerate(whole_dates.parts(text)):
        if at % 2:
            yield _whole(page, whole_dates.MARK, part)
            continue
        for web, words in enumerate(WEB.split(part)):
            if web % 2:
                yield from _web(page, words)
            elif linked or "@" not in words:
                yield words
            else:
                for place, piece in enumerate(MAIL.split(words)):
                    yield from _mail(page, piece) if place % 2 else (piece,)


def _mail(page: Page, address: str) -> Iterator[str | LexborNode]:
    if len(address) <= SHORT:
        yield _whole(page, "post", address)
        return
    for at, part in enumerate(re.findall(r"[^@.]*[@.]|[^@.]+$", address)):
        if at:
            yield page.tree.create_node("wbr")
        yield part


def _web(page: Page, address: str) -> Iterator[str | LexborNode]:
    for at, part in enumerate(re.findall(r"[^/]*/+|[^/]+$", address)):
        if at:
            yield page.tree.create_node("wbr")
        yield _whole(page, "post", part) if len(part) <= SHORT and SPLITS.search(part) else part


def _whole(page: Page, name: str, words: str) -> LexborNode:
    mark = page.tree.create_node("span")
    mark.attrs["class"] = name
    mark.insert_child(words)
    return mark
