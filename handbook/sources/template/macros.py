"""The words that macros/ offers, read without running them: names, parameters and the kind of each argument."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from handbook.core.findings import Finding, errors, quote
from handbook.core.project import Project
from handbook.sources.files.text_files import REMEMBERED, read_text

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


@dataclass(frozen=True)
class _Module:
    """One file of macros/: its functions, the names in its list, and what is wrong with it."""

    words: Mapping[str, Word]
    listed: tuple[str, ...]
    findings: tuple[Finding, ...]


def load(project: Project) -> tuple[dict[str, Word], list[Finding]]:
    """The words that macros/__init__.py lists, and what is wrong with the modules."""
    functions: dict[str, Word] = {}
    listed: tuple[str, ...] = ()
    findings = list(_strangers(project))
    for path in sorted(project.macros.glob("*.py")):
        name = project.name(path)
        text, mistakes = read_text(project, path)
        findings += mistakes
        if text is None or errors(mistakes):
            continue
        module = _module(name, text)
        findings += module.findings
        functions |= module.words
        if name == "macros/__init__.py":
            listed = module.listed
    for name in listed:
        if name not in functions:
            findings.append(
                Finding(
                    "macros/__init__.py",
                    None,
                    "MAC002",
                    f"Het woord {name} staat in de lijst, maar is nergens beschreven.",
                    "Haal het uit de lijst of schrijf de functie.",
                )
            )
    return {name: functions[name] for name in listed if name in functions}, findings


@lru_cache(REMEMBERED)
def _module(name: str, text: str) -> _Module:
    try:
        tree = ast.parse(text)
    except (SyntaxError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", 1)
        mend = "Zet de vorige versie terug; die staat in git."
        return _Module({}, (), (Finding(name, line, "MAC001", "Deze Python-module is niet te lezen.", mend),))
    functions = {f.name: _word(f) for f in tree.body if isinstance(f, ast.FunctionDef)}
    return _Module(functions, tuple(_listed(tree)), tuple(unsafe(name, tree)))


def _strangers(project: Project) -> Iterator[Finding]:
    """Whatever lies in macros/ can be imported: only modules that are read here may lie there."""
    for path in sorted(project.macros.glob("*")):
        stranger = path.is_symlink() or path.is_dir() or path.suffix != ".py"
        if stranger and path.name != "__pycache__":
            yield Finding(
                project.name(path),
                None,
                "MAC004",
                f"{quote(path.name)} hoort niet in de map macros.",
                "Haal het daar weg: in deze map staan alleen Python-modules (.py).",
            )


def _listed(tree: ast.Module) -> list[str]:
    for node in tree.body:
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


ALLOWED_IMPORTS: Mapping[str, frozenset[str]] = {
    "__future__": frozenset({"annotations"}),
    "collections.abc": frozenset({"Callable", "Iterable", "Iterator", "Mapping", "Sequence"}),
    "dataclasses": frozenset({"dataclass", "field", "replace"}),
    "datetime": frozenset({"date"}),
    "functools": frozenset({"partial"}),
    "typing": frozenset({"Any", "Literal", "TypeAlias"}),
    "handbook.build": frozenset({"context", "live_contacts"}),
    "handbook.sources.printed": frozenset({"contact_phrases", "escape", "inline", "inline_words"}),
    "handbook.core.page_marks": frozenset({"DOWNLOADS", "LIVE_NOTE", "SEARCH_ONLY"}),
    "handbook.sources": frozenset({"people"}),
    "handbook.sources.contacts": frozenset({"Persoon"}),
    "handbook.sources.data.only_for": frozenset({"applies"}),
    "handbook.sources.articles": frozenset({"Article"}),
    "handbook.build.az_index": frozenset({"Line", "Place", "fold", "letters", "lines"}),
    "handbook.build.context": frozenset({"Context"}),
    "handbook.core.around": frozenset({"FURTHER"}),
    "handbook.sources.data.events": frozenset({"beside"}),
    "handbook.sources.printed.values": frozenset({"Day", "List", "Names", "Pending", "Truth", "Value"}),
    "handbook.sources.decisions": frozenset({"Decision"}),
    "handbook.sources.decided_by_law": frozenset({"Rule", "of_topics", "subjects"}),
    "handbook.sources.declared_changes": frozenset({"DeclaredChange"}),
    "handbook.sources.printed.citations": frozenset({"Use"}),
    "handbook.sources.data.entries": frozenset({"Entries"}),
    "handbook.sources.data.dilemmas": frozenset({"ROLES", "Dilemma", "Thema", "page_of"}),
    "handbook.sources.data.decision_aids": frozenset({"Aid", "Einde", "Stap", "Way"}),
    "handbook.core.change_kind": frozenset({"MEANING"}),
    "handbook.core.receipt": frozenset({"FILLED_IN", "LATER", "SHORT_HERE", "form_address", "mail_address", "spaced", "subject"}),
    "handbook.core.dutch": frozenset({"enumeration", "long_date"}),
    "handbook.sources.printed.escape": frozenset({"html", "markdown"}),
    "handbook.sources.data.legal_sources": frozenset({"Bron"}),
    "handbook.sources.front_matter": frozenset({"About", "Metadata"}),
    "handbook.sources.revisions": frozenset({"Revision"}),
    "handbook.build.decision_tree_svg": frozenset({"draw", "sign"}),
    "handbook.build.question_picture": frozenset({"draw"}),
    "handbook.sources.data.accessibility_test": frozenset({"MEASURED", "Proef", "Tested"}),
    "handbook.sources.data.owners": frozenset({"Kept"}),
    "handbook.sources.data.topics": frozenset({"Onderwerp", "Settled", "settled"}),
    "handbook.sources.messages": frozenset({"Message", "by_kind"}),
}
"""What a macro may take from where. Nothing here opens a file, a process or a connection of the macro's choosing."""

