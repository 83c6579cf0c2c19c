"""What a list in pandoc's tree is: its items, how they are numbered, and the label before each."""

from __future__ import annotations

from handbook.imports.pandoc import Node

RANKS = {"Decimal": 0, "LowerAlpha": 1, "UpperAlpha": 1, "LowerRoman": 2, "UpperRoman": 2, "": 3}
ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def ordered(items: list[list[Node]], kind: str = "Decimal", start: int = 1, after: str = "Period") -> Node:
    """A numbered list."""
    return {"t": "OrderedList", "c": [[start, {"t": kind}, {"t": after}], items]}


def style(node: Node) -> str:
    """How a list is numbered: Decimal, LowerAlpha and so on; nothing for a list with dots."""
    if node["t"] != "OrderedList":
        return ""
    kind = str(node["c"][0][1]["t"])
    return "Decimal" if kind in ("DefaultStyle", "Example") else kind


def items(node: Node) -> list[list[Node]]:
    """The items of a list; the very list, so that it can grow."""
    found: list[list[Node]] = node["c"][1] if node["t"] == "OrderedList" else node["c"]
    return found


def is_list(node: Node) -> bool:
    """Whether the block is a list with numbers or dots."""
    return node["t"] in ("OrderedList", "BulletList")


def label(node: Node, at: int) -> str:
    """What the document prints before the item: 3., b), iv."""
    start, _, after = node["c"][0]
    number, kind = start + at, style(node)
    text = str(number)
    if kind.endswith("Alpha") and number <= 26:
        text = chr(ord("a") + number - 1)
    elif kind.endswith("Roman") and number <= len(ROMANS):
        text = ROMANS[number - 1]
    text = text.upper() if kind.startswith("Upper") else text
    return f"{text})" if after["t"] != "Period" and after["t"] != "DefaultDelim" else f"{text}."
