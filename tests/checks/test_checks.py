"""Golden cases of every finding (tests/checks/cases/*.yml), and proof that no check and no code was forgotten."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import os
import pkgutil
import re
import shutil
from pathlib import Path

import pytest

from handbook import checks
from handbook.build import engine
from handbook.checks import built_page, built_site, markdown
from handbook.core.findings import Finding
from handbook.core.project import Project
from tests.support import yaml_lists
from tests.support.golden import Case, findings, said, unmended
from tests.support.handbooks import ROOT, TINY, draw

CODE = re.compile(r'"([A-Z]{3}\d{3})"')
GOLDEN: dict[str, Case] = {
    name: case for path in sorted((Path(__file__).parent / "cases").glob("*.yml")) for name, case in yaml_lists.read(path).items()
}

ARTICLE = '<html lang="nl"><head><title>{title}</title></head><body><article class="md-content__inner">{text}</article></body></html>'
BUILT: dict[str, tuple[str, str]] = {
    "SIT001": ("<p>Voor {{ werkgever.naam }}.</p>", 'Op de pagina staat "{{".'),
    "SIT003": ('<p id="a">x</p><p id="a">y</p>', 'Het adres "#a" staat 2 keer op de pagina.'),
    "SIT004": (
        '<img src="https://proefhuis.test/x.png">',
        'De pagina haalt iets op van een andere plek: "https://proefhuis.test/x.png".',
    ),
    "SIT005": ('<a href="weg/">weg</a>', 'De link "weg/" leidt nergens heen.'),
    "SIT008": (
        '<p style="color:red">x</p>',
        'De code of de opmaak staat in de pagina zelf: "style="color:red"". Browsers slaan die over.',
    ),
    "SIT007": ("<p onclick=x()>x</p>", 'Op de pagina staat iets dat een script start: "onclick=x()".'),
}
"""What no source can bring about, because a check of the sources stops it: the text of a built page, and what is said of it."""


def test_tiny_handbook_is_right(tmp_path: Path) -> None:
    assert findings(tmp_path / "handboek", {}) == []


@pytest.mark.parametrize("name", GOLDEN)
def test_golden(name: str, tmp_path: Path) -> None:
    lines, found = said(tmp_path / "handboek", GOLDEN[name])
    assert lines == GOLDEN[name]["findings"]
    assert unmended(tmp_path / "handboek", GOLDEN[name], name.split()[0], found) == []


def test_a_revision_that_was_never_published_may_go(tmp_path: Path) -> None:
    """Such as that of the example, which check itself says to take away."""
    first = (TINY / "docs/revisies/2026-01-01.md").read_text("utf-8")
    again = first.replace("2026-01-01", "2026-03-01").replace("1 januari 2026", "1 maart 2026")
    case = {"before": {"files": {}}, "files": {"docs/revisies/2026-01-01.md": None, "docs/revisies/2026-03-01.md": again}}
    assert findings(tmp_path / "handboek", case) == []


def test_every_golden_case_shows_its_own_code() -> None:
    """One without findings shows where its code stays away."""
    telling = {name: case["findings"] for name, case in GOLDEN.items() if case["findings"]}
    assert [name for name, lines in telling.items() if not any(f"[{name.split()[0]}]" in line for line in lines)] == []


def carried_out() -> set[str]:
    """The codes of findings that bring a mend that a program carries out."""
    sources = [path.read_text("utf-8") for path in (ROOT / "handbook").rglob("*.py")]
    trees = [ast.parse(text) for text in sources if "fix=" in text]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) and any(k.arg == "fix" for k in node.keywords)]
    texts = [argument.value for call in calls for argument in call.args if isinstance(argument, ast.Constant)]
    return {text for text in texts if isinstance(text, str) and re.fullmatch(r"[A-Z]{3}\d{3}", text)}


def test_every_advice_is_followed_or_listed() -> None:
    """A new message brings a mend (`fix`), or the changes of who follows its advice (`na` in a case of it).

    advice.txt holds those without: a code, and behind it why only a person can judge; without a reason it is still to be done.
    """
    codes = {name.split()[0] for name, case in GOLDEN.items() if case["findings"]}
    followed = carried_out() | {name.split()[0] for name, case in GOLDEN.items() if "na" in case}
    listed = (Path(__file__).parent / "advice.txt").read_text("utf-8").splitlines()
    assert sorted(codes - followed) == [line.split(" ", 1)[0] for line in listed]


def test_every_code_has_a_case() -> None:
    codes = {code for path in (ROOT / "handbook").rglob("*.py") for code in CODE.findall(path.read_text("utf-8"))}
    # What `handbook test` finds is no finding of a check: tests/build/test_expectations.py has those.
    expected = {f"TST{number:03}" for number in range(1, 13)}
    covered = {name.split()[0] for name in GOLDEN} | set(BUILT) | {"SIT002", "SIT006", "BLD001", "BLD002", "BST009", "FIL011"} | expected
    assert codes - covered == set()
    assert covered - codes == set()


def test_every_module_of_checks_is_listed() -> None:
    """A check of the sources is a function `check` that takes them and nothing else."""
    modules = [importlib.import_module(one.name) for one in pkgutil.walk_packages(checks.__path__, "handbook.checks.")]
    found = {one.__name__ for one in modules if list(inspect.signature(getattr(one, "check", len)).parameters) == ["sources"]}
    assert found == {one.__module__ for one in checks.CHECKS}


def test_every_rule_on_text_is_listed() -> None:
    modules = [importlib.import_module(one.name) for one in pkgutil.iter_modules(markdown.__path__, "handbook.checks.markdown.")]
    rules = {
        made
        for module in modules
        for made in vars(module).values()
        if callable(made) and getattr(made, "__annotations__", {}) == {"page": "Page", "return": "Iterator[Finding]"}
    }
    assert set(markdown.RULES) == rules


def built(folder: Path, text: str, *, lang: str = "nl", search: str = "nl") -> list[Finding]:
    (folder / "search").mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(ARTICLE.replace('lang="nl"', f'lang="{lang}"').format(title="Titel", text=text), "utf-8")
    (folder / built_site.SEARCH_INDEX).write_text(json.dumps({"config": {"lang": [search]}, "docs": []}), "utf-8")
    return built_site.check(folder, built_page.read(folder), "/2026-01-01/")


@pytest.mark.parametrize(
    "text",
    [
        '<p style="background-image:url(//elders.test/v.png)">x</p>',
        '<img src="a.png" srcset="a.png 1x, https://elders.test/a.png 2x">',
        '<img src="https:\\\\elders.test\\a.png">',
        '<img src="\thttps://elders.test/a.png">',
        '<video poster="//elders.test/a.png"></video>',
        '<iframe src="https://elders.test/"></iframe>',
    ],
)
def test_a_built_page_that_asks_another_host(text: str, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/a.png").write_bytes(b"")
    assert "SIT004" in {finding.code for finding in built(tmp_path / "site", text)}


@pytest.mark.parametrize("code", BUILT)
def test_built_page(code: str, tmp_path: Path) -> None:
    text, message = BUILT[code]
    assert [(f.code, f.message) for f in built(tmp_path, text)] == [(code, message)]


def test_built_page_that_is_right(tmp_path: Path) -> None:
    assert built(tmp_path, '<p id="a">Tekst. <a href="#a">Kop</a> <a href="mailto:hr@proefhuis.test">HR</a></p>') == []


def test_language_of_a_built_page(tmp_path: Path) -> None:
    assert [f.code for f in built(tmp_path, "<p>x</p>", lang="en")] == ["SIT002"]


def test_language_of_the_search(tmp_path: Path) -> None:
    assert [f.code for f in built(tmp_path, "<p>x</p>", search="en")] == ["SIT006"]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<a href="java\nscript:alert(1)">x</a>',
        '<a href="&#106;avascript:alert(1)">x</a>',
        '<img/src="x"/onerror=alert(1)>',
        '<svg><a xlink:href="javascript:alert(1)">x</a></svg>',
        '<iframe srcdoc="x"></iframe>',
        "<details ontoggle=alert(1) open>x</details>",
        "<form action=https://proefhuis.test/><input></form>",
        # A second box that looks like ours makes neither of them pass.
        2 * "<search data-zoeken=x><form action=a-z/><input></form></search>",
    ],
)
def test_scripts_in_a_built_page(text: str, tmp_path: Path) -> None:
    assert "SIT007" in {f.code for f in built(tmp_path, text)}


def test_the_search_box_of_the_start_page_starts_nothing_of_its_own(tmp_path: Path) -> None:
    assert not built(tmp_path, "<search data-zoeken=x><form action=.><input></form></search>")
    assert "SIT007" in {f.code for f in built(tmp_path, "<search data-zoeken=x><form onsubmit=x()><input></form></search>")}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("<script>x()</script>", 1),
        ('<script type="module">x()</script>', 1),
        ('<script type="speculationrules">{}</script>', 1),
        ("<style>p { color: red }</style>", 1),
        ("<svg><style>p { color: red }</style><path style='fill:red'/></svg>", 2),
        ("<p STYLE=color:red>x</p>", 1),
        ('<script type="application/json">{}</script><p title="style=x">style="x"</p>', 0),
    ],
)
def test_code_and_style_in_a_built_page(text: str, count: int, tmp_path: Path) -> None:
    assert [f.code for f in built(tmp_path, text)].count("SIT008") == count


def test_what_mkdocs_says() -> None:
    said = "Doc file 'melden.md' contains a link 'x', but the target is not found among documentation files."
    assert engine._complaint(said) == Finding(
        "docs/melden.md", None, "BLD001", f"MkDocs kan dit niet bouwen: {said}", "Kijk de laatste wijziging na."
    )


def test_no_text_is_never_a_check(tmp_path: Path) -> None:
    """A page that cannot be read is said once, and stops no other check."""
    root = draw(tmp_path / "handboek", {"docs/regels.md": b"\xff\xfe", "docs/index.md": "+\n{{ werkgever.naamm }}\n"})
    said = [f.sentence for f in checks.check(Project.find(root))[1]]
    assert sum("UTF-8" in line for line in said) == 1
    assert any("werkgever.naamm" in line for line in said)


def test_what_is_no_file_at_all_is_a_finding(tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek")
    os.mkfifo(root / "docs/pijp.png")
    assert [(f.file, f.code) for f in checks.check(Project.find(root))[1]] == [("docs/pijp.png", "FIL011")]


@pytest.mark.parametrize("folder", ["docs", "macros", "overrides"])
def test_a_folder_that_is_gone_is_one_finding(folder: str, tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek")
    shutil.rmtree(root / folder)
    _, found = checks.check(Project.find(root))
    assert [(f.file, f.code) for f in found] == [(folder, "BST009")]
