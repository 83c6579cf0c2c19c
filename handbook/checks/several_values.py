"""A condition on a fact with several values: asked as if there were one it hides its text, and a chain prints the first part that fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from jinja2 import nodes

from handbook.core.dutch import enumeration
from handbook.core.findings import Finding
from handbook.sources import Sources, facts_of_pages
from handbook.sources.pages import Page
from handbook.sources.printed import conditions, values
from handbook.sources.template.allowlist import name_of

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
