"""Writes what is made of frozen dataclasses as JSON and reads it back, by the types of their fields."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypedDict, Union, get_args, get_origin, get_type_hints

Way = Callable[[Any], Any]


class Codec(TypedDict):
    """Both ways, named as `kept.by_content` names them."""

    out: Callable[[Any], str]
    back: Callable[[str], Any]


def codec(kind: Any) -> Codec:
    """Of `kind`: text, numbers, None, and tuples, lists, mappings and dataclasses of those.

    `back` raises ValueError, LookupError or TypeError for what `out` did not write.
    """
    return {
        "out": lambda value: json.dumps(_ways(kind)[0](value), separators=(",", ":")),
        "back": lambda text: _ways(kind)[1](json.loads(text)),
    }


def _same(value: Any) -> Any:
    return value


@cache
def _ways(kind: Any) -> tuple[Way, Way]:
    """How a value becomes lists and plain values, and how it is made of those again."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind in (str, int, float, bool, NoneType) or origin is Literal:
        return _same, _same
    if origin in (Union, UnionType):
        (one,) = (part for part in inner if part is not NoneType)
        out, back = _ways(one)
        return (lambda value: None if value is None else out(value)), (lambda told: None if told is None else back(told))
    if origin in (tuple, list) and (origin is list or inner[1:] == (...,)):
        out, back = _ways(inner[0])
        return (lambda value: [*map(out, value)]), (lambda told: origin(map(back, told)))
    if origin is tuple:
        return _in_turn([_ways(one) for one in inner], tuple, tuple)
    if origin in (dict, Mapping, Counter):
        out, back = _ways(inner[-1])
        whole = Counter if origin is Counter else dict
        return (lambda value: {key: out(one) for key, one in value.items()}), (
            lambda told: whole({key: back(one) for key, one in told.items()})
        )
    if is_dataclass(kind) and isinstance(kind, type):
        # Its fields only when they are needed: a finding holds findings.
        held: type = kind
        return (lambda value: _of_fields(held)[0](value)), (lambda told: _of_fields(held)[1](told))
    raise TypeError(f"{kind} cannot be written")


@cache
def _of_fields(kind: type) -> tuple[Way, Way]:
    hints, names = get_type_hints(kind), [one.name for one in fields(kind)]
    return _in_turn(
        [_ways(hints[name]) for name in names], lambda value: [getattr(value, name) for name in names], lambda told: kind(*told)
    )


def _in_turn(ways: list[tuple[Way, Way]], apart: Way, together: Way) -> tuple[Way, Way]:
    """Of something with parts that each have a way of their own; nearly all are written as they are."""
    plain = all(way == (_same, _same) for way in ways)

    def out(value: Any) -> list[Any]:
        return [*apart(value)] if plain else [way(one) for (way, _), one in zip(ways, apart(value), strict=True)]

    def back(told: Any) -> Any:
        if len(told) != len(ways):
            raise ValueError(told)
        return together(told) if plain else together([way(one) for (_, way), one in zip(ways, told, strict=True)])

    return out, back
