"""Damaged versions, put back from their tags. With a real git and a real mike."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.core.errors import CannotWork
from tests.support.acts import put, restore
from tests.support.publishing import (
    bare,
    clone,
    git,
    repository,
    tip,
    trees,
    write,
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "project")


@pytest.mark.parametrize(
    "files",
    [
        {"2026-03-01/index.html": "anders"},
        {"2026-03-01/doel/index.html": None},
        {"2026-03-01/erbij.html": "x"},
        {"2026-03-01/revisie.json": "{}"},
        {"2026-03-01/manifest.json": None},
        {"2026-03-01": None},
        {"2026-03-01": None, "versions.json": "[]"},
        {"2026-03-01/index.html": "anders", "regime.json": None, "versions.json": "x"},
    ],
)
def test_a_damaged_version_is_put_back_identical_to_the_byte(root: Path, files: dict[str, str | None]) -> None:
    put(root, "2026-03-01")
    put(root, "2026-05-01")
    before = trees(root)
    write(root, files)
    assert "teruggezet uit de tag" in restore(root, "2026-03-01")
    assert trees(root) == before
    assert "stond er al precies zo" in restore(root, "2026-03-01")


def test_two_damaged_versions_are_put_back_together(root: Path) -> None:
    put(root, "2026-03-01")
    put(root, "2026-05-01")
    before = trees(root)
    write(root, {"2026-03-01/revisie.json": "x", "2026-05-01/revisie.json": "y"})
    with pytest.raises(CannotWork, match="2026-05-01 op de branch gh-pages is beschadigd"):
        restore(root, "2026-03-01")
    restore(root, "2026-03-01", "2026-05-01")
    assert trees(root) == before


def test_restoring_reaches_a_remote_from_a_clone_without_the_tag(root: Path, tmp_path: Path) -> None:
    remote = bare(tmp_path / "ver.git")
    git(root, "remote", "add", "origin", str(remote))
    git(root, "push", "--quiet", "origin", "main")
    put(root, "2026-03-01", push="origin")
    before = trees(remote)
    write(remote, {"2026-03-01/index.html": "anders"})
    other = clone(remote, tmp_path / "ander", "--no-tags", "--single-branch")
    restore(other, "2026-03-01", push="origin")
    assert trees(remote) == before


def test_without_a_tag_nothing_is_put_back(root: Path) -> None:
    put(root, "2026-03-01")
    git(root, "tag", "-d", "revisie/2026-03-01")
    with pytest.raises(CannotWork, match="git fetch origin --tags"):
        restore(root, "2026-03-01")


def test_a_tag_that_was_lost_comes_back_when_the_text_is_published_again(root: Path) -> None:
    put(root, "2026-03-01")
    first = tip(root)
    put(root, "2026-05-01")
    before = tip(root)
    git(root, "tag", "-d", "revisie/2026-03-01")
    put(root, "2026-03-01")
    assert tip(root) == before
    assert git(root, "rev-parse", "revisie/2026-03-01^{commit}") == first
    assert git(root, "cat-file", "-t", "revisie/2026-03-01") == "tag"
