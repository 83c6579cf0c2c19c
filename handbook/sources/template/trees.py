"""Writes the syntax tree of a template as JSON and reads it back, of the nodes that a page may hold; no other tree is written."""

from __future__ import annotations

import json
from typing import Any

from jinja2 import nodes

from handbook.core.as_json import codec
from handbook.core.findings import Finding

KINDS: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const, nodes.Call,
    nodes.Keyword, nodes.If, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.List, nodes.Tuple,
)  # fmt: skip
NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
FINDINGS = codec(tuple[Finding, ...])

Parsed = tuple[nodes.Template | None, tuple[Finding, ...]]


def out(parsed: Parsed) -> str:
    """A tree with what is wrong in it. Raises TypeError for a tree with anything that is no page's."""
    tree, findings = parsed
    return json.dumps([_plain(tree), FINDINGS["out"](findings)], separators=(",", ":"))


def back(text: str) -> Parsed:
    """What `out` wrote; its nodes know no environment yet."""
    tree, findings = json.loads(text)
    return (_node(tree) if tree else None), FINDINGS["back"](findings)


def _plain(value: Any) -> Any:
    """A node as `[number of its kind, its line, its fields]`, a list as `[-1, what is in it]`."""
    if isinstance(value, nodes.Node):
        if type(value) not in NUMBERS:
            raise TypeError(type(value).__name__)
        return [NUMBERS[type(value)], value.lineno, *(_plain(getattr(value, name)) for name in value.fields)]
    if isinstance(value, list):
        return [-1, *map(_plain, value)]
    if value is not None and type(value) not in (str, int, float, bool):
        raise TypeError(type(value).__name__)
    return value


def _node(told: Any) -> Any:
    if not isinstance(told, list):
        return told
    number, *rest = told
    if number < 0:
        return [*map(_node, rest)]
    line, *values = rest
    return KINDS[number](*map(_node, values), lineno=line)
