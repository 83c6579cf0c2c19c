"""The only writer of variables.yml: the shipped file with other values in it, so that every comment stands once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from handbook.sources.files.yaml_nodes import Mapping, Node, Scalar, Sequence

STEP = 2
"""Spaces that a key stands further than its group."""

KEY = re.compile(r"(?P<room> *)(?P<off># )?(?P<key>[a-z][a-z_]*):(?: |$)")
"""A line with a key; one behind a hash is a fact that may be absent, ready to be filled in."""

INSIDE = re.compile(r" *# {2,}[a-z][a-z_]*:")
"""A line within a group behind a hash."""


def written(template: str, answers: Mapping) -> str:
    """The text of `template` with the values of `answers`; what these do not name keeps its value, but a contact is replaced whole."""
    return "\n".join(_written(template.rstrip("\n").split("\n"), answers, 0)) + "\n"


def _written(lines: list[str], answers: Mapping, depth: int) -> list[str]:
    """The lines of one group, whose keys stand `depth` steps in."""
    left = dict(answers.items)
    result: list[str] = []
    for entry in _entries(lines, depth):
        found = KEY.match(entry[0])
        if found is None or found["key"] not in left:
            result += entry
            continue
        value = left.pop(found["key"])
        body, below = _split(entry)
        if found["off"]:
            # What stood in the group behind the hash was an example of it.
            below = [line for line in below if not INSIDE.match(line)]
        if isinstance(value, Mapping) and depth == 0:
            result += [f"{found['key']}:", *_written(body[1:], value, depth + 1), *below]
        else:
            result += [*rendered(found["key"], value, depth), *below]
    for key, value in left.items():
        result += rendered(key, value, depth)
    return result


def _entries(lines: list[str], depth: int) -> Iterator[list[str]]:
    """The lines in parts: each key that stands `depth` steps in with all below it, and what comes before the first."""
    part: list[str] = []
    for line in lines:
        found = KEY.match(line)
        if found and len(found["room"]) == depth * STEP:
            if part:
                yield part
            part = []
        part.append(line)
    if part:
        yield part


def _split(entry: list[str]) -> tuple[list[str], list[str]]:
    """A key with its value, and the lines behind it that belong to the next key: its comment, or an empty line."""
    room = len(entry[0]) - len(entry[0].lstrip(" "))
    end = len(entry)
    while end > 1 and (not entry[end - 1].strip() or (entry[end - 1].lstrip().startswith("#") and _room(entry[end - 1]) <= room)):
        end -= 1
    return entry[:end], entry[end:]


def _room(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def rendered(key: str, value: Node, depth: int) -> list[str]:
    """One key with its value, `depth` steps in."""
    room = " " * (depth * STEP)
    if isinstance(value, Scalar):
        return [f"{room}{key}: {scalar(value)}"]
    if isinstance(value, Mapping):
        return [f"{room}{key}:", *(line for name, one in value.items.items() for line in rendered(name, one, depth + 1))]
    if not value.items:
        return [f"{room}{key}: []"]
    return [f"{room}{key}:", *(line for item in value.items for line in _item(item, depth + 1))]


def _item(value: Node, depth: int) -> list[str]:
    room = " " * (depth * STEP)
    if isinstance(value, Scalar):
        return [f"{room}- {scalar(value)}"]
    assert isinstance(value, Mapping), "a list in a list is no fact"
    first, *rest = [line for name, one in value.items.items() for line in rendered(name, one, depth + 1)]
    return [f"{room}- {first.lstrip(' ')}", *rest]


def scalar(value: Scalar) -> str:
    """The value as it is typed in the file."""
    return json.dumps(value.text, ensure_ascii=False) if value.quoted else value.text


def text(value: str) -> Scalar:
    """A value between quotes."""
    return Scalar(value, 1, quoted=True)


def bare(value: str) -> Scalar:
    """A number, a day or one of a list of words, without quotes."""
    return Scalar(value, 1, quoted=False)


def items(values: list[Node]) -> Sequence:
    """A list of values."""
    return Sequence(values, 1)


def group(values: dict[str, Node]) -> Mapping:
    """Keys with their values."""
    return Mapping(values, dict.fromkeys(values, 1), 1)
