"""Reads pandoc's tree: the plain text of a node, and what stands within it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from handbook.imports.pandoc import Node

SPACE: Node = {"t": "Space"}
WRAPPED = {"Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps"}
"""Inlines that hold only other inlines."""


def held_by(node: Node) -> Any:
    """What pandoc puts in a node, whose shape follows from its kind; None where it holds nothing."""
    return node.get("c")


def within(node: Node) -> list[Node]:
    """The inlines that an inline holds; none for a word."""
    kind, content = node["t"], held_by(node)
    if kind in WRAPPED:
        return list(content)
    if kind in ("Span", "Link", "Quoted", "Cite", "Image"):
        return list(content[1])
    return []


def plain(inlines: Sequence[Node]) -> str:
    """The words, without marks, pictures and footnotes."""
    text = ""
    for node in inlines:
        if node["t"] in ("Space", "SoftBreak", "LineBreak"):
            text += " "
        elif node["t"] == "Str":
            text += node["c"]
        elif node["t"] in ("Code", "Math"):
            text += node["c"][1]
        elif node["t"] == "Quoted":
            text += f'"{plain(within(node))}"'
        elif node["t"] != "Image":
            text += plain(within(node))
    return text


def held(inlines: Sequence[Node], kind: str) -> Iterator[Node]:
    """Every inline of a kind, at any depth outside footnotes."""
    for node in inlines:
        if node["t"] == kind:
            yield node
        yield from held(within(node), kind)


def words(text: str) -> list[Node]:
    """Plain text as inlines."""
    found: list[Node] = []
    for word in text.split():
        found += [SPACE, {"t": "Str", "c": word}] if found else [{"t": "Str", "c": word}]
    return found


def para(inlines: Sequence[Node]) -> Node:
    """A paragraph."""
    return {"t": "Para", "c": list(inlines)}


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
