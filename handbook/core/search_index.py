"""How a search index is written: a row for each answer, and every word further down in them once, with the rows that hold it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

Doc = dict[str, Any]

FIELDS = ("location", "title", "zoek", "boost")
"""What stands of an answer in its row, in this order: their names would weigh as much as a page of text.

A location that begins with # is on the page of the row before.
"""

REST = "woorden"
"""The key of the words further down, and of the rows that hold each; an index of before has none, and names in its rows."""

WORD = re.compile("([A-Z])([^A-Z]*)")
"""How many signs a word shares with the one before it, as a letter (A is none), and what follows; words are small."""

LOW, HIGH, NEXT = 57, 34, 93
"""A number is one sign from # to [, worth up to LOW; signs from ] to ~, before it, count how often LOW goes into the rest."""


def write(config: Mapping[str, Any], docs: Sequence[Doc]) -> dict[str, Any]:
    """The index of `docs`; what stands in "rest", the words of each further down, apart by spaces, is found again by `documents`."""
    held: dict[str, list[int]] = defaultdict(list)
    for at, doc in enumerate(docs):
        for word in doc.get("rest", "").split():
            held[word].append(at)
    places = " ".join("".join(_steps(held[word])) for word in sorted(held))
    rows = [_row(doc) for doc in docs]
    for before, doc, row in zip(docs, docs[1:], rows[1:], strict=False):
        page, sign, anchor = doc["location"].partition("#")
        if sign and before["location"].partition("#")[0] == page:
            row[0] = f"#{anchor}"
    # What no reader could read stands together, so that gzip packs it apart from the words: half a kB less.
    return {REST: ["".join(_packed(sorted(held))), places], "config": dict(config), "docs": rows}


def documents(index: Mapping[str, Any]) -> list[Doc]:
    """The answers in an index that `write` made, each with the fields that it has."""
    docs = [
        {field: value for field, value in zip(FIELDS, row, strict=False) if value != "" or field == "location"} for row in index["docs"]
    ]
    for before, doc in pairwise(docs):
        if doc["location"].startswith("#"):
            doc["location"] = before["location"].partition("#")[0] + doc["location"]
    words, places = index[REST]
    for word, rows in zip(_unpacked(words), places.split(" "), strict=False):
        for at in _rows(rows):
            docs[at]["rest"] = f"{docs[at]['rest']} {word}" if "rest" in docs[at] else word
    return docs


def location(doc: Any) -> str:
    """The address of a row; it begins one, and had a name in versions from before."""
    return str(doc[0] if isinstance(doc, list) else doc["location"])


def without(index: Mapping[str, Any], gone: Callable[[str], bool]) -> dict[str, Any]:
    """The index without the answers whose address is gone, and without the words that only they had."""
    if REST in index:
        return write(index["config"], [doc for doc in documents(index) if not gone(doc["location"])])
    return {**index, "docs": [doc for doc in index["docs"] if not gone(location(doc))]}


def _row(doc: Doc) -> list[Any]:
    row = [doc.get(field, "") for field in FIELDS]
    while row[-1] == "" and len(row) > 1:
        row.pop()
    return row


def _packed(words: Sequence[str]) -> Iterator[str]:
    for before, word in pairwise(["", *words]):
        alike = [a == b for a, b in zip(before[:25], word, strict=False)]
        shared = [*alike, False].index(False)
        yield chr(ord("A") + shared) + word[shared:]


def _unpacked(packed: str) -> Iterator[str]:
    word = ""
    for shared, end in WORD.findall(packed):
        word = word[: ord(shared) - ord("A")] + end
        yield word


def _steps(rows: Collection[int]) -> Iterator[str]:
    """From each row to the next that holds the word."""
    for before, row in pairwise([-1, *rows]):
        times, rest = divmod(row - before, LOW)
        high = ""
        while times:
            times, sign = divmod(times, HIGH)
            high = chr(NEXT + sign) + high
        yield high + chr(ord("#") + rest)


def _rows(steps: str) -> Iterator[int]:
    row, high = -1, 0
    for sign in steps:
        if ord(sign) >= NEXT:
            high = high * HIGH + ord(sign) - NEXT
        else:
            row += high * LOW + ord(sign) - ord("#")
            high = 0
            yield row
