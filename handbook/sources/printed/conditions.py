"""Decides a page's conditions from its syntax tree, without running the page."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import nodes

from handbook.core.same import Itself
from handbook.sources.files.text_files import EVERY_PAGE, REMEMBERED

COMPARISONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gteq": operator.ge,
    "lt": operator.lt,
    "lteq": operator.le,
    "in": lambda value, group: value in group,
    "notin": lambda value, group: value not in group,
}


PARTS = (nodes.If, nodes.TemplateData, nodes.Call, nodes.Name, nodes.Getattr)


def printed(node: nodes.Node, names: Mapping[str, Any]) -> Iterator[nodes.Node]:
    """The facts and the calls of words, in the order of the page, in the parts that are printed with the facts in `names`."""
    for one in parts(node):
        if isinstance(one, nodes.If):
            for child in branch(one, names):
                yield from printed(child, names)
        elif not isinstance(one, nodes.TemplateData):
            yield one


@lru_cache(20 * REMEMBERED)
def parts(node: nodes.Node) -> tuple[nodes.Node, ...]:
    """The texts, facts, calls of words and whole conditions that `node` is made of, in the order of the page."""
    if isinstance(node, PARTS):
        return (node,)
    return tuple(part for child in node.iter_child_nodes() for part in parts(child))


@lru_cache(REMEMBERED)
def calls(tree: nodes.Template) -> tuple[nodes.Call, ...]:
    """The calls of words in a whole template, under any facts."""
    return tuple(tree.find_all(nodes.Call))


def printed_calls(node: nodes.Node, names: Mapping[str, Any]) -> tuple[nodes.Call, ...]:
    """The calls of words alone."""
    return _printed_calls(node, Itself(names))


@lru_cache(EVERY_PAGE)
def _printed_calls(node: nodes.Node, names: Itself[Mapping[str, Any]]) -> tuple[nodes.Call, ...]:
    """Asked for by six who each look for other words, and again for every page where one was saved."""
    return tuple(one for one in printed(node, names.held) if isinstance(one, nodes.Call))


def named(call: nodes.Call, word: str) -> str:
    """What a call of `word` is given first, by place or as id=; empty for another word, and where that is no plain text."""
    if not (isinstance(call.node, nodes.Name) and call.node.name == word):
        return ""
    first = next((one.value for one in call.kwargs if one.key == "id"), call.args[0] if call.args else None)
    return str(first.value) if isinstance(first, nodes.Const) else ""


def branch(node: nodes.If, names: Mapping[str, Any]) -> list[nodes.Node]:
    """What is printed of an if, its elifs and its else."""
    return next((one.body for one in (node, *node.elif_) if decide(one.test, names)), node.else_)


def decide(node: nodes.Node, names: Mapping[str, Any]) -> Any:
    """The value of a condition as Jinja would have it; what the allowlist does not know counts as no."""
    if isinstance(node, nodes.Const):
        return node.value
    if isinstance(node, nodes.Name):
        return names.get(node.name)
    if isinstance(node, nodes.Getattr):
        # Of a page that the allowlist refuses too, nothing is read but facts: an inner name of Python leads to all that the program holds.
        return None if node.attr.startswith("_") else getattr(decide(node.node, names), node.attr, None)
    if isinstance(node, nodes.List | nodes.Tuple):
        return [decide(item, names) for item in node.items]
    if isinstance(node, nodes.Not):
        return not decide(node.node, names)
    if isinstance(node, nodes.And):
        return decide(node.left, names) and decide(node.right, names)
    if isinstance(node, nodes.Or):
        return decide(node.left, names) or decide(node.right, names)
    if isinstance(node, nodes.Compare):
        return _compare(node, names)
    return None


def _compare(node: nodes.Compare, names: Mapping[str, Any]) -> bool:
    left = decide(node.expr, names)
    for operand in node.ops:
        right = decide(operand.expr, names)
        try:
            if not COMPARISONS[operand.op](left, right):
                return False
        except TypeError:
            return False
        left = right
    return True
