"""The walls of the house: who may speak to whom, and lists that must be complete."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from graphlib import TopologicalSorter
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType

import click
import pytest
import yaml

from handbook import cli, sources
from handbook.archive import timestamp
from handbook.core.dutch import today
from handbook.core.project import Project
from handbook.imports import pandoc
from handbook.sources import variables
from handbook.sources.data.accessibility_test import COMMAND, TEST_YML
from handbook.sources.template import macros
from tests import conftest
from tests.support import fence, scheduling
from tests.support.fork import handbook
from tests.support.handbooks import ROOT, SAMPLE, WHERE_MADE
from tests.support.publishing import on_path

PACKAGE = ROOT / "handbook"
MODULES = sorted(PACKAGE.rglob("*.py"))


@cache
def imports(path: Path) -> frozenset[str]:
    """Every module that the file imports, wherever in it; `from a import b` gives both a and a.b."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(found)


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
        ("markdown", {"checks/preview/ours.py"}),
        ("markdown_it", {"checks/preview/theirs.py"}),
        ("playwright", {f"serve/accessibility/{name}.py" for name in ("axe", "browser", "keyboard", "looking", "states")}),
        ("watchfiles", {"serve/watching.py"}),
        # Only its program is used, which one module starts.
        ("pypandoc", set()),
        ("typst", {"export/documents/typesetter.py"}),
        ("rfc3161_client", {"archive/timestamp_signature.py", "archive/timestamp.py"}),
        ("cryptography", {"archive/timestamp_signature.py", "archive/timestamp.py"}),
        # A signature says who signed, not whether that one can be trusted: `check` asks both.
        ("handbook.archive.timestamp_signature", {"archive/timestamp.py"}),
    ],
)
def test_only_one_module_speaks_to(package: str, allowed: set[str]) -> None:
    assert users_of(package) == allowed


