"""Knows the words of macros/ without running them: names, parameters and the kind of each argument."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from handbook.finding import Finding, errors, quote
from handbook.project import Project, read_text

LIST_NAME = "WOORDEN"


@dataclass(frozen=True)
class Parameter:
    """One argument of a word; `kind` is the name of its annotation, such as `Dag` or `ArtikelId`."""

    name: str
    kind: str
    required: bool


@dataclass(frozen=True)
class Word:
    """A word that authors may use; `meaning` is the first line of its docstring."""

    name: str
    parameters: tuple[Parameter, ...]
    meaning: str

    @property
    def example(self) -> str:
        shown = ", ".join("…" for p in self.parameters if p.required)
        return f"{{{{ {self.name}({shown}) }}}}"


def load(project: Project) -> tuple[dict[str, Word], list[Finding]]:
    """The words that macros/__init__.py lists, and what is wrong with the modules."""
    trees: dict[str, ast.Module] = {}
    findings: list[Finding] = []
    for path in sorted(project.macros.glob("*.py")):
        name = project.name(path)
        text, mistakes = read_text(project, path)
        findings += mistakes
        if text is None or errors(mistakes):
            continue
        try:
            trees[name] = ast.parse(text)
        except (SyntaxError, RecursionError, MemoryError) as error:
            line = getattr(error, "lineno", 1)
            findings.append(Finding(name, line, "MAC001", "Deze Python-module is niet te lezen.", "Zet de vorige versie terug; die staat in git."))
            continue
        findings += unsafe(name, trees[name])
    listed = _listed(trees.get("macros/__init__.py"))
    functions = {f.name: _word(f) for tree in trees.values() for f in tree.body if isinstance(f, ast.FunctionDef)}
    for name in listed:
        if name not in functions:
            findings.append(Finding("macros/__init__.py", None, "MAC002", f"Het woord {name} staat in de lijst, maar is nergens beschreven.", "Haal het uit de lijst of schrijf de functie."))
    return {name: functions[name] for name in listed if name in functions}, findings


def _listed(tree: ast.Module | None) -> list[str]:
    for node in tree.body if tree else []:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        value = getattr(node, "value", None)
        if any(isinstance(t, ast.Name) and t.id == LIST_NAME for t in targets) and isinstance(value, ast.Tuple | ast.List):
            return [item.id for item in value.elts if isinstance(item, ast.Name)]
    return []


def _word(function: ast.FunctionDef) -> Word:
    arguments = [a for a in function.args.args if a.arg != "plek"]
    required = len(arguments) - len(function.args.defaults)
    parameters = tuple(Parameter(a.arg, ast.unparse(a.annotation) if a.annotation else "", n < required) for n, a in enumerate(arguments))
    meaning = (ast.get_docstring(function) or "").partition("\n")[0]
    return Word(function.name, parameters, meaning)


ALLOWED_IMPORTS: Mapping[str, frozenset[str] | None] = {
    "__future__": None,
    "collections.abc": None,
    "dataclasses": None,
    "functools": frozenset({"partial"}),
    "datetime": None,
    "html": None,
    "re": None,
    "typing": None,
    "handbook": frozenset({"context", "escape"}),
    "handbook.articles": None,
    "handbook.context": None,
    "handbook.dutch": frozenset({"enumeration", "long_date"}),
    "handbook.escape": None,
}
"""What a macro may use; None: all its names. Nothing here opens a file, a process or a connection of the macro's choosing."""

FORBIDDEN_NAMES = frozenset({"open", "eval", "exec", "compile", "input", "globals", "locals", "vars", "breakpoint", "getattr", "setattr", "delattr", "memoryview"})


def unsafe(name: str, tree: ast.Module) -> list[Finding]:
    """Everything in a macro module by which it could reach past its arguments.

    Macros run while a pull request is built, so a change of theirs must show what it does. This guards
    against slips and crude attempts; the workflow that builds a pull request holds no secrets either.
    """
    findings = []
    for node in ast.walk(tree):
        what = _reach(node)
        if what:
            line = getattr(node, "lineno", None)
            findings.append(Finding(name, line, "MAC003", f"Een macro mag {quote(what)} niet gebruiken.", "Een macro maakt alleen tekst uit de gegevens. Haal deze regel weg."))
    return findings


def _reach(node: ast.AST) -> str | None:
    if isinstance(node, ast.Import):
        return next((a.name for a in node.names if a.name not in ALLOWED_IMPORTS), None)
    if isinstance(node, ast.ImportFrom):
        module = node.module or ""
        if node.level or module.partition(".")[0] == "macros":
            return None if node.level == 0 or module else "from . import"
        allowed = ALLOWED_IMPORTS.get(module, frozenset())
        return None if allowed is None else next((f"{module}.{a.name}" for a in node.names if a.name not in allowed), None)
    if isinstance(node, ast.Name) and (node.id in FORBIDDEN_NAMES or (node.id.startswith("__") and node.id not in ("__doc__", "__all__", "__name__"))):
        return node.id
    if isinstance(node, ast.Attribute) and node.attr.startswith("_") and node.attr != "__name__":
        return f".{node.attr}"
    return None
