"""What is written as JSON by its type is read as it was."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pytest

from handbook.core.as_json import codec


@dataclass(frozen=True)
class Leaf:
    """Plain fields alone."""

    name: str
    at: int | None
    kind: Literal["a", "b"] = "a"


@dataclass(frozen=True)
class Tree:
    """Fields of every kind, and itself."""

    leaf: Leaf
    pairs: tuple[tuple[int, str], ...]
    leaves: list[Leaf]
    named: Mapping[str, Leaf]
    counted: Counter[str]
    below: tuple[Tree, ...] = ()
    perhaps: Leaf | None = None


SMALL = Tree(Leaf("één \ud800", None), (), [], {}, Counter())
WHOLE = Tree(Leaf("a", 1, "b"), ((1, "x"), (2, "y")), [Leaf("b", 2)], {"k": Leaf("c", 3)}, Counter("aab"), (SMALL, SMALL), Leaf("d", 0))


@pytest.mark.parametrize("whole", [SMALL, WHOLE])
def test_a_tree_is_read_as_it_was(whole: Tree) -> None:
    way = codec(Tree)
    again = way["back"](way["out"](whole))
    assert again == whole
    assert again.counted["nowhere"] == 0
    assert type(again.pairs) is tuple


@pytest.mark.parametrize("told", ["", "7", "null", "{}", "[]", "[1]", json.dumps([["a", 1], [], [], {}, {}, [], None])])
def test_what_was_written_otherwise_is_refused(told: str) -> None:
    with pytest.raises((ValueError, LookupError, TypeError, AttributeError)):
        codec(Tree)["back"](told)


@pytest.mark.parametrize("kind", [set[str], Any, bytes])
def test_what_has_no_way_is_refused(kind: Any) -> None:
    with pytest.raises(TypeError):
        codec(kind)["out"]("a")
