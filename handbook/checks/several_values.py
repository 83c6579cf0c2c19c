"""Lists on a page: one with several values is asked for as if there were one, a chain prints the first part that fits, an empty one prints nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from jinja2 import nodes

from handbook.core.dutch import enumeration
from handbook.core.findings import Finding
from handbook.sources import Sources, facts_of_pages
from handbook.sources.files.filling import leaves
from handbook.sources.pages import Page
from handbook.sources.printed import conditions, values
from handbook.sources.template.allowlist import name_of
from handbook.sources.variables import Variables

ONE: Mapping[str, str] = {"eq": "in", "ne": "not in"}
"""How to ask for a word among several, by how one asks for a single one."""


@dataclass(frozen=True)
class _Asked:
    """A page, and what its conditions are decided with; `several` are the facts that now have more than one value."""

    page: Page
    names: Mapping[str, Any]
    several: Mapping[str, tuple[str, ...]]


def check(sources: Sources) -> Iterator[Finding]:
    if sources.facts is None:
        return
    yield from _empty(sources, sources.facts)
    choices = [leaf.path for leaf in facts_of_pages().values() if leaf.kind == "Lijst" and leaf.options]
    held: dict[str, Any] = {path: reduce(getattr, path.split("."), sources.facts) for path in choices}
    several = {path: value for path, value in held.items() if len(value) > 1}
    names = values.page_names(sources.facts, sources.revisions) if several else {}
    for path, tree in sources.trees.items() if several else ():
        asked = _Asked(sources.pages[path], names, several)
        for one in tree.find_all(nodes.Compare):
            yield from _as_one(asked, one)
        for block in tree.find_all(nodes.If):
            yield from _chain(asked, block)


def _empty(sources: Sources, facts: Variables) -> Iterator[Finding]:
    """Where a list without anything in it is printed: the sentence around it would end too early."""
    lists: dict[str, Any] = {leaf.path: reduce(getattr, leaf.path.split("."), facts) for leaf in leaves(Variables) if leaf.kind == "Lijst"}
    empty = {path for path, value in lists.items() if not value}
    names = values.page_names(facts, sources.revisions) if empty else {}
    for path, tree in sources.trees.items() if empty else ():
        for node in _printed(tree, names):
            fact = name_of(node) or ""
            if fact in empty:
                message = f"{fact} is bij u leeg, maar wordt hier afgedrukt."
                mend = f"Zet om deze zin {{% if {fact} %}} en {{% endif %}}, elk op een eigen regel met een lege regel eromheen."
                yield sources.pages[path].finding(node.lineno, "SJB032", message, mend)


def _printed(node: nodes.Node, names: Mapping[str, Any]) -> Iterator[nodes.Getattr]:
    if isinstance(node, nodes.Getattr):
        yield node
    else:
        for child in conditions.branch(node, names) if isinstance(node, nodes.If) else node.iter_child_nodes():
            yield from _printed(child, names)


def _as_one(asked: _Asked, node: nodes.Compare) -> Iterator[Finding]:
    fact = name_of(node.expr) or ""
    for operand in node.ops if fact in asked.several else ():
        words = [const.value for const in operand.find_all(nodes.Const)]
        how = ONE.get(operand.op, operand.op.replace("notin", "not in"))
        instead = (" or " if how == "in" else " and ").join(f"'{word}' {how} {fact}" for word in words)
        message = f"{fact} heeft bij u meer dan één waarde: {enumeration(asked.several[fact])}. Deze vergelijking gaat uit van één waarde."
        yield asked.page.finding(node.lineno, "SJB030", message, f"Schrijf: {{% if {instead} %}}")


def _chain(asked: _Asked, node: nodes.If) -> Iterator[Finding]:
    """Of an if with elifs only the first part that fits is printed."""
    chain = (node, *node.elif_)
    for fact in asked.several:
        fits = [one for one in chain if fact in _named(one.test) and conditions.decide(one.test, asked.names)]
        if len(fits) > 1:
            message = (
                f"Hier past bij u meer dan één deel, want {fact} is {enumeration(asked.several[fact])}. Alleen het eerste wordt afgedrukt."
            )
            mend = "Maak van {% elif … %} een eigen {% if … %}, met {% endif %} onder elk deel."
            yield asked.page.warning(fits[1].lineno, "SJB031", message, mend)


def _named(test: nodes.Node) -> set[str]:
    return {name for one in (test, *test.find_all(nodes.Getattr)) if (name := name_of(one))}
