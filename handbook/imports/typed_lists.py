"""Makes lists of paragraphs that somebody numbered by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handbook.imports import trees
from handbook.imports.beginnings import without_start
from handbook.imports.list_shapes import RANKS, ROMANS, items, ordered, style
from handbook.imports.pandoc import Node

LABEL = re.compile(
    r"(?:(?P<within>\d{1,3}(?:\.\d{1,3})*)\.(?P<part>\d{1,3})[.)]?|(?P<number>\d{1,3})[.)]|[Ll]id (?P<lid>\d{1,2})(?:[.:)]|(?= [A-Z]))|"
    r"(?P<letter>[a-z])[.)]|(?P<roman>[ivx]{1,4})[.)]|(?P<dot>[-–•·▪o*\uf0b7\uf0a7]))[ \t\u00a0]+(?=\S)"
)


@dataclass(frozen=True)
class _Typed:
    kind: str
    number: int
    length: int
    within: str = ""


def listed(blocks: list[Node], article: str) -> list[Node]:
    """Paragraphs with a number typed before them as lists, deeper kinds below the item before them."""
    done: list[Node] = []
    open_: list[Node] = []
    for block in blocks:
        found = _read(block, open_, article)
        if found is None:
            open_ = []
            done.append(block)
            continue
        item = [trees.para(without_start(block["c"], found.length))]
        while open_ and RANKS[style(open_[-1])] > RANKS[found.kind]:
            open_.pop()
        if open_ and style(open_[-1]) == found.kind:
            items(open_[-1]).append(item)
            continue
        made = ordered([item], found.kind, found.number) if found.kind else {"t": "BulletList", "c": [item]}
        if open_:
            items(open_[-1])[-1].append(made)
        else:
            done.append(made)
        open_.append(made)
    return done


def _read(block: Node, open_: list[Node], article: str) -> _Typed | None:
    """The number typed before a paragraph, where it follows on what is open, or begins something that goes on from there."""
    if block["t"] not in ("Para", "Plain"):
        return None
    match = LABEL.match(trees.plain(block["c"]).replace("\u2002", " "))
    if match is None:
        return None
    expected = {style(one): one["c"][0][0] + len(items(one)) for one in open_ if one["t"] == "OrderedList"}
    length = match.end()
    if match["dot"]:
        return _Typed("", 1, length)
    if match["letter"] and (match["letter"] != "i" or expected.get("LowerAlpha") == 9):
        number = ord(match["letter"]) - ord("a") + 1
        return _Typed("LowerAlpha", number, length) if number == expected.get("LowerAlpha", 1) else None
    if match["letter"] or match["roman"]:
        number = ROMANS.index(match["letter"] or match["roman"]) + 1 if (match["letter"] or match["roman"]) in ROMANS else 0
        return _Typed("LowerRoman", number, length) if number == expected.get("LowerRoman", 1) else None
    if match["within"] and match["within"] != article:
        return None
    number = int(match["part"] or match["number"] or match["lid"])
    wanted = expected.get("Decimal")
    # The list may have been interrupted: then it goes on from where it was.
    return _Typed("Decimal", number, length) if number == wanted or wanted is None else None
