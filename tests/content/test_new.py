"""The wheel with all that travels in it, and a repository that somebody makes with nothing but that wheel."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from handbook.new import material
from tests.support.handbooks import ROOT

INSIDE = "handbook/new/material/"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built as `make wheel` does, without the network: the build backend is among what the tests need."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def committed(*folders: str) -> set[str]:
    """What git holds below these folders, and what it would take in."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *folders]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return {name for name in filter(None, listed.stdout.split("\0")) if (ROOT / name).is_file()}


def test_everything_that_the_program_reads_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        there = {name for name in packed.namelist() if ".dist-info/" not in name}
    program = committed("handbook")
    travels = {name for name in committed(*material.FOLDERS, *material.TOP) if not name.startswith(".github/beeld")}
    assert {name for name in there if not name.startswith(INSIDE)} == program
    assert {name.removeprefix(INSIDE) for name in there if name.startswith(INSIDE)} == travels


def test_a_repository_comes_out_of_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    """In a Python that knows our dependencies and not this checkout: made, and then tested by the program that it pins."""
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "los")
    # `-P` keeps the working folder out, and an editable install comes behind PYTHONPATH.
    run = [sys.executable, "-P", "-m", "handbook"]
    alone = {**os.environ, "PYTHONPATH": str(tmp_path / "los")}
    for command, folder in (
        (["new", "h", "--engine", str(wheel)], tmp_path),
        (["test"], tmp_path / "h"),
    ):
        done = subprocess.run([*run, *command], cwd=folder, env=alone, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "Getoetst: " in done.stdout
