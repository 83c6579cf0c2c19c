"""The walls of the house: who may speak to whom, and lists that must be complete."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import click
import pytest
import yaml

from handbook import cli
from handbook.core.project import Project
from handbook.sources import variables
from handbook.sources.template import macros
from tests.support.handbooks import ROOT

PACKAGE = ROOT / "handbook"
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """Every module that the file imports, wherever in it; `from a import b` gives both a and a.b."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def users_of(package: str) -> set[str]:
    found = {p for p in MODULES for name in imports(p) if name == package or name.startswith(f"{package}.")}
    return {p.relative_to(PACKAGE).as_posix() for p in found}


@pytest.mark.parametrize(
    ("package", "allowed"),
    [
        ("mkdocs", {"build/engine.py"}),
        ("mike", {"publish/mike_branch.py"}),
        ("macros", set()),
        ("zensical", set()),
        ("rich", {"core/console.py"}),
        ("rfc3161_client", {"archive/timestamp.py"}),
        ("cryptography", {"archive/timestamp_signature.py", "archive/timestamp.py"}),
    ],
)
def test_only_one_module_speaks_to(package: str, allowed: set[str]) -> None:
    assert users_of(package) == allowed


def test_only_git_starts_git() -> None:
    starters = {p.relative_to(PACKAGE).as_posix() for p in MODULES if "subprocess" in set(imports(p))}
    assert starters <= {"archive/git.py", "serve/draft.py"}
    naming = {
        p.relative_to(PACKAGE).as_posix()
        for p in MODULES
        for node in ast.walk(ast.parse(p.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value == "git"
    }
    assert naming == {"archive/git.py"}


ROOMS = {
    "core": set(),
    "sources": {"core"},
    "archive": {"core"},
    "checks": {"core", "sources", "archive"},
    "build": {"core", "sources", "archive", "checks"},
    "publish": {"core", "archive", "build"},
    "verify": {"core", "archive"},
    "export": {"core", "archive"},
    "serve": {"core", "sources", "archive", "publish"},
}
"""What each room may import beside itself, in the order of the data's way; `cli` may import all."""


def room(module: str) -> str:
    """handbook.checks.links: checks; handbook.cli: cli; another package: nothing."""
    package, _, rest = module.partition(".")
    return rest.partition(".")[0] if package == "handbook" else ""


def test_rooms_are_the_folders() -> None:
    assert {p.parent.name for p in PACKAGE.glob("*/__init__.py")} == set(ROOMS)
    assert {p.name for p in PACKAGE.glob("*.py")} == {"__init__.py", "__main__.py", "cli.py", "asked.py", "command_line.py"}


def test_no_arrow_runs_back() -> None:
    """A room imports only the rooms that the table gives it, and the table itself has no circle."""
    back = [
        f"{path.relative_to(PACKAGE)} imports {module}"
        for path in MODULES
        if path.parent != PACKAGE
        for module in imports(path)
        if room(module) not in {"", path.relative_to(PACKAGE).parts[0], *ROOMS[path.relative_to(PACKAGE).parts[0]]}
    ]
    assert not back
    seen: set[str] = set()
    for name, allowed in ROOMS.items():
        assert allowed <= seen, f"{name} stands before a room that it uses"
        seen.add(name)


def test_only_the_list_of_verbs_knows_every_room() -> None:
    for name, allowed in {"asked.py": {"core", "sources"}, "command_line.py": set()}.items():
        assert {room(module) for module in imports(PACKAGE / name)} & set(ROOMS) <= allowed, name


def test_no_module_imports_itself_in_a_circle() -> None:
    """Imports below the top of a module count too: they would only hide the circle."""
    names = {path: ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in MODULES}
    known = set(names.values())
    graph = {name: {module for module in imports(path) if module in known - {name, "handbook"}} for path, name in names.items()}
    # A package's own modules may import their neighbours, which Python reads as an import of the package too.
    graph = {name: {one for one in uses if not name.startswith(f"{one}.")} for name, uses in graph.items()}
    with_circle = TopologicalSorter(graph)
    assert list(with_circle.static_order())


def test_checks_read_of_the_archive_only_the_version_before() -> None:
    used = {module for path in (PACKAGE / "checks").rglob("*.py") for module in imports(path) if room(module) == "archive"}
    assert used <= {"handbook.archive", "handbook.archive.branch", "handbook.archive.git"} | {
        m for m in used if m.startswith("handbook.archive.branch.")
    }


def test_every_module_says_in_one_sentence_what_it_knows() -> None:
    for path in [*MODULES, *(ROOT / "macros").glob("*.py"), *(ROOT / "tests").glob("*.py")]:
        doc = ast.get_docstring(ast.parse(path.read_text("utf-8")))
        assert doc, path
        first = doc.split("\n\n")[0]
        assert first.endswith((".", "`.")), f"{path}: {first}"


def test_every_public_function_has_a_docstring() -> None:
    bare = []
    for path in MODULES:
        for node in ast.parse(path.read_text("utf-8")).body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            # The checks have one door each, named alike; the module's sentence is theirs. Groups of facts tell in their fields.
            door = node.name == "check" and "checks" in path.parts
            if not door and path.name != "variables.py" and not ast.get_docstring(node):
                bare.append(f"{path.relative_to(ROOT)}: {node.name}")
    assert not bare


def test_macros_list_every_word_and_each_is_used_or_shown() -> None:
    listed, findings = macros.load(Project.find(ROOT))
    assert not findings
    functions = set()
    for path in (ROOT / "macros").glob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and [a.arg for a in node.args.args][:1] == ["plek"] and not node.name.startswith("_"):
                functions.add(node.name)
    assert set(listed) == functions
    pages = "\n".join(p.read_text("utf-8") for p in (ROOT / "docs").rglob("*.md"))
    contributing = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for word in listed.values():
        assert f"{{{{ {word.name}(" in pages, f"no page uses {word.name}"
        assert f"{{{{ {word.name}(" in contributing, f"CONTRIBUTING.md shows no example of {word.name}"
        assert word.meaning.endswith("."), word.name


def test_readme_and_help_name_the_same_commands() -> None:
    verbs = set(cli.VERBS.commands)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert set(re.findall(r"`handbook ([a-z]+)", readme)) == verbs
    assert verbs == set(re.findall(r"^  ([a-z]+)\s", cli.VERBS.get_help(click.Context(cli.VERBS)), re.MULTILINE))


def test_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) < 120


def test_schema_is_in_step() -> None:
    assert (ROOT / variables.SCHEMA_NAME).read_text("utf-8") == variables.schema_text()
    first = (ROOT / "variables.yml").read_text("utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={variables.SCHEMA_NAME}"


def test_every_dependency_is_pinned_locked_and_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    project = tomllib.loads(text)
    locks = (ROOT / "requirements.lock").read_text("utf-8"), (ROOT / "requirements-dev.lock").read_text("utf-8")
    extras = [pin for pins in project["project"]["optional-dependencies"].values() for pin in pins]
    wanted = ((project["project"]["dependencies"], locks[0]), ([*project["dependency-groups"]["dev"], *extras], locks[1]))
    for pins, lock in wanted:
        for pin in pins:
            assert re.fullmatch(r"[a-z0-9-]+==[0-9.]+", pin), pin
            assert re.search(rf"^{re.escape(pin)} ", lock, re.MULTILINE), f"{pin} is not in the lock: make lock"
    assert "properdocs" not in "".join(locks)
    lines = text.splitlines()
    runtime = [n for n, line in enumerate(lines) if re.match(r'\s+"[a-z0-9-]+==', line)]
    unexplained = [lines[n].strip() for n in runtime if not lines[n - 1].lstrip().startswith("#")]
    assert not unexplained


def test_nothing_names_where_it_was_made() -> None:
    """No registry, no machine's own path: the project builds wherever it is cloned."""
    hosts = ["pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "/work" + "/main"]
    for path in project_files():
        text = path.read_text("utf-8", "ignore")
        assert not [h for h in hosts if h in text], path


def project_files() -> Iterator[Path]:
    skipped = {".git", ".venv", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "site", "node_modules"}
    for path in ROOT.rglob("*"):
        if path.is_file() and not skipped & set(path.relative_to(ROOT).parts) and path.suffix != ".png":
            yield path


def test_workflows_call_what_the_readme_calls_and_hold_no_secret_for_pull_requests() -> None:
    checks = yaml.safe_load((ROOT / ".github/workflows/checks.yml").read_text("utf-8"))
    assert checks["permissions"] == {"contents": "read"}
    runs = [step.get("run", "") for job in checks["jobs"].values() for step in job["steps"]]
    assert any("make test" in run for run in runs)
    assert "secrets." not in (ROOT / ".github/workflows/checks.yml").read_text("utf-8")
    assert "pull_request_target" not in "".join(p.read_text("utf-8") for p in (ROOT / ".github/workflows").glob("*.yml"))


def test_readme_has_no_figure_left_to_fill_in() -> None:
    assert not re.findall(r"\b(?:TIME|SIZE)_[A-Z]+\b", (ROOT / "README.md").read_text("utf-8"))


SECOND_SENTENCE = re.compile(r"""[a-zé)][.!?]["')]* +["']?[A-ZÉ]""")
LIST_MARK = re.compile(r"^[\s>]*(?:\d+\.|[-*])\s+")
ONE_LINE = re.compile(r"^(?:\||title:|description:|besluiten:)|^\s*(?:- )?\*\*[^*]+\*\*")
"""Tables cannot be broken; a bold label belongs to the sentence after it."""


def test_sources_have_one_sentence_a_line() -> None:
    """A change of one sentence is then one changed line in a pull request."""
    two = [
        f"{path.relative_to(ROOT)}:{number}: {line}"
        for path in sorted((ROOT / "docs").rglob("*.md"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if not ONE_LINE.search(line) and SECOND_SENTENCE.search(LIST_MARK.sub("", re.sub(r"\{\{.*?\}\}", "x", line)))
    ]
    assert two == []


def test_the_rule_of_one_sentence_can_fail() -> None:
    assert SECOND_SENTENCE.search("Dit is een zin. Dit is nog een zin.")
    assert SECOND_SENTENCE.search("Klopt het? U plaatst het.")
    assert not SECOND_SENTENCE.search("Bel N. Voorbeeld, of mail Communicatie.")


ONLY_THE_EDITIONS = re.compile(r"gh-pages|revisie/|intrekking/|(?:^|/)geldend(?:/|$)")
MEANS_A_STATUS = {"archive/register.py": {"geldend"}, "export/web.py": {"geldend", "/geldend"}}
"""The same word as a status: in the register, and as the name of a folder that tells nginx which version has it."""


def test_only_the_edition_names_branch_tags_and_alias() -> None:
    """A second organisation publishes beside the first only if none of these stands anywhere else."""
    found = []
    for path in MODULES:
        name = path.relative_to(PACKAGE).as_posix()
        tree = ast.parse(path.read_text("utf-8"))
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docs]
        found += [f"{name}: {text}" for text in texts if ONLY_THE_EDITIONS.search(text) and text not in MEANS_A_STATUS.get(name, ())]
    assert {line.partition(":")[0] for line in found} == {"core/edition.py", "sources/editions.py"}