def test_only_git_starts_git() -> None:
    starters = {p.relative_to(PACKAGE).as_posix() for p in MODULES if "subprocess" in set(imports(p))}
    assert starters <= {
        "archive/git.py",
        "serve/draft.py",
        "serve/builder.py",
        "imports/pandoc.py",
        # Another release says itself what it hands out.
        "update/release.py",
        "editor/installed.py",
        "serve/decap.py",
        "serve/preview.py",
    }
    naming = {
        p.relative_to(PACKAGE).as_posix()
        for p in MODULES
        for node in ast.walk(ast.parse(p.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value == "git"
    }
    assert naming == {"archive/git.py"}


ROOMS = {
    "core": set(),
    # What differs between two texts, as data: any room may ask it.
    "redline": {"core"},
    "sources": {"core"},
    "archive": {"core", "redline"},
    "checks": {"core", "redline", "sources", "archive"},
    # A version holds documents of itself, so what makes them comes before what builds it.
    "export": {"core", "redline", "archive"},
    "build": {"core", "redline", "sources", "archive", "checks", "export"},
    "publish": {"core", "redline", "archive", "build", "export"},
    "verify": {"core", "redline", "archive"},
    "imports": {"core", "sources", "checks"},
    # Files of people, which lie outside the handbook; it reads what was published, and the facts for the words of a mail.
    "receipts": {"core", "sources", "archive"},
    "new": {"core", "redline", "sources", "archive", "checks"},
    "update": {"core", "sources", "archive", "new"},
    # It reads what people typed and asks what a publication would do; what leaves the archive, in `export`, needs neither.
    "report": {"core", "redline", "sources", "archive", "checks", "build", "publish"},
    # A message is made of what a version or a draft says of itself, never of HTML again.
    "announce": {"core", "redline", "sources", "archive", "checks"},
    # The forms of the editor ask what the conversation of `handbook new` asks, in the same words.
    "editor": {"core", "sources", "new"},
    # It looks at everything and changes nothing: what others know is asked of them.
    "doctor": {"core", "sources", "archive", "checks", "verify", "new", "report", "editor"},
    # The form page asks what the conversation of `handbook new` asks, in the same words.
    "serve": {"core", "redline", "sources", "archive", "build", "publish", "new", "report", "editor"},
}
"""What each room may import beside itself, in the order of the data's way; `cli` may import all."""


def room(module: str) -> str:
    """handbook.checks.links: checks; handbook.cli: cli; another package: nothing."""
    package, _, rest = module.partition(".")
    return rest.partition(".")[0] if package == "handbook" else ""


def test_rooms_are_the_folders() -> None:
    assert {p.parent.name for p in PACKAGE.glob("*/__init__.py")} == set(ROOMS)
    assert {p.name for p in PACKAGE.glob("*.py")} == {"__init__.py", "__main__.py", "cli.py", "options.py"}


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
    # Which files are an edition's own is said in the last commit, which only the archive's git can read.
    for name, allowed in {"options.py": {"core", "sources", "archive"}}.items():
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


def test_checks_read_of_the_archive_only_what_this_clone_knows() -> None:
    """Its branch as files, the mark of all that can be read, the text of a version and how an article becomes one, where a text came from and what came into it since; the register and its pages are made of what was published, never of sources."""
    used = {module for path in (PACKAGE / "checks").rglob("*.py") for module in imports(path) if room(module) == "archive"}
    texts = ("articles_file", "clean_html", "headed_articles", "manifest", "printed_articles", "published_text")
    known = tuple(f"handbook.archive.{name}" for name in ("branch", "inputs", *texts, "source_history", "worked_in"))
    assert used <= {"handbook.archive", "handbook.archive.git", *known} | {
        m for m in used if m.startswith(tuple(f"{one}." for one in known))
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
            # Groups of facts tell in their fields.
            if path.name != "variables.py" and not says_it_itself(node) and not ast.get_docstring(node):
                bare.append(f"{path.relative_to(ROOT)}: {node.name}")
    assert not bare


def test_functions_are_short() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 45
    ]
    assert not long


def says_it_itself(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """A rule, which takes a page or the sources and gives findings, says in those what it is for; one expression is its own summary."""
    if isinstance(node, ast.ClassDef):
        return False
    rule = [a.arg for a in node.args.args] in (["page"], ["sources"]) and node.returns is not None
    return (rule and ast.unparse(node.returns or node) == "Iterator[Finding]") or (
        len(node.body) == 1 and isinstance(node.body[0], ast.Return)
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def check(sources: Sources) -> Iterator[Finding]:\n    a()\n    yield b", True),
        ("def name(path: Path) -> str:\n    return path.name", True),
        ("def name(path: Path) -> str:\n    a()\n    return path.name", False),
        ("def rule(page: Page, files: set[str]) -> Iterator[Finding]:\n    a()\n    yield b", False),
        ("class Page:\n    name = 1", False),
    ],
)
def test_what_says_it_itself(source: str, expected: bool) -> None:
    node = ast.parse(source).body[0]
    assert isinstance(node, ast.FunctionDef | ast.ClassDef)
    assert says_it_itself(node) is expected


def test_macros_list_every_word_and_each_is_used_or_shown() -> None:
    listed, findings = macros.load(Project.find(ROOT))
    assert not findings
    functions = set()
    for path in (ROOT / "macros").glob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and [a.arg for a in node.args.args][:1] == ["plek"] and not node.name.startswith("_"):
                functions.add(node.name)
    assert set(listed) == functions
    pages = "\n".join(p.read_text("utf-8") for p in (SAMPLE / "docs").rglob("*.md"))
    contributing = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for word in listed.values():
        assert f"{{{{ {word.name}(" in pages, f"no page of the sample uses {word.name}"
        assert f"{{{{ {word.name}(" in contributing, f"CONTRIBUTING.md shows no example of {word.name}"
        assert word.meaning.endswith("."), word.name


def test_no_test_file_imports_another() -> None:
    """What two of them need is in tests/support/; tools and helpers take nothing out of a test either."""
    files = [*(ROOT / "tests").rglob("*.py"), *(ROOT / "tools").rglob("*.py")]
    crossing = {
        f"{path.relative_to(ROOT)} imports {module}"
        for path in files
        for module in imports(path)
        if re.match(r"tests\.(?:\w+\.)*test_", module)
    }
    assert not crossing


def test_readme_and_help_name_the_same_commands() -> None:
    verbs = set(cli.VERBS.commands)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert set(re.findall(r"`handbook ([a-z-]+)", readme)) == verbs
    assert verbs == set(re.findall(r"^  ([a-z][a-z-]*)\s", cli.VERBS.get_help(click.Context(cli.VERBS)), re.MULTILINE))


def test_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) < 120


def test_schema_is_in_step() -> None:
    assert (ROOT / variables.SCHEMA_NAME).read_text("utf-8") == variables.schema_text()
    first = (SAMPLE / "variables.yml").read_text("utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={variables.SCHEMA_NAME}"


def test_every_dependency_is_pinned_locked_and_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    project = tomllib.loads(text)
    locks = (ROOT / "requirements.lock").read_text("utf-8"), (ROOT / "requirements-dev.lock").read_text("utf-8")
    extras = [pin for pins in project["project"]["optional-dependencies"].values() for pin in pins]
    wanted = ((project["project"]["dependencies"], locks[0]), ([*project["dependency-groups"]["dev"], *extras], locks[1]))
    for pins, lock in wanted:
        for pin in pins:
            assert re.fullmatch(r"[a-z0-9-]+==[0-9.]+( ; sys_platform == '[a-z]+')?", pin), pin
            assert re.search(rf"^{re.escape(pin)} ", lock, re.MULTILINE), f"{pin} is not in the lock: make lock"
    assert "properdocs" not in "".join(locks)
    lines = text.splitlines()
    runtime = [n for n, line in enumerate(lines) if re.match(r'\s+"[a-z0-9-]+==', line)]
    unexplained = [lines[n].strip() for n in runtime if not lines[n - 1].lstrip().startswith("#")]
    assert not unexplained


def test_what_is_said_of_an_optional_part_installs_what_is_pinned() -> None:
    """By name, because the repository of an organisation has no pyproject.toml to install from."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert [pandoc.INSTALL.count(pin) for pin in extras["overnemen"]] == [2]
    assert [timestamp.INSTALL.count(pin) for pin in extras["tijdstempel"]] == [2]


def test_nothing_names_where_it_was_made() -> None:
    """No registry, no machine's own path: the project builds wherever it is cloned."""
    for path in project_files():
        text = path.read_text("utf-8", "ignore")
        assert not [h for h in WHERE_MADE if h in text], path


def project_files() -> Iterator[Path]:
    skipped = {".git", ".venv", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "site", "node_modules"}
    # What an organisation fills in is looked at by tests/content/test_sources.py.
    tops = [path for path in ROOT.iterdir() if path.name not in skipped | {"docs", "variables.yml"}]
    for path in [one for top in (*tops, ROOT / "docs/stijl") for one in (top, *top.rglob("*"))]:
        if path.is_file() and not skipped & set(path.relative_to(ROOT).parts) and path.suffix != ".png":
            yield path


def test_engine_tests_read_nothing_of_our_own_content() -> None:
    """The fence of tests/support/fence.py stands around every test outside tests/content/, and around the commands that these fork."""
    for path in (ROOT / "docs/index.md", ROOT / "docs/gegevens/bronnen.yml", ROOT / "variables.yml"):
        with pytest.raises(fence.OwnContent):
            path.read_text("utf-8")
    with pytest.raises(fence.OwnContent):
        sources.read(Project.find(ROOT))
    with pytest.raises(fence.OwnContent):
        subprocess.run([sys.executable, "-m", "handbook", "check"], cwd=ROOT, check=False)
    done = handbook(ROOT, "check")
    assert done.returncode == 1 and "OwnContent" in done.stderr
    assert (ROOT / "docs/stijl/handboek.css").read_text("utf-8")


def test_engine_tests_have_a_clock_of_their_own() -> None:
    assert str(today()) == fence.DAY


CLOCKS = re.compile(
    r"\b(?:date|datetime|dt)\.(?:today|now|utcnow)\(|\btime\.(?:time|time_ns|localtime|gmtime|ctime|strftime|asctime)\("
    r"|\bCLOCK_REALTIME\b|\buuid1\(|\bformatdate\(|\bformat_datetime\(|\bdate_time_string\("
)
SCRIPT_CLOCKS = re.compile(r"\bDate\.now\b|\bnew Date\b(?!\s*\(\s*[^)\s])|(?<!new )(?<![\w.])Date\(\)|\btimeOrigin\b")
TEMPLATE_CLOCKS = re.compile(r"\bbuild_date_utc\b|\bnow\(\)|\bgit_revision_date")


def reading(pattern: re.Pattern[str], folders: tuple[str, ...], *suffixes: str) -> set[str]:
    """The files of these folders in which the pattern stands."""
    files = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in suffixes)
    return {path.relative_to(ROOT).as_posix() for path in files if pattern.search(path.read_text("utf-8"))}


def test_only_one_place_reads_the_clock() -> None:
    """Any other would make what is built or said depend on the machine's own day; how long something takes is read from time.monotonic.

    How old a file of the cache is, no text depends on.
    """
    assert reading(CLOCKS, ("handbook", "macros"), ".py") == {"handbook/core/dutch.py", "handbook/core/kept.py"}
    scripts = reading(SCRIPT_CLOCKS, ("handbook", "docs/stijl", "overrides"), ".js", ".html")
    # What an earlier release made at the root stays as it was.
    assert {path for path in scripts if not path.startswith("handbook/archive/earlier/")} == {"handbook/archive/root/versies.js"}
    assert reading(TEMPLATE_CLOCKS, ("overrides", "macros", "handbook/archive/root"), ".html", ".xml", ".txt") == set()
    epoch = re.compile("SOURCE_DATE_EPOCH")
    assert reading(epoch, ("handbook", "macros", "overrides"), ".py", ".html") == {"handbook/build/engine.py"}
    bare = {
        p.relative_to(PACKAGE).as_posix() for p in MODULES for name in imports(p) if re.fullmatch(r"time\.(?!sleep|monotonic)\w+", name)
    }
    assert bare == set(), "import the module time, so that what is read of it can be seen"


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (CLOCKS, "day = date.today()", True),
        (CLOCKS, "datetime.now(UTC)", True),
        (CLOCKS, "time.time()", True),
        (CLOCKS, "time.monotonic()", False),
        (CLOCKS, "day = today()", False),
        (SCRIPT_CLOCKS, "format(new Date())", True),
        (SCRIPT_CLOCKS, "new Date", True),
        (SCRIPT_CLOCKS, "Date.now() - start", True),
        (SCRIPT_CLOCKS, "new Date(`${day}T00:00:00Z`)", False),
    ],
)
def test_a_clock_that_is_read_is_found(pattern: re.Pattern[str], text: str, expected: bool) -> None:
    assert bool(pattern.search(text)) is expected


