"""Makes lists of what was numbered by hand, and gives every list a form in which our pages print the very numbers of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from handbook.imports import trees
from handbook.imports.characters import clean
from handbook.imports.notes import Notes
from handbook.imports.pandoc import Node

LABEL = re.compile(
    r"(?:(?P<within>\d{1,3}(?:\.\d{1,3})*)\.(?P<part>\d{1,3})[.)]?|(?P<number>\d{1,3})[.)]|[Ll]id (?P<lid>\d{1,2})(?:[.:)]|(?= [A-Z]))|"
    r"(?P<letter>[a-z])[.)]|(?P<roman>[ivx]{1,4})[.)]|(?P<dot>[-–•·▪o*\uf0b7\uf0a7]))[ \t\u00a0]+(?=\S)"
)
RANKS = {"Decimal": 0, "LowerAlpha": 1, "UpperAlpha": 1, "LowerRoman": 2, "UpperRoman": 2, "": 3}
ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
MOVED = (
    "Dit stond tussen twee genummerde leden, en hoort nu bij het lid erboven.",
    "Kijk of dat klopt: zonder dit was de nummering opnieuw begonnen.",
)
AS_TEXT = ("De nummers van deze lijst staan als tekst in de regels.", "Maak er een gewone lijst van als zij bij 1 begint.")


@dataclass(frozen=True)
class _Typed:
    kind: str
    number: int
    length: int
    within: str = ""


def settled(blocks: Sequence[Node], notes: Notes, article: str = "") -> list[Node]:
    """The blocks of one article or item, its lists in a form that we can print; `article` is the number that was typed before its heading."""
    return list(_apart(_continued(_typed(list(blocks), article), notes), notes))


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


def _typed(blocks: list[Node], article: str) -> list[Node]:
    """Paragraphs with a number typed before them as lists, deeper kinds below the item before them."""
    done: list[Node] = []
    open_: list[Node] = []
    for block in blocks:
        found = _read(block, open_, article)
        if found is None:
            open_ = []
            done.append(block)
            continue
        item = [trees.para(trees.without_start(block["c"], found.length))]
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


def _apart(blocks: list[Node], notes: Notes) -> Iterator[Node]:
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
    for at, item in zip(count(), items(block), strict=False):
        first, rest = (item[0], item[1:]) if item and item[0]["t"] in ("Para", "Plain") else (trees.para([]), item)
        mark = {"t": "Marked", "c": notes.here(*AS_TEXT)}
        yield trees.para([mark, {"t": "Str", "c": clean(label(block, at))}, trees.SPACE, *first["c"]])
        yield from rest
