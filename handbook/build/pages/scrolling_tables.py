"""Keeps a wide table readable on a narrow screen: in a box of its own that scrolls, has a name, and takes the keyboard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from handbook.build.site import Page

PARTS = "h1, h2, h3, h4, h5, h6, table"


def box(page: Page) -> None:
    """Puts a box round every table in the text of the page; the text stays as it was."""
    article = page.tree.css_first("article.md-content__inner")
    # All names first: a table moves with everything in it.
    for table, name in list(_named(article)) if article else ():
        _wrap(page, table, {"class": "tabel", "role": "region", "tabindex": "0", "aria-label": name})


def _named(article: LexborNode) -> Iterator[tuple[LexborNode, str]]:
    """The tables with their names, after their caption or else the heading above them; one within a table is part of that."""
    heading = ""
    named: Counter[str] = Counter()
    within = {table.mem_id for table in article.css("table table")}
    for node in article.css(PARTS):
        if node.tag != "table":
            heading = _text(node)
        elif node.mem_id not in within:
            caption = node.css_first("caption")
            name = _text(caption) if caption else heading
            named[name] += 1
            # No two boxes of a page have one name.
            yield node, f"Tabel{f' {named[name]}' if named[name] > 1 else ''}{': ' if name else ''}{name}"


def _wrap(page: Page, table: LexborNode, attributes: dict[str, str]) -> None:
    around = page.tree.create_node("div")
    for name, value in attributes.items():
        around.attrs[name] = value
    # Both put a copy in its place, with all that is in it.
    around.insert_child(table)
    table.replace_with(around)


def _text(node: LexborNode) -> str:
    """The words of a heading or caption, without the link to itself."""
    parts = (part.text() for part in node.iter(include_text=True) if "headerlink" not in (part.attributes.get("class") or "").split())
    return " ".join("".join(parts).split())
