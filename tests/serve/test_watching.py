"""What is told of saved files: by the system, and where that is silent."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue

import pytest
import watchfiles

from handbook.core.project import Project
from handbook.serve import watching
from handbook.serve.watching import Look, Watching

PATIENCE = 60
"""Seconds after which something never happens; far more than it takes."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("docs/regels", "macros/__pycache__", "overrides"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("mkdocs.yml", "variables.yml", "docs/doel.md"):
        (tmp_path / name).write_text("eerst", "utf-8")
    return tmp_path


@contextmanager
def watched(root: Path) -> Iterator[Queue[Look]]:
    """What is told of the handbook in `root`, the first look taken from it."""
    told: Queue[Look] = Queue()
    watch = Watching(Project(root, root / "variables.yml"))

    def tell() -> None:
        for look in watch.looks():
            told.put(look)

    thread = threading.Thread(target=tell)
    thread.start()
    try:
        told.get(timeout=PATIENCE)
        yield told
    finally:
        watch.stop()
        thread.join(PATIENCE)
    assert not thread.is_alive()


def in_folder(folder: Path) -> None:
    folder.mkdir()
    (folder / "a.md").write_text("x", "utf-8")


def by_rename(file: Path) -> None:
    """As most editors save."""
    aside = file.with_name("4913.tmp")
    aside.write_text("na een omweg", "utf-8")
    aside.replace(file)


SAVES: dict[str, Callable[[Path], object]] = {
    "a page": lambda root: (root / "docs/doel.md").write_text("anders", "utf-8"),
    "a page, by a rename": lambda root: by_rename(root / "docs/doel.md"),
    "the facts, by a rename": lambda root: by_rename(root / "variables.yml"),
    "a new page in a new folder": lambda root: in_folder(root / "docs/nieuw"),
    "a page that goes": lambda root: (root / "docs/doel.md").unlink(),
    "a page that is closed to us": lambda root: (root / "docs/doel.md").chmod(0),
    "what stands in a folder for Python in docs": lambda root: in_folder(root / "docs/__pycache__"),
}


def silent(*_: object, **__: object) -> Iterator[None]:
    """A disk of which the system tells nothing."""
    threading.Event().wait(PATIENCE)
    yield


def refusing(*_: object, **__: object) -> Iterator[None]:
    raise OSError("no space left to watch more folders")


@pytest.mark.parametrize("save", SAVES)
@pytest.mark.parametrize("tells", ["the system", "nobody", "no more room"])
def test_what_is_saved_is_told(save: str, tells: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if tells != "the system":
        monkeypatch.setattr(watching, "DOUBT", 0.2)
        monkeypatch.setattr(watchfiles, "watch", silent if tells == "nobody" else refusing)
    with watched(root) as told:
        SAVES[save](root)
        assert told.get(timeout=PATIENCE) == Watching(Project(root, root / "variables.yml")).look()


def test_half_a_save_is_not_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system tells nothing, a file counts once two looks see the same."""
    sizes = iter([0, 100, 200, 300])
    page, last = root / "docs/doel.md", [0]

    def look(_: Watching) -> Look:
        last[0] = next(sizes, last[0])
        return {page: (0, last[0], 0)}

    monkeypatch.setattr(watching, "DOUBT", 0.01)
    monkeypatch.setattr(watching, "LOOK", 0.01)
    monkeypatch.setattr(watchfiles, "watch", silent)
    monkeypatch.setattr(Watching, "look", look)
    with watched(root) as told:
        assert told.get(timeout=PATIENCE) == {page: (0, 300, 0)}


def test_what_python_keeps_beside_the_macros_is_no_change(root: Path) -> None:
    with watched(root) as told:
        (root / "macros/__pycache__/a.pyc").write_bytes(b"x")
        (root / "elders.txt").write_text("x", "utf-8")
        with pytest.raises(Empty):
            told.get(timeout=0.5)
        (root / "macros/a.py").write_text("x", "utf-8")
        assert root / "macros/a.py" in told.get(timeout=PATIENCE)


@pytest.mark.parametrize(
    ("name", "passing"),
    [
        ("doel.md", False),
        ("4913", True),
        (".doel.md.swp", True),
        ("doel.md~", True),
        ("#doel.md#", True),
        ("x.tmp", True),
        ("2026-11-01.md", False),
    ],
)
def test_what_editors_leave_is_no_change(name: str, passing: bool) -> None:
    assert bool(watching.PASSING.search(name)) is passing