def test_a_pull_request_tests_access_and_hands_over_what_was_found() -> None:
    job = yaml.safe_load((ROOT / ".github/workflows/checks.yml").read_text("utf-8"))["jobs"]["access"]
    assert job["if"] == "github.event_name == 'pull_request'"
    runs = [step.get("run", "") for step in job["steps"]]
    assert COMMAND in runs and any("::notice::" in run and TEST_YML in run for run in runs)
    assert [step["with"]["path"] for step in job["steps"] if "upload-artifact" in step.get("uses", "")] == [TEST_YML]


def test_readme_has_no_figure_left_to_fill_in() -> None:
    assert not re.findall(r"\b(?:TIME|SIZE)_[A-Z]+\b", (ROOT / "README.md").read_text("utf-8"))


ONLY_THE_EDITIONS = re.compile(r"gh-pages|revisie/|intrekking/|van-de-site/|intrekkingsbesluit/|(?:^|/)geldend(?:/|$)")
MEANS_A_STATUS = {
    "archive/register.py": {"geldend"},
    "core/atomic.py": {"geldend"},
    "core/status.py": {"geldend"},
    "export/web.py": {"geldend", "/geldend"},
}
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


GROUPED = {
    "mark": 'pytestmark = pytest.mark.xdist_group("samen")\n',
    "fixture": '@pytest.fixture(scope="module")\ndef made():\n    return 1\n',
    "browser": "def draws(browser: Browser):\n    pass\n",
}
"""What keeps the tests of a file together."""

