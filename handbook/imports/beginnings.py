"""Takes the beginning of a text away, such as a number that was typed before it, whatever marks it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handbook.imports.pandoc import Node
from handbook.imports.trees import WRAPPED, plain


def without_start(inlines: Sequence[Node], length: int) -> list[Node]:
    """The inlines without the first `length` characters of their plain text, and without the spaces behind those."""
    rest: list[Node] = []
    for node in inlines:
        if length <= 0 and (rest or node["t"] not in ("Space", "SoftBreak")):
            rest.append(node)
            continue
        if length <= 0:
            continue
        size = len(plain([node]))
        if size > length:
            rest += _cut(node, length)
        length -= size
    return rest


def _cut(node: Node, length: int) -> list[Node]:
    if node["t"] == "Str":
        return [{"t": "Str", "c": left}] if (left := str(node["c"])[length:].lstrip()) else []
    if node["t"] in WRAPPED:
        return [{"t": node["t"], "c": without_start(node["c"], length)}]
    if node["t"] in ("Span", "Link"):
        content: list[Any] = list(node["c"])
        content[1] = without_start(content[1], length)
        return [{"t": node["t"], "c": content}]
    return [node]
