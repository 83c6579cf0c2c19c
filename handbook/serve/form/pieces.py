"""A file of facts cut into pieces, so that a browser can write it again with other values and keep every line that does not change."""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from handbook.sources.files.yaml_nodes import Mapping, Node, Scalar, Sequence

OFF = re.compile(r"(?P<room> *)# (?P<key>[a-z][a-z0-9_]*):(?: |$)")
"""A key behind a hash, ready to be filled in."""


@dataclass
class Entry:
    """One key. `lead` is what stands above it, `lines` are its own, all below it included; one that is `off` stands behind a hash.

    `group` or `items` is what it holds, where that stands on lines of its own.
    """

    key: str
    lead: list[str]
    lines: list[str]
    off: bool = False
    group: Block | None = None
    items: Items | None = None


@dataclass
class Block:
    """The keys of one group, which stand `room` spaces in; `tail` is what stands behind the last."""

    room: int
    entries: list[Entry] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)


@dataclass
class Items:
    """A list whose dashes stand `room` spaces in; the key of an item is empty, and its group stands as if there were no dash."""

    room: int
    entries: list[Entry] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)


def cut(text: str, root: Mapping, known: abc.Mapping[str, Collection[str]]) -> Block:
    """`text`, of which `root` was read. `known` has the keys of each group by its dotted name, to tell a key behind a hash from a remark."""
    lines = text.rstrip("\n").split("\n")
    return _Cutting(lines, known).block(root, 0, len(lines), "")


@dataclass
class _Cutting:
    lines: list[str]
    known: abc.Mapping[str, Collection[str]]

    def block(self, node: Mapping, start: int, end: int, path: str) -> Block:
        """The group in the lines from `start` up to `end`."""
        starts = [node.key_lines[key] - 1 for key in node.items]
        found = Block(_room(self.lines[starts[0]]) if starts else 0)
        lead = self.lines[start : starts[0]] if starts else self.lines[start:end]
        for (key, value), at, until in zip(node.items.items(), starts, [*starts[1:], end], strict=True):
            last = self._last(at, until, found.room)
            off, rest = self._off(lead, node, found.room, path)
            entry = Entry(key, rest, self.lines[at:last])
            self._fill(entry, value, at, last, f"{path}.{key}" if path else key)
            found.entries += [*off, entry]
            lead = self.lines[last:until]
        off, found.tail = self._off(lead, node, found.room, path)
        found.entries += off
        return found

    def _fill(self, entry: Entry, value: Node, at: int, last: int, path: str) -> None:
        """What the entry holds, if that stands on lines of its own; a value behind the key is replaced whole."""
        if isinstance(value, Mapping) and value.items:
            first = min(value.key_lines.values()) - 1
            if first > at and not self.lines[first].lstrip().startswith("{"):
                entry.group = self.block(value, at + 1, last, path)
        elif isinstance(value, Sequence) and value.items:
            starts = [item.line - 1 for item in value.items]
            if starts[0] > at and all(re.match(r" *- +\S", self.lines[one]) for one in starts) and len({*starts}) == len(starts):
                entry.items = self._items(value, starts, at + 1, last, path)

    def _items(self, node: Sequence, starts: list[int], start: int, end: int, path: str) -> Items:
        found = Items(_room(self.lines[starts[0]]))
        lead = self.lines[start : starts[0]]
        for value, at, until in zip(node.items, starts, [*starts[1:], end], strict=True):
            last = self._last(at, until, found.room)
            entry = Entry("", lead, self.lines[at:last])
            line = self.lines[at]
            if isinstance(value, Mapping) and not re.match(r" *- +\{", line):
                self.lines[at] = line.replace("-", " ", 1)
                entry.group = self.block(value, at, last, path)
                self.lines[at] = line
            found.entries.append(entry)
            lead = self.lines[last:until]
        found.tail = lead
        return found

    def _last(self, at: int, until: int, room: int) -> int:
        """Where a key ends that begins at `at`: what stands behind it no further in, or is empty, belongs to the next."""
        while until > at + 1 and (not self.lines[until - 1].strip() or (self._remark(until - 1) and _room(self.lines[until - 1]) <= room)):
            until -= 1
        return until

    def _remark(self, at: int) -> bool:
        return self.lines[at].lstrip().startswith("#")

    def _off(self, lead: list[str], node: Mapping, room: int, path: str) -> tuple[list[Entry], list[str]]:
        """The keys behind a hash in a piece between two others, and what is left of it."""
        found: list[Entry] = []
        rest: list[str] = []
        for line in lead:
            key = OFF.match(line)
            if key and len(key["room"]) == room and key["key"] in self.known.get(path, ()) and key["key"] not in node.items:
                found.append(Entry(key["key"], rest, [line], off=True))
                rest = []
            elif found and not rest and re.match(rf" {{{room}}}#   ", line):
                found[-1].lines.append(line)
            else:
                rest.append(line)
        return found, rest


def _room(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def told(block: Block) -> dict[str, Any]:
    """The pieces as JSON for the browser."""
    return {"room": block.room, "tail": block.tail, "entries": [_entry(one) for one in block.entries]}


def _entry(one: Entry) -> dict[str, Any]:
    return {
        "key": one.key,
        "lead": one.lead,
        "lines": one.lines,
        "off": one.off,
        "group": told(one.group) if one.group else None,
        "items": {"room": one.items.room, "tail": one.items.tail, "entries": [_entry(item) for item in one.items.entries]}
        if one.items
        else None,
    }


def value(node: Node) -> dict[str, Any]:
    """A value as JSON: its `text`, `bare` where YAML would take that for something else, `plain` where quotes make no difference to it."""
    if isinstance(node, Scalar):
        bare = node.guess != "str"
        return {"text": node.text, "bare": bare, "plain": not bare and not node.quoted}
    if isinstance(node, Sequence):
        return {"list": [value(item) for item in node.items]}
    return {"group": [[key, value(item)] for key, item in node.items.items()]}