OF_TWO = """\
import os, pathlib, pytest
from tests.support import once
from tests.support.scheduling import pytest_xdist_make_scheduler

HERE = pathlib.Path(__file__).parent

@pytest.fixture(scope="session", autouse=True)
def made(request, tmp_path_factory):
    def fill(folder):
        (folder / "made").touch()
        (HERE / f"made-{os.environ['PYTEST_XDIST_WORKER']}").touch()

    (HERE / f"asked-{os.environ['PYTEST_XDIST_WORKER']}").touch()
    assert (once.made(request, tmp_path_factory, "one", fill) / "made").exists()
"""


def test_two_workers_keep_groups_whole_and_make_once_what_both_read(tmp_path: Path) -> None:
    """Each worker writes its name; with the scheduler of xdist alone both would be there."""
    for name, why in GROUPED.items():
        noted = f"    time.sleep(0.05)\n    (pathlib.Path(__file__).parent / f\"{name}-{{os.environ['PYTEST_XDIST_WORKER']}}\").touch()\n"
        begin = "from __future__ import annotations\n\nimport os, pathlib, pytest, time\n\n"
        test = f'@pytest.mark.parametrize("number", range(8))\ndef test_one(number):\n{noted}'
        (tmp_path / f"test_{name}.py").write_text(f"{begin}{why}\n\n{test}", "utf-8")
    (tmp_path / "test_los.py").write_text("".join(f"def test_{n}():\n    pass\n\n\n" for n in range(8)), "utf-8")
    assert conftest.pytest_xdist_make_scheduler is scheduling.pytest_xdist_make_scheduler
    (tmp_path / "conftest.py").write_text(OF_TWO, "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", "utf-8")
    # Three processes start for it: with nothing but xdist.
    command = [sys.executable, "-m", "pytest", "-p", "xdist", "-n", "2", "--dist", "loadgroup", "-p", "no:cacheprovider", str(tmp_path)]
    env = {**os.environ, **on_path(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {name: len([*tmp_path.glob(f"{name}-gw*")]) for name in (*GROUPED, "asked", "made")} == {
        **dict.fromkeys(GROUPED, 1),
        "asked": 2,
        "made": 1,
    }


def test_what_was_compiled_is_the_code_of_each_file_that_says_the_same(tmp_path: Path) -> None:
    """And of no file that says something else, as the words of a drawn handbook may."""
    said = {"een": "def where():\n    raise OSError\n", "twee": "def where():\n    raise OSError\n", "drie": "def where():\n    return 3\n"}
    found = {}
    for name, text in said.items():
        (tmp_path / f"{name}.py").write_text(text, "utf-8")
        code = SourceFileLoader(name, str(tmp_path / f"{name}.py")).get_code(name)
        assert code
        inner = next(one for one in code.co_consts if isinstance(one, CodeType))
        assert {code.co_filename, inner.co_filename} == {str(tmp_path / f"{name}.py")}
        found[name] = inner.co_code
    assert found["een"] == found["twee"] != found["drie"]


def test_no_folder_of_tests_is_passed_by(pytestconfig: pytest.Config) -> None:
    """Of itself pytest passes by folders of certain names, "build" among them, and says nothing of it."""
    passed_by = pytestconfig.getini("norecursedirs")
    folders = {part for path in (ROOT / "tests").rglob("test_*.py") for part in path.relative_to(ROOT / "tests").parts[:-1]}
    assert folders
    assert not {folder for folder in folders if any(fnmatch(folder, pattern) for pattern in passed_by)}
