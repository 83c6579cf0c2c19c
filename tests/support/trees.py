"""Pages as trees, for tests of the steps that change them and for comparing what two pages say."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.build.pages.white_space import KEPT
from handbook.build.site import Page


def after(step: Callable[[Page], None], html: str) -> str:
    """The page that `step` makes of `html`."""
    page = Page(Path("/nergens"), "/v/", "map/index.html", LexborHTMLParser(html))
    step(page)
    return page.html()


def whole(html: str) -> str:
    """A page of a site with every quote and end of an element, which are left out where HTML does not need them."""
    return LexborHTMLParser(html).html or ""


def nodes(html: str, *, spaces: bool = True) -> list[object]:
    """Everything in the page: elements with their attributes, comments, texts and ends; without `spaces`, runs that no browser shows are one."""
    found: list[object] = []
    root = LexborHTMLParser(html).root
    assert root
    _walk(root, found, kept=spaces)
    return found


def _walk(node: LexborNode, found: list[object], *, kept: bool) -> None:
    for child in node.iter(include_text=True, skip_empty=False):
        if child.is_text_node:
            text = child.text_content or ""
            found.append(text if kept else re.sub(r"[ \t\n\r\f]+", " ", text))
        elif child.is_comment_node:
            found.append(("comment", child.comment_content))
        else:
            # An attribute without a value is one with an empty value: https://html.spec.whatwg.org/multipage/syntax.html#attributes-2
            found.append((child.tag, {name: value or "" for name, value in child.attributes.items()}))
            _walk(child, found, kept=kept or child.tag in KEPT)
            found.append("/")
