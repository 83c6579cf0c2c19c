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
