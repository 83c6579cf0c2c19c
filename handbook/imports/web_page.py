"""Makes of a web page that Word or Google Docs saved one that pandoc may read: its text, with lists, bold letters and footnotes as they were meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.imports import trees
from handbook.imports.pandoc import Node

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
NOTE = re.compile(r"#?(_?ftn|_?edn|ftnt)(_?ref)?(\d+)")


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


def footnotes(blocks: list[Node]) -> list[Node]:
    """The blocks with each footnote where it is referred to; both programs write them as links to and fro."""
    notes: dict[str, list[Node]] = {}
    rest = _without_notes(blocks, notes)
    return [_with_notes(block, notes) for block in rest] if notes else blocks


def _without_notes(blocks: list[Node], notes: dict[str, list[Node]]) -> list[Node]:
    rest = []
    for block in blocks:
        if block["t"] == "Div":
            block = {"t": "Div", "c": [block["c"][0], _without_notes(block["c"][1], notes)]}
        first = block["c"][0] if block["t"] in ("Para", "Plain") and block["c"] else None
        back = first and _numbered(first)
        if first and back and not back[1] and re.match(r"#.*ref", first["c"][2][0]):
            notes[back[0]] = [trees.para(_unspaced(block["c"][1:]))]
        else:
            rest.append(block)
    return rest


def _unspaced(inlines: list[Node]) -> list[Node]:
    text = trees.plain(inlines)
    return trees.without_start(inlines, len(text) - len(text.lstrip()))


def _numbered(node: Node) -> tuple[str, bool] | None:
    """The number of the footnote that a link belongs to, and whether it stands in the text."""
    match = NOTE.fullmatch(str(node["c"][0][0])) if node["t"] == "Link" else None
    return (f"{match[1].strip('_')}{match[3]}", bool(match[2])) if match else None


def _with_notes(block: Node, notes: dict[str, list[Node]]) -> Node:
    def changed(value: object) -> object:
        if isinstance(value, dict):
            at = _numbered(value) if value.get("t") == "Link" else None
            if at and at[1] and at[0] in notes:
                return {"t": "Note", "c": notes[at[0]]}
            return {key: changed(one) for key, one in value.items()}
        return [changed(one) for one in value] if isinstance(value, list) else value

    made = changed(block)
    assert isinstance(made, dict)
    return made
