"""HTML that says what a text is and nothing of how a page shows it: no class, id or link to itself."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from selectolax.lexbor import LexborNode

from handbook.core.page_marks import LIVE_NOTE, OWN_ADDRESS

BLOCKS = frozenset(
    "p ul ol li dl dt dd table caption thead tbody tfoot tr th td blockquote aside pre hr h3 h4 h5 h6 figure figcaption".split()
)
INLINE = frozenset("a strong em b i code kbd samp abbr sup sub s del ins mark q cite small br img time".split())
VOID = frozenset({"br", "hr", "img"})

ATTRIBUTES = {
    "a": ("href",),
    "img": ("src", "alt"),
    "abbr": ("title",),
    "ol": ("start",),
    "th": ("scope", "colspan", "rowspan"),
    "td": ("colspan", "rowspan"),
    "time": ("datetime",),
}
LINKS = frozenset({"href", "src"})
DROPPED = frozenset({"script", "style", "template", "noscript"})

APART = frozenset({"div", "section", "article", "summary"})
"""Elements without a meaning of their own that still keep texts apart."""

BESIDE_BLOCK = re.compile(rf" ?(</?(?:{'|'.join(sorted(BLOCKS - {'pre'} | {'br'}))})(?: [^>]*)?>) ?")
"""A space that shows nowhere."""

SPACES = re.compile(r"[ \t\n\r\f]+")

WHOLE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def has_class(node: LexborNode, name: str) -> bool:
    """Whether an element has the class `name`."""
    return node.is_element_node and name in (node.attributes.get("class") or "").split()


def blocks(nodes: Sequence[LexborNode], address: str) -> str:
    """The nodes as blocks; running text between them becomes a paragraph. `address` is that of their page within its version."""
    found = []
    for block, group in groupby(nodes, key=_is_block):
        html = inline(list(group), address)
        found.append(html if block or not html else f"<p>{html}</p>")
    return "".join(found)


def inline(nodes: Iterable[LexborNode], address: str) -> str:
    """The nodes as they stand, without the white space around them."""
    return BESIDE_BLOCK.sub(r"\1", "".join(_node(node, address) for node in nodes)).strip()


def _is_block(node: LexborNode) -> bool:
    return node.is_element_node and node.tag in (BLOCKS | APART | {"details"})


def _node(node: LexborNode, address: str) -> str:
    if node.is_text_node:
        return escape(SPACES.sub(" ", node.text_content or ""), quote=False)
    if not node.is_element_node or node.tag in DROPPED or has_class(node, OWN_ADDRESS) or LIVE_NOTE in node.attributes:
        return ""
    # Both are boxes beside the text: one in the page, one that opens.
    tag = "aside" if has_class(node, "admonition") or node.tag == "details" else str(node.tag)
    if tag == "pre":
        code = escape(node.text(deep=True), quote=False)
        # A parser drops the first line end.
        return "<pre>" + "\n" * code.startswith("\n") + f"{code}</pre>"
    within = list(node.iter(include_text=True, skip_empty=False))
    if tag in APART:
        return blocks(within, address)
    inside = "".join(_node(child, address) for child in within)
    if tag not in BLOCKS and tag not in INLINE:
        return inside
    return f"<{tag}{_attributes(node, address)}>{inside}" + ("" if tag in VOID else f"</{tag}>")


def _attributes(node: LexborNode, address: str) -> str:
    kept = {name: node.attributes[name] or "" for name in ATTRIBUTES.get(str(node.tag), ()) if name in node.attributes}
    return "".join(f' {name}="{escape(_resolved(value, address) if name in LINKS else value)}"' for name, value in kept.items())


def _resolved(target: str, address: str) -> str:
    """A link of the page as one from the folder of the version."""
    path, mark, anchor = target.partition("#")
    if WHOLE.match(target) or path.startswith("/"):
        return target
    full = posixpath.normpath(posixpath.join(address, path)) if path else address.rstrip("/")
    slash = "/" if full not in ("", ".") and (not path or path.endswith(("/", ".."))) else ""
    return f"{'' if full == '.' else full}{slash}{mark}{anchor}"