ALLOWED_MODULES: Mapping[str, frozenset[str]] = {
    "re": frozenset({"compile", "escape", "findall", "fullmatch", "match", "search", "split", "sub"}),
    "contact_phrases": frozenset({"call", "late", "outside", "reached", "small", "there_late", "times", "ways"}),
    "context": frozenset({"for_engine", "in_own_words"}),
    "live_contacts": frozenset({"in_sentence"}),
    "people": frozenset({"looked_for"}),
    "escape": frozenset({"html", "markdown"}),
    "inline": frozenset({"TIED", "Link", "Part", "Place", "Text", "html", "markdown", "plain"}),
    "inline_words": frozenset(
        {
            "aantal",
            "afdeling",
            "art",
            "art_met_titel",
            "bel",
            "bel_of_mail",
            "bereik",
            "bestuur",
            "bestuur_doet",
            "bron",
            "buiten",
            "cited",
            "cited_norm",
            "datum",
            "dilemma",
            "een_van",
            "invullen",
            "mail_of_bel",
            "mailto",
            "mens",
            "nummer",
            "opsomming",
            "raad",
            "reached",
            "to_norm",
            "wie",
            "wie_stemt_in",
            "with_ways",
        }
    ),
}
"""What a macro may use of a module that it holds whole: a module brings along all that it imports itself."""

EARLIER = (
    " Is uw map macros van een eerdere versie van het programma? Typ: handbook new ../nieuw,"
    " en zet daaruit de mappen macros, overrides en docs/stijl in de plaats van die van u."
)
"""What an organisation does whose own copy stayed behind when it took a newer release."""

FORBIDDEN_NAMES = frozenset(
    (
        "open eval exec compile input globals locals vars breakpoint getattr setattr delattr memoryview type object super dir help print"
    ).split()
)


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
            findings.append(
                Finding(
                    name,
                    line,
                    "MAC003",
                    f"Een macro mag {quote(what)} niet gebruiken.",
                    f"Een macro maakt alleen tekst uit de gegevens. Haal deze regel weg.{EARLIER if what.startswith('handbook.') else ''}",
                )
            )
    return findings


def _reach(node: ast.AST) -> str | None:
    """What the node reaches for and may not; None where it is harmless."""
    if isinstance(node, ast.Import):
        return next((a.name for a in node.names if a.name not in ALLOWED_MODULES or a.asname), None)
    if isinstance(node, ast.ImportFrom):
        return _taken(node)
    if isinstance(node, ast.Name) and (node.id in FORBIDDEN_NAMES or (node.id.startswith("__") and node.id != "__doc__")):
        return node.id
    if isinstance(node, ast.Attribute):
        holder = node.value.id if isinstance(node.value, ast.Name) else ""
        if holder in ALLOWED_MODULES and node.attr not in ALLOWED_MODULES[holder]:
            return f"{holder}.{node.attr}"
        if node.attr.startswith("_") and node.attr != "__name__":
            return f".{node.attr}"
    return None


def _taken(node: ast.ImportFrom) -> str | None:
    module = node.module or ""
    if node.level or any(a.asname and a.name in ALLOWED_MODULES for a in node.names):
        return "import"
    if module.startswith("macros."):
        return None
    return next((f"{module}.{a.name}" for a in node.names if a.name not in ALLOWED_IMPORTS.get(module, frozenset())), None)
