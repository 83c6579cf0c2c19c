"""Makes of a web page that Word or Google Docs saved one that pandoc may read: its text, with lists and bold letters as they were meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

GONE = (
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "noscript",
    "template",
    "meta",
    "link",
    "base",
    "form",
    "svg",
    "video",
    "audio",
    "title",
    "xml",
)
REVISED = "ins, del, span.msoIns, span.msoDel"
REMARKS = "[id^=cmnt]:not([id^=cmnt_ref]), [style*='mso-element:comment;'], .MsoCommentReference, [style*='mso-element: comment;']"
RULE = re.compile(r"\.(c\d+)\s*\{([^{}]*)\}")
"""What a class of Google Docs looks like."""

GOOGLE_LIST = re.compile(r"lst-(kix_\w+)-(\d)")
GOOGLE_KIND = re.compile(r"\.(lst-kix_\w+-\d)\s*>\s*li:before\s*\{[^{}]*counter\([^,()]*,\s*([\w-]+)\)")
TYPES = {"decimal": "1", "lower-latin": "a", "lower-alpha": "a", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I"}


@dataclass(frozen=True)
class WebPage:
    """The page for pandoc, and what classes mean bold or slanted; changes and remarks are those that wait."""

    html: bytes
    title: str
    bold: dict[str, str]
    changes: int
    remarks: int


def prepared(data: bytes) -> WebPage:
    """A saved web page; bytes in UTF-8, or in Windows-1252 as Word writes where the page says so."""
    tree = LexborHTMLParser(_decoded(data))
    style = "\n".join(one.text() for one in tree.css("style"))
    title = tree.css_first("title")
    said = " ".join((title.text() if title else "").split())
    changes, remarks = len(tree.css(REVISED)), len(tree.css(REMARKS))
    for node in tree.css(", ".join(GONE)):
        node.decompose()
    _nest(tree, {name: TYPES.get(kind, "") for name, kind in GOOGLE_KIND.findall(style)})
    body = tree.body
    html = f"<html><body>{body.inner_html if body else ''}</body></html>"
    return WebPage(html.encode(), said, dict(_meaning(style)), changes, remarks)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        return data.decode("utf-16" if utf16 else "cp1252", "replace")


def _meaning(style: str) -> Iterator[tuple[str, str]]:
    for name, rule in RULE.findall(style):
        bold, slanted = re.search(r"font-weight:\s*(?:bold|[6-9]00)", rule), re.search(r"font-style:\s*italic", rule)
        if bold or slanted:
            yield name, "**" * bool(bold) + "*" * bool(slanted)


def _nest(tree: LexborHTMLParser, kinds: dict[str, str]) -> None:
    """Google Docs writes the levels of a list one behind the other, and only their classes say which is below which."""
    above: dict[tuple[str, int], LexborNode] = {}
    for node in list(tree.css("ol, ul")):
        match = GOOGLE_LIST.search(node.attributes.get("class") or "")
        if match is None:
            continue
        name, level = match[1], int(match[2])
        if kind := kinds.get(match[0]):
            node.attrs["type"] = kind
        holder = above.get((name, level - 1))
        item = holder.css("li")[-1] if level and holder is not None and holder.css("li") else None
        if item is None:
            above[name, level] = node
            continue
        item.insert_child(node)
        below = [one for one in item.iter() if one.tag in ("ol", "ul")]
        # A list that is part of the item already, as a broken page may have it, stays where it is.
        if below:
            node.decompose()
            above[name, level] = below[-1]
