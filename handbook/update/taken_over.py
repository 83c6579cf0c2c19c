"""Puts chosen changes into files: each part in its place, and nothing beside it touched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from handbook.update import units
from handbook.update.change import Change
from handbook.update.lines import Typed
from handbook.update.text_tree import Tree
from handbook.update.units import Unit

OPENED = re.compile(r"\{%-?\s*(?:if|for)\b")
CLOSED = re.compile(r"\{%-?\s*end(?:if|for)\b")


def whole(text: str) -> bool:
    """Whether each condition that begins also ends."""
    return len(OPENED.findall(text)) == len(CLOSED.findall(text))


def in_file(tree: Tree, file: str, changes: Iterable[Change], ours: Tree, texts: dict[Change, str | None]) -> bytes | None:
    """The file of the tree with the parts of `changes` as `texts` has them: None takes a part away. None where nothing is left of it."""
    parts = [*tree.parts.get(file, ())]
    for change in changes:
        text = texts[change]
        at = next((number for number, one in enumerate(parts) if one.key == change.key), None)
        if at is not None and text is not None:
            parts[at] = Unit(change.key, text.rstrip("\n") + _tail(parts[at].text))
        elif at is not None:
            del parts[at]
        elif text is not None:
            _insert(parts, Unit(change.key, text), ours.parts.get(change.source, ()))
    if not parts:
        return None
    typed = tree.typed.get(file) or Typed("")
    text = units.joined(parts)
    # What stands last now may have had empty lines behind it.
    return typed.like(text.rstrip("\n") + (_tail(typed.text) or "\n") if file.endswith(".md") else text)


def _tail(text: str) -> str:
    """The empty lines behind a text."""
    return text[len(text.rstrip("\n")) :]


def _insert(parts: list[Unit], new: Unit, order: Sequence[Unit]) -> None:
    """Puts a new part behind the one that it follows with us; at the end where none of those is here."""
    keys = [one.key for one in parts]
    before = [one.key for one in order[: next((n for n, one in enumerate(order) if one.key == new.key), 0)]]
    at = next((keys.index(key) + 1 for key in reversed(before) if key in keys), len(parts))
    if new.key.startswith((units.ARTICLE, "kop:")):
        # A heading has an empty line above it, and the last part of a page none behind it.
        if at and not parts[at - 1].text.endswith("\n\n"):
            parts[at - 1] = replace(parts[at - 1], text=parts[at - 1].text.rstrip("\n") + "\n\n")
        new = replace(new, text=new.text.rstrip("\n") + ("\n\n" if at < len(parts) else "\n"))
    parts.insert(at, new)
