"""Gives every list a form in which our pages print the very numbers of the document."""

from __future__ import annotations

from collections.abc import Sequence

from handbook.imports.list_shapes import RANKS, is_list, items, style
from handbook.imports.lists_apart import apart
from handbook.imports.notes import Notes
from handbook.imports.pandoc import Node
from handbook.imports.typed_lists import listed

MOVED = (
    "Dit stond tussen twee genummerde leden, en hoort nu bij het lid erboven.",
    "Kijk of dat klopt: zonder dit was de nummering opnieuw begonnen.",
)


def settled(blocks: Sequence[Node], notes: Notes, article: str = "") -> list[Node]:
    """The blocks of one article or item, its lists in a form that we can print; `article` is the number that was typed before its heading."""
    return list(apart(_continued(listed(list(blocks), article), notes), notes))


def _continued(blocks: list[Node], notes: Notes) -> list[Node]:
    """A list that goes on after something else is one list: what stood between belongs to the item before it."""
    done: list[Node] = []
    for block in blocks:
        if is_list(block) and (before := _before(done, block)) is not None:
            between = done[before + 1 :]
            del done[before + 1 :]
            last = items(done[before])[-1]
            last += _marked(between, notes)
            if _deeper(done[before], block):
                last.append(block)
            else:
                items(done[before]).extend(items(block))
        else:
            done.append(block)
    return done


def _before(done: list[Node], block: Node) -> int | None:
    """The list that `block` goes on, or hangs below."""
    for at in range(len(done) - 1, -1, -1):
        one = done[at]
        if not is_list(one):
            continue
        if _deeper(one, block):
            return at if at == len(done) - 1 else None
        starts = block["c"][0][0] if block["t"] == "OrderedList" else 1
        if (
            one["t"] == block["t"] == "OrderedList"
            and style(one) == style(block)
            and starts > 1
            and starts == one["c"][0][0] + len(items(one))
        ):
            return at
    return None


def _deeper(above: Node, below: Node) -> bool:
    """Whether the second list is of a kind that stands below an item of the first: dots below numbers, letters below numbers."""
    starts = below["c"][0][0] if below["t"] == "OrderedList" else 1
    return above["t"] == "OrderedList" and starts == 1 and RANKS.get(style(below), 3) > RANKS.get(style(above), 3)


def _marked(blocks: list[Node], notes: Notes) -> list[Node]:
    marked = []
    for block in blocks:
        if block["t"] in ("Para", "Plain"):
            block = {"t": block["t"], "c": [{"t": "Marked", "c": notes.here(*MOVED)}, *block["c"]]}
        marked.append(block)
    return marked
