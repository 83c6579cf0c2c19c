"""Keeps lists apart that Markdown would run together, and numbers that it would count otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.imports import trees
from handbook.imports.characters import clean
from handbook.imports.list_shapes import is_list, items, label, style
from handbook.imports.notes import Notes
from handbook.imports.pandoc import Node

AS_TEXT = ("De nummers van deze lijst staan als tekst in de regels.", "Maak er een gewone lijst van als zij bij 1 begint.")


def apart(blocks: list[Node], notes: Notes) -> Iterator[Node]:
    """Lists that Markdown would run together, or number otherwise, get their numbers as text."""
    previous: Node | None = None
    for block in blocks:
        clash = previous is not None and is_list(previous) and is_list(block) and "OrderedList" in (previous["t"], block["t"])
        if block["t"] == "OrderedList" and (clash or (style(block) == "Decimal" and block["c"][0][0] != 1)):
            yield from _as_paragraphs(block, notes)
            previous = None
            continue
        if clash and previous is not None:
            # A list with dots right behind one with numbers belongs to its last item.
            items(previous)[-1].append(block)
            continue
        yield block
        previous = block


def _as_paragraphs(block: Node, notes: Notes) -> Iterator[Node]:
    for at, item in enumerate(items(block)):
        first, rest = (item[0], item[1:]) if item and item[0]["t"] in ("Para", "Plain") else (trees.para([]), item)
        mark = {"t": "Marked", "c": notes.here(*AS_TEXT)}
        yield trees.para([mark, {"t": "Str", "c": clean(label(block, at))}, trees.SPACE, *first["c"]])
        yield from rest
