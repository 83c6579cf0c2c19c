"""What the page with all messages has of each code (handbook/sources/messages.yml): an example of a golden case, else the words of the source."""

from __future__ import annotations

import ast
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml

from handbook import checks
from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.sources import messages
from tests.support import yaml_lists
from tests.support.golden import Case, said
from tests.support.handbooks import ROOT

CODE = re.compile(r'"([A-Z]{3}\d{3})"')
CASES = ROOT / "tests/checks/cases"
GAP = "…"
"""Stands for what differs from case to case."""

HEAD = "# Made by `make meldingen` from tests/checks/cases: of each code an example, where it was, and what to do. Never edited by hand.\n"
WORDS = {"fout": "", "waarschuwing": "waarschuwing: ", "voorbeeld": ""}


def codes() -> set[str]:
    """Every code that the program can give."""
    return {code for path in (ROOT / "handbook").rglob("*.py") for code in CODE.findall(path.read_text("utf-8"))}


def golden() -> dict[str, Case]:
    """Of each code the first case in which it is told."""
    found: dict[str, Case] = {}
    for path in sorted(CASES.glob("*.yml")):
        for name, case in yaml_lists.read(path).items():
            code = name.split()[0]
            if any(f"[{code}]" in line for line in case["findings"]):
                found.setdefault(code, case)
    return found


def is_of(told: dict[str, str], code: str, line: str) -> bool:
    """Whether the line of a golden case says what the entry of `code` says; between both may stand what else hangs on it."""
    begin = f"{told['waar']}: {WORDS[told['soort']]}{told['wat']}"
    return line.startswith(begin) and line.endswith(" ".join(filter(None, (told["doe"], f"[{code}]"))))


def in_source() -> dict[str, dict[str, str]]:
    """Of each code the first words by which the source tells it, with GAP for what differs: for what no source of a handbook brings about."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((ROOT / "handbook").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for scope in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for call in (node for node in ast.walk(scope) if isinstance(node, ast.Call)):
                for code, what, mend in _told(call, scope, tree):
                    found.setdefault(code, {"waar": "", "soort": _level(call), "wat": what, "doe": mend})
    return found


def _told(call: ast.Call, scope: ast.AST, tree: ast.Module) -> Iterator[tuple[str, str, str]]:
    for at, argument in enumerate(call.args[:-1]):
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and CODE.fullmatch(f'"{argument.value}"'):
            words = [_words(one, scope, tree, call.lineno) for one in call.args[at + 1 : at + 3]]
            if words[0]:
                yield argument.value, words[0], words[1] if len(words) > 1 else ""


def _level(call: ast.Call) -> str:
    return "waarschuwing" if isinstance(call.func, ast.Attribute) and call.func.attr == "warning" else "fout"


def _words(told: ast.expr, scope: ast.AST, tree: ast.Module, line: int) -> str:
    """The text that is written there, or was last given before `line` to the name that stands there."""
    if isinstance(told, ast.Constant):
        return str(told.value)
    if isinstance(told, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else GAP for part in told.values)
    if isinstance(told, ast.Name):
        for where in (scope, tree):
            assigned = [one for one in ast.walk(where) if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == told.id]
            before = [one for one in assigned if one.lineno < line]
            if before:
                return _words(max(before, key=lambda one: one.lineno).value, scope, tree, line)
    return ""


def made() -> dict[str, dict[str, str]]:
    """All entries anew; draws the handbook of one case for each code, which takes a minute."""
    cases, source = golden(), in_source()
    found = {}
    for code in sorted(codes()):
        found[code] = _entry(_example(code, cases[code])) if code in cases else source[code]
    return found


def _example(code: str, case: Case) -> Finding:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "handboek"
        _, found = said(root, case)
        left = checks.check(Project.find(root))[0].examples
        return next(one for one in [*found, *(one.finding for one in left)] if one.code == code)


def _entry(one: Finding) -> dict[str, str]:
    return {"waar": one.where, "soort": one.level, "wat": one.message, "doe": one.mend}


def main() -> None:
    """Writes the file again."""
    messages.FILE.write_text(HEAD + yaml.safe_dump(made(), allow_unicode=True, width=10**6), "utf-8")
    print(messages.FILE)


if __name__ == "__main__":
    main()
