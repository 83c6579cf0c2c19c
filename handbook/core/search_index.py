"""How a search index is written: every word in it once, and the texts of its answers by the numbers of their words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from handbook.core.word_list import WordList

Doc = dict[str, Any]

FIELDS = ("location", "title", "zoek", "boost")
"""What stands of an answer: of each field the list has those of all answers, a line for each, for alike packs well beside alike.

A location that begins with # is on the page of the answer before, and a title that begins with a number is of an article.
"""

REST = "woorden"
"""The key of the list of words, and of the rows that hold each further down; an index of before has none, and a row for each answer."""

SAID = "zoek"
"""The texts of an answer, and of the config, that are written by the numbers of their words; they are small, in phrases parted by |."""

ASIDE = frozenset({"goed"})
"""What stands among them and is no text."""

ARTICLE = "Artikel "
NUMBER = re.compile(r"\d+\.\d")

LOW, HIGH, NEXT = 57, 34, 93
"""A number is one sign from # to [, worth up to LOW; signs from ] to ~, before it, count how often LOW goes into the rest."""


def write(config: Mapping[str, Any], docs: Sequence[Doc]) -> dict[str, Any]:
    """The index of `docs`; what stands in "rest", the words of each further down, apart by spaces, is found again by `documents`."""
    held: dict[str, list[int]] = defaultdict(list)
    for at, doc in enumerate(docs):
        for word in doc.get("rest", "").split():
            held[word].append(at)
    said = config.get(SAID, {})
    texts = [*(doc.get(SAID, "") for doc in docs), *_texts(said)]
    words = WordList.of(texts, held)
    places = " ".join("".join(_steps(held.get(word, ()))) for word in words.all)
    rows = [{**doc, SAID: words.packed(doc.get(SAID, "")), "title": _short(doc["title"])} for doc in docs]
    for before, doc, row in zip(docs, docs[1:], rows[1:], strict=False):
        page, sign, anchor = doc["location"].partition("#")
        if sign and before["location"].partition("#")[0] == page:
            row["location"] = f"#{anchor}"
    columns = ["\n".join(str(row.get(field, "")) for row in rows) for field in FIELDS]
    packed = {**config, SAID: _each(said, words.packed)} if said else dict(config)
    return {REST: [*words.written(), places], "config": packed, "docs": columns}


def documents(index: Mapping[str, Any]) -> list[Doc]:
    """The answers in an index that `write` made, each with the fields that it has."""
    words = WordList.read(*index[REST][:2])
    docs: list[Doc] = []
    page = ""
    for values in zip(*(column.split("\n") for column in index["docs"]), strict=True):
        doc: Doc = dict(zip(FIELDS, values, strict=True))
        page = page if doc["location"].startswith("#") else doc["location"].partition("#")[0]
        doc |= {"location": page * doc["location"].startswith("#") + doc["location"], "title": _long(doc["title"])}
        doc |= {SAID: words.unpacked(doc[SAID]), "boost": float(doc["boost"] or 0)}
        docs.append({field: value for field, value in doc.items() if value or field == "location"})
    for word, rows in zip(words.all, index[REST][2].split(" "), strict=True):
        for at in _rows(rows):
            docs[at].setdefault("rest", []).append(word)
    return [doc | {"rest": " ".join(sorted(doc["rest"]))} if "rest" in doc else doc for doc in docs]


def config(index: Mapping[str, Any]) -> dict[str, Any]:
    """The config that `write` got."""
    words = WordList.read(*index[REST][:2])
    said = index["config"].get(SAID)
    return {**index["config"], SAID: _each(said, words.unpacked)} if said else dict(index["config"])


def location(doc: Any) -> str:
    """The address of a row of an index from before; it begins one, and had a name in still older versions."""
    return str(doc[0] if isinstance(doc, list) else doc["location"])


def without(index: Mapping[str, Any], gone: Callable[[str], bool]) -> dict[str, Any]:
    """The index without the answers whose address is gone, and without the words that only they had."""
    if REST in index:
        return write(config(index), [doc for doc in documents(index) if not gone(doc["location"])])
    return {**index, "docs": [doc for doc in index["docs"] if not gone(location(doc))]}


def _short(title: str) -> str:
    number = title.removeprefix(ARTICLE)
    # A number by itself is of no article.
    return number if NUMBER.match(number) and number != title else f" {title}" * bool(NUMBER.match(title)) or title


def _long(title: str) -> str:
    return ARTICLE + title if NUMBER.match(title) else title.lstrip()


def _texts(said: Any) -> Iterator[str]:
    """The texts in a part of the config."""
    if isinstance(said, str):
        yield said
    else:
        parts = (value for key, value in said.items() if key not in ASIDE) if isinstance(said, Mapping) else said
        for one in parts:
            yield from _texts(one)


def _each(said: Any, change: Callable[[str], str]) -> Any:
    """The part of the config with each of its texts as `change` puts it."""
    if isinstance(said, str):
        return change(said)
    if isinstance(said, Mapping):
        return {key: value if key in ASIDE else _each(value, change) for key, value in said.items()}
    return [_each(one, change) for one in said]


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
