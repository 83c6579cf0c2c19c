"""What is remembered of a page gives the same findings as reading it again, also where what was kept is spoiled."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jinja2 import nodes

from handbook import checks
from handbook.core import kept
from handbook.core.findings import render
from handbook.core.project import Project
from handbook.sources.files import yaml_nodes
from handbook.sources.template import allowlist, trees
from tests.support.fork import handbook as command

SLIPS = """

# Kop zonder adres

Zie [hier](weg.md) en www.voorbeeld.nl, of {{ werkgever.nam }} en {% if beleid.x %}dit{% endif %}.
Dit  is een   zin die wordt  gelezen, en dat woord is verkerd gespelt (zie {{ art("weg") }}).
1. een
- twee
   1. drie
Neem contact op met 06-12345678 of jan@gmail.com... TODO ==hier==
"""


@pytest.fixture
def begun(handbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A handbook with mistakes, and a cache that is empty."""
    monkeypatch.setenv(kept.FOLDER, str(tmp_path / "cache"))
    page = handbook / "docs/index.md"
    page.write_text(page.read_text("utf-8") + SLIPS, "utf-8")
    yield handbook


def told(root: Path, cache: str | None = None) -> str:
    done = command(root, "check", "--format", "json", HANDBOEK_CACHE=cache or os.environ[kept.FOLDER])
    assert done.returncode == 1, done.stderr
    return done.stdout


def change(root: Path) -> None:
    page = next(path for path in sorted((root / "docs/regels").rglob("*.md")))
    page.write_text(page.read_text("utf-8") + "\nEen zin met een foute [link](nergens.md) die er  eerst niet stond.\n", "utf-8")


def test_one_page_changed_is_as_a_check_of_all(begun: Path) -> None:
    told(begun)
    change(begun)
    assert len(json.loads(told(begun, kept.OFF))) > 5
    assert told(begun) == told(begun, kept.OFF)


def rubbish(file: Path) -> None:
    file.write_bytes(os.urandom(20_000))


def half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def another(file: Path) -> None:
    file.rename(file.with_name("0" * 32 + ".sqlite3"))


@pytest.mark.parametrize("spoil", [rubbish, half, another])
def test_what_is_spoiled_is_read_again(begun: Path, tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    told(begun)
    (file,) = (tmp_path / "cache").glob("*.sqlite3")
    spoil(file)
    change(begun)
    assert told(begun) == told(begun, kept.OFF)


def test_in_one_process_a_second_reading_is_of_what_was_kept(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_opened_here", [])
    # Other tests of this process may have read the same pages.
    monkeypatch.setenv(kept.FOLDER, str(tmp_path / "leeg"))
    forget()
    project = Project.find(begun)
    first = render(checks.check(project)[1], "json")
    assert kept._opened_here[0] and len(kept._opened_here[0].new) > 20
    forget()
    assert render(checks.check(project)[1], "json") == first


def forget() -> None:
    """Whatever this process remembers of pages and files."""
    for module in (checks.markdown._of_page, checks.residue.of_page, allowlist._parsed, yaml_nodes._known):
        module.cache_clear()
    allowlist.parse.cache_clear()


@pytest.mark.parametrize(
    "text",
    ['{{ a.b }} tekst {% if a == "x" and not b.c or d != 1 %}{{ art("q", kort=true) }}{% elif e in ["f", "g"] %}h{% else %}i{% endif %}'],
)
def test_a_tree_is_read_as_it_was_parsed(text: str) -> None:
    tree = allowlist.ENVIRONMENT.parse(text)
    again, findings = trees.back(trees.out((tree, ())))
    assert again == tree
    assert findings == ()
    assert [node.lineno for node in again.find_all(nodes.Node)] == [node.lineno for node in tree.find_all(nodes.Node)]


def test_a_tree_of_what_no_page_may_hold_is_not_written() -> None:
    with pytest.raises(TypeError):
        trees.out((allowlist.ENVIRONMENT.parse("{% for a in b %}{{ a }}{% endfor %}"), ()))


def test_yaml_is_read_as_it_was() -> None:
    text = 'a: 1 # waarom\nb:\n  - "x"\n  - {c: “krom”}\na: 2\nleeg:\nd: []\ne: {}\n'
    read = yaml_nodes._read("a.yml", text, 3, ())
    assert yaml_nodes._out(yaml_nodes._back(yaml_nodes._out(read))) == yaml_nodes._out(read)
    node, again = read[0], yaml_nodes._back(yaml_nodes._out(read))[0]
    assert node
    assert again
    assert [*yaml_nodes.values(again)] == [*yaml_nodes.values(node)]
    assert again.key_lines == node.key_lines
    assert [key for key, _ in again.again] == ["a"]
    assert yaml_nodes._back(yaml_nodes._out((None, []))) == (None, [])
