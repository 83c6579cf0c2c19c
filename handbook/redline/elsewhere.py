"""Parts that stand in another article now: of these nothing went and nothing came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handbook.redline.changes import Change, PartChange, Words
from handbook.redline.marks import SHAPE
from handbook.redline.model import Part
from handbook.redline.named import place
from handbook.redline.tokens import weight, words

SHORTEST = 18
"""Three words, as weight() counts them: a shorter part is found anywhere."""


def told(changes: Sequence[Change]) -> list[Change]:
    """The changes, in which a part that went from one article and came in another with the same words says so in both."""
    came: dict[str, list[tuple[int, int]]] = {}
    for at, change in enumerate(changes):
        for number, part in enumerate(change.parts):
            said = _said(part.new[0]) if part.how == "nieuw" else ""
            if said:
                came.setdefault(said, []).append((at, number))
    parts = [[*change.parts] for change in changes]
    for at, change in enumerate(changes):
        for number, part in enumerate(change.parts):
            there = came.get(_said(part.old[0]), []) if part.how == "vervallen" else []
            if there and change.old:
                other, place_ = there.pop(0)
                target = changes[other]
                now = parts[other][place_]
                parts[at][number] = _moved(part, f"Verplaatst: nu {place(target.article, now.new[0])}")
                parts[other][place_] = _moved(now, f"Verplaatst: was {place(change.old, part.old[0])}")
    return [replace(change, parts=tuple(own)) for change, own in zip(changes, parts, strict=True)]


def _said(part: Part) -> str:
    """What a part says, to find it elsewhere; nothing where it is too short."""
    keys = words(part.text)
    if sum(weight(key) for key in keys if weight(key) > 1) < SHORTEST:
        return ""
    return " ".join((part.kind, *keys))


def _moved(part: PartChange, label: str) -> PartChange:
    return replace(part, how="verplaatst", labels=(label,), words=Words(), why=frozenset({SHAPE}))
