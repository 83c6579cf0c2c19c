"""Proof that one code has one meaning: the messages of every code, read from the source, against the table of codes with more than one."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.support import yaml_lists
from tests.support.handbooks import ROOT

CODE = re.compile(r"[A-Z]{3}\d{3}")
TABLE: dict[str, dict[str, object]] = yaml_lists.read(Path(__file__).parent / "codes.yml")
"""Code: what it means, and its messages with `…` for what differs from case to case."""


def said(source: str) -> dict[str, set[str]]:
    """The messages that follow each code in a call: `page.finding(line, "TXT002", "Deze kop is leeg.", mend)`."""
    found: dict[str, set[str]] = defaultdict(set)
    tree = ast.parse(source)
    tables = [node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign)]
    scopes = [*tables, *(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))]
    for scope in scopes:
        for call in ast.walk(scope):
            if isinstance(call, ast.Call):
                for at, argument in enumerate(call.args[:-1]):
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and CODE.fullmatch(argument.value):
                        found[argument.value] |= set(_templates(call.args[at + 1], scope, call.lineno))
    return found


def _templates(message: ast.expr, scope: ast.AST, line: int) -> Iterator[str]:
    """The text of `message`; of a name the text that it was last given before `line`; nothing where it is handed on."""
    if isinstance(message, ast.Constant) and isinstance(message.value, str):
        yield message.value
    elif isinstance(message, ast.JoinedStr):
        parts = [str(part.value) if isinstance(part, ast.Constant) else "…" for part in message.values]
        yield "".join(parts)
    elif isinstance(message, ast.Name):
        given = [
            node
            for node in ast.walk(scope)
            if isinstance(node, ast.Assign) and node.lineno < line and ast.unparse(node.targets[0]) == message.id
        ]
        if given:
            yield from _templates(max(given, key=lambda node: node.lineno).value, scope, line)


def messages() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted((ROOT / "handbook").rglob("*.py")):
        for code, texts in said(path.read_text("utf-8")).items():
            found[code] |= texts
    return found


def test_a_code_with_more_than_one_message_says_what_they_have_in_common() -> None:
    """A second message under a code turns this red, until the table says the one meaning that covers both; else it needs its own code."""
    several = {code: sorted(texts) for code, texts in messages().items() if len(texts) > 1}
    assert {code: entry["says"] for code, entry in TABLE.items()} == several


def test_no_two_codes_have_the_same_meaning() -> None:
    meanings = [str(entry["means"]) for entry in TABLE.values()]
    assert all(meanings)
    assert len(set(meanings)) == len(meanings)


def test_a_code_that_is_used_for_something_else_is_seen() -> None:
    source = """
def check(page):
    message = f"De kop {page} is leeg."
    yield page.finding(1, "TXT002", message)
    message = "Deze tabel heeft geen rijen."
    yield page.warning(2, "TXT002", message, "Vul haar aan.")
"""
    assert said(source) == {"TXT002": {"De kop … is leeg.", "Deze tabel heeft geen rijen."}}


def test_the_messages_are_found() -> None:
    """A new way of making findings must not slip past the reading above."""
    named = {code for path in (ROOT / "handbook").rglob("*.py") for code in re.findall(r'"([A-Z]{3}\d{3})"', path.read_text("utf-8"))}
    silent = named - {code for code, texts in messages().items() if texts}
    assert silent == {
        "AFS001",
        "DIL001",
        "GBT001",
        "HLP001",
        "HLP060",
        "OND001",
        "PRS003",
        "BRN001",
        "KEU001",
        "STU006",
        "SYN001",
        "TAA007",
        "ZOE001",
    }
