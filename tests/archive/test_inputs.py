"""The mark of what a check reads changes with everything that a check can see, and is none where that cannot be told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.archive import inputs
from handbook.core.dutch import TODAY_VARIABLE
from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.sources import Sources
from tests.support.fork import handbook as command
from tests.support.handbooks import ROOT

LOOKED_AT = """
import json, os, sys
from pathlib import Path
from handbook import checks
from handbook.archive import inputs
from handbook.checks import meanings
from handbook.core.project import Project

seen = {}

def noted(kind, path):
    if isinstance(path, (str, bytes, os.PathLike)):
        seen.setdefault(kind, set()).add(os.path.abspath(os.fsdecode(path)))

sys.addaudithook(lambda event, given: noted(event, given[0]) if event in ("open", "os.listdir", "os.scandir") else None)
for name in ("stat", "lstat", "readlink"):
    whole = getattr(os, name)
    setattr(os, name, lambda path, *more, whole=whole, **named: (noted("stat", path), whole(path, *more, **named))[1])

def of(work):
    seen.clear()
    work()
    return {kind: sorted(path for path in paths if path.startswith(sys.argv[1])) for kind, paths in seen.items()}

project = Project.find(Path(sys.argv[1]))
mark = of(lambda: inputs.mark(project))
whole = of(lambda: checks.told(*checks.check(project)))
print(json.dumps([mark, whole]))
"""


def git(root: Path, *arguments: str) -> str:
    who = ("-c", "user.name=HR", "-c", "user.email=hr@proefhuis.test")
    return subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True, text=True).stdout.strip()


def committed(root: Path) -> Path:
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "tekst")
    return root


def mark(root: Path) -> str | None:
    return inputs.mark(Project.find(root))


def test_a_check_looks_at_nothing_that_the_mark_does_not_hold(handbook: Path) -> None:
    committed(handbook)
    done = subprocess.run([sys.executable, "-c", LOOKED_AT, str(handbook)], cwd=ROOT, check=True, capture_output=True, text=True)
    held, seen = json.loads(done.stdout)
    assert len(seen["open"]) > 50
    assert {*seen["open"]} <= {*held["open"]}
    listed = {*held["os.scandir"]}
    assert {path for path in (*seen["os.scandir"], *seen.get("os.listdir", ())) if "__pycache__" not in path} <= listed
    # Whether something is there is known of all that stands in a folder of which the names are read.
    assert {path for path in seen["stat"] if path not in listed and str(Path(path).parent) not in listed and "/.git" not in path} == set()


def add(name: str, text: str = "x") -> Callable[[Path], object]:
    def added(root: Path) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((path.read_bytes() if path.is_file() else b"") + text.encode())

    return added


CHANGES: dict[str, Callable[[Path], object]] = {
    "a page": add("docs/index.md"),
    "a page more": add("docs/nieuw.md"),
    "a picture": add("docs/foto.png"),
    "an empty folder": lambda root: (root / "docs/leeg").mkdir(),
    "a page less": lambda root: (root / "docs/index.md").unlink(),
    "another name": lambda root: (root / "docs/index.md").rename(root / "docs/begin.md"),
    "the facts": add("variables.yml", "\n"),
    "the settings": add("mkdocs.yml", "\n"),
    "a macro": add("macros/nieuw.py"),
    "a template": add("overrides/main.html"),
    "other organisations": add("edities.yml", "zorg:\n  gegevens: zorg.yml\n"),
    "facts of another": add("edities/zorg.yml"),
    "own files": add("eigen-bestanden.yml", "gh-pages: {}\n"),
    "a text beside it": add("LEESMIJ.md"),
    "a commit": lambda root: git(root, "commit", "-q", "--allow-empty", "-m", "meer"),
    "an archive": lambda root: git(root, "branch", "gh-pages"),
    "a tag": lambda root: git(root, "tag", "revisie/2026-01-01"),
    "another branch": lambda root: git(root, "switch", "-q", "-c", "werk"),
    "a remote": lambda root: git(root, "remote", "add", "origin", "https://git.test/a.git"),
    "a shorter history": lambda root: (root / ".git/shallow").write_text(git(root, "rev-parse", "HEAD") + "\n"),
    "no repository": lambda root: (root / ".git").rename(root.parent / "weg"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_a_check_sees_changes_the_mark(handbook: Path, change: Callable[[Path], object]) -> None:
    before = mark(committed(handbook))
    assert before is not None
    assert mark(handbook) == before
    change(handbook)
    assert mark(handbook) not in (None, before)


def test_another_organisation_s_facts_count_by_whether_they_are_there(handbook: Path) -> None:
    add("edities.yml", "zorg:\n  gegevens: 'elders/zorg.yml'\n")(handbook)
    before = mark(handbook)
    add("elders/zorg.yml")(handbook)
    assert mark(handbook) != before


def test_the_day_and_what_was_asked_count(handbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project.find(handbook)
    marks = [inputs.mark(project), inputs.mark(replace(project, variables_file=handbook / "mkdocs.yml"))]
    monkeypatch.setenv(TODAY_VARIABLE, "2031-01-01")
    marks.append(inputs.mark(project))
    assert len({*marks}) == 3


def test_what_python_leaves_with_the_macros_does_not_count(handbook: Path) -> None:
    before = mark(handbook)
    add("macros/__pycache__/a.pyc")(handbook)
    assert mark(handbook) == before
    add("docs/__pycache__/a.pyc")(handbook)
    assert mark(handbook) != before


def partial(root: Path) -> None:
    committed(root)
    git(root, "config", "remote.origin.promisor", "true")


def folder_elsewhere(root: Path) -> None:
    (root / "docs").rename(root / "tekst")
    (root / "docs").symlink_to(root / "tekst")


DOUBTS: dict[str, Callable[[Path], object]] = {
    "a symbolic link": lambda root: (root / "docs/koppeling.md").symlink_to(root / "mkdocs.yml"),
    "a folder that is one": folder_elsewhere,
    "settings that are one": lambda root: (root / "edities.yml").symlink_to(root / "weg"),
    "a pipe": lambda root: os.mkfifo(root / "docs/pijp"),
    "a history that git fetches on demand": partial,
}


@pytest.mark.parametrize("change", DOUBTS.values(), ids=DOUBTS)
def test_in_doubt_there_is_no_mark(handbook: Path, change: Callable[[Path], object]) -> None:
    change(handbook)
    assert mark(handbook) is None


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_second_check_tells_the_same(handbook: Path, form: str) -> None:
    add("docs/index.md", "\nZie [hier](weg.md).\n")(handbook)
    whole = command(handbook, "check", "--format", form, HANDBOEK_CACHE="uit")
    assert whole.returncode == 1
    for _ in range(2):
        done = command(handbook, "check", "--format", form)
        assert (done.returncode, done.stdout, done.stderr) == (whole.returncode, whole.stdout, whole.stderr)


def test_a_file_that_changes_during_a_check_leaves_nothing(handbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from handbook import checks
    from handbook.core import outcome

    project, find = Project.find(handbook), checks.found
    before = inputs.mark(project)

    def meanwhile(seen: Sources) -> list[Finding]:
        wrong = find(seen)
        add("docs/index.md")(handbook)
        return wrong

    monkeypatch.setattr(checks, "found", meanwhile)
    checks.outcome(project, before)
    assert outcome.recalled(before) is None
