"""Gives the names that a script declares within its functions short ones, and leaves its comments out: which these are, its syntax tree says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain, product

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

USES = frozenset({"identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern"})
"""Nodes that name a variable; that of a property, or of an argument of `new`, is another."""

FUNCTIONS = frozenset(
    {
        "function_declaration",
        "function_expression",
        "generator_function",
        "generator_function_declaration",
        "arrow_function",
        "method_definition",
    }
)
SCOPES = FUNCTIONS | {"program", "statement_block", "for_statement", "for_in_statement", "switch_body", "catch_clause", "class_body"}

BINDS = {
    "variable_declarator": "name",
    "function_declaration": "name",
    "generator_function_declaration": "name",
    "class_declaration": "name",
    "arrow_function": "parameter",
    "catch_clause": "parameter",
    "for_in_statement": "left",
}
"""The field of a node in which a name, or a pattern of names, is declared."""

VALUES = {"pair_pattern": "value", "object_assignment_pattern": "left", "assignment_pattern": "left"}
"""The field of a part of a pattern with the name that it declares: its key and its default declare none."""

WORDS = frozenset("as do if in is of".split())
"""Words of the language that are as short as the names that are given."""

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def given(script: str) -> str:
    """The same program; one that cannot be read without a doubt is left as it is."""
    source = script.encode()
    root = _parser().parse(source).root_node
    if root.has_error:
        return script
    nodes = list(_walk(root))
    own: dict[int, set[str]] = {}
    for node in nodes:
        for name in _declared(node):
            own.setdefault(_scope(node).id, set()).add(name)
    uses = [node for node in nodes if node.type in USES]
    # A name that stands anywhere for something from outside, or that other scripts may use, keeps standing for it.
    kept = {_text(node) for node in uses if not any(_text(node) in own.get(scope.id, ()) for scope in _around(node))}
    kept |= own.get(root.id, set())
    short = _short(Counter(_text(node) for node in uses if _text(node) not in kept), kept)
    at, out = 0, b""
    for node in nodes:
        said = _said(node, short)
        if said is not None:
            out += source[at : node.start_byte] + said.encode()
            at = node.end_byte
            if said.isspace() and source[at : at + 1] == b"\n":
                # The line that it ended, or filled, ends once.
                out = out.rstrip()
    return (out + source[at:]).decode().strip()


def _said(node: Node, short: Mapping[str, str]) -> str | None:
    """What stands instead of the node; None where it stands as it is."""
    if node.type == "comment":
        # Words stay apart, and lines too: a statement may end with one.
        return "\n" if "\n" in _text(node) else " "
    if node.type not in USES or not (name := short.get(_text(node))):
        return None
    # { word } is { word: word }: what the property is called is no name of the script's own.
    return f"{_text(node)}:{name}" if node.type.startswith("shorthand") else name


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_javascript.language()))


def _short(often: Counter[str], kept: set[str]) -> dict[str, str]:
    """A new name for each, the shortest for what is named most often."""
    names = chain(LETTERS, ("".join(both) for both in product(LETTERS, LETTERS)))
    free = (name for name in names if name not in kept and name not in WORDS)
    return dict(zip((name for name, _ in often.most_common()), free, strict=False))


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _declared(node: Node) -> Iterator[str]:
    """The names that the node declares."""
    if node.type == "formal_parameters":
        yield from _pattern(node)
    loop_over_known = node.type == "for_in_statement" and node.child_by_field_name("kind") is None
    if node.type in BINDS and not loop_over_known and (named := node.child_by_field_name(BINDS[node.type])):
        yield from _pattern(named)


def _pattern(node: Node) -> Iterator[str]:
    if node.type in USES:
        yield _text(node)
    elif node.type in VALUES:
        if part := node.child_by_field_name(VALUES[node.type]):
            yield from _pattern(part)
    elif node.type in {"object_pattern", "array_pattern", "rest_pattern", "formal_parameters"}:
        for child in node.named_children:
            yield from _pattern(child)


def _scope(node: Node) -> Node:
    """Where what the node declares is known: what it stands in, of a function with a name; itself, of what it takes."""
    named = BINDS.get(node.type) == "name"
    return next(scope for scope in _around(node) if not (named and scope.id == node.id))


def _around(node: Node) -> Iterator[Node]:
    """The node and those that it stands in, as far as names can be declared there, from the inside out."""
    at: Node | None = node
    while at:
        if at.type in SCOPES:
            yield at
        at = at.parent


def _text(node: Node) -> str:
    return (node.text or b"").decode()
