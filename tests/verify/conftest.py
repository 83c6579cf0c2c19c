"""What all tests of proof share: the day, and a copy of the archive of tests/support/proving.py to do harm to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import once
from tests.support.proving import copied
from tests.support.publishing import TODAY, bare, clone, git


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDBOEK_VANDAAG", TODAY)


@pytest.fixture
def root(proven: Path, tmp_path: Path) -> Path:
    return copied(proven, tmp_path / "project")


@pytest.fixture
def server(root: Path, drawn: Path, tmp_path: Path) -> Path:
    """A bare repository that holds the archive, which is the `origin` of `root`."""
    path = copied(drawn / "server.git", tmp_path / "ver.git")
    git(root, "remote", "add", "origin", str(path))
    return path


@pytest.fixture(scope="session")
def drawn(proven: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to copy: a server with that archive, and an ordinary clone beside it."""

    def fill(folder: Path) -> None:
        remote = bare(folder / "server.git")
        git(proven, "push", "--quiet", str(remote), "main", "gh-pages", "--tags")
        clone(remote, folder / "kopie")

    return once.made(request, tmp_path_factory, "ongeluk", fill)
