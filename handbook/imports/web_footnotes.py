"""Finds the footnotes of a web page: Word and Google Docs write each as a link to and fro."""

from __future__ import annotations

import re

from handbook.imports import trees
from handbook.imports.beginnings import without_start
from handbook.imports.pandoc import Node

NOTE = re.compile(r"#?(_?ftn|_?edn|ftnt)(_?ref)?(\d+)")


def footnotes(blocks: list[Node]) -> list[Node]:
    """The blocks with each footnote where it is referred to; both programs write them as links to and fro."""
    notes: dict[str, list[Node]] = {}
    rest = _without_notes(blocks, notes)
    return [_with_notes(block, notes) for block in rest] if notes else blocks


def _without_notes(blocks: list[Node], notes: dict[str, list[Node]]) -> list[Node]:
    rest = []
    for block in blocks:
        if block["t"] == "Div":
            block = {"t": "Div", "c": [block["c"][0], _without_notes(block["c"][1], notes)]}
        first = block["c"][0] if block["t"] in ("Para", "Plain") and block["c"] else None
        back = first and _numbered(first)
        if first and back and not back[1] and re.match(r"#.*ref", first["c"][2][0]):
            notes[back[0]] = [trees.para(_unspaced(block["c"][1:]))]
        else:
            rest.append(block)
    return rest


def _unspaced(inlines: list[Node]) -> list[Node]:
    text = trees.plain(inlines)
    return without_start(inlines, len(text) - len(text.lstrip()))


def _numbered(node: Node) -> tuple[str, bool] | None:
    """The number of the footnote that a link belongs to, and whether it stands in the text."""
    match = NOTE.fullmatch(str(node["c"][0][0])) if node["t"] == "Link" else None
    return (f"{match[1].strip('_')}{match[3]}", bool(match[2])) if match else None


def _with_notes(block: Node, notes: dict[str, list[Node]]) -> Node:
    def changed(value: object) -> object:
        if isinstance(value, dict):
            at = _numbered(value) if value.get("t") == "Link" else None
            if at and at[1] and at[0] in notes:
                return {"t": "Note", "c": notes[at[0]]}
            return {key: changed(one) for key, one in value.items()}
        return [changed(one) for one in value] if isinstance(value, list) else value

    made = changed(block)
    assert isinstance(made, dict)
    return made
