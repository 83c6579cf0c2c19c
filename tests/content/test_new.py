"""The wheel with all that travels in it, and a repository that somebody makes with nothing but that wheel."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

import pytest
import yaml

from handbook import checks
from handbook.core.findings import errors
from handbook.core.project import Project
from handbook.new import engine, material, repository
from handbook.sources import sample
from handbook.update import release
from tests.support.handbooks import ROOT
from tests.support.soaking import SOAK
from tests.support.terminal import INTERRUPT, terminal

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


def test_the_wheel_hands_out_what_the_checkout_does(wheel: Path) -> None:
    """Asked of its own module by a Python without packages, as an update does."""
    packed, here = release.of(engine.chosen(str(wheel))), release.running()
    assert packed.version == here.version
    assert packed.files == here.files
    assert {
        "variables.yml",
        "variables.schema.json",
        "docs/index.md",
        "macros/__init__.py",
        ".github/CODEOWNERS",
        "Makefile",
    } <= packed.files.keys()


def test_the_example_that_travels_is_the_one_that_stands_here() -> None:
    if "werkgever.naam" not in {example.key for example in sample.left(Project.find(ROOT))}:
        pytest.skip("the facts are an organisation's own")
    assert (ROOT / "variables.yml").read_text("utf-8") == material.example(), "copy variables.yml to handbook/new/files"


WERKGEVER = ("Jansen & Zn. <Zuid> *Best*", "Jansen", "https://www.jansenbest.test", "12345678", "1", "8")


def test_a_repository_comes_out_of_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    """Played in a terminal, in a Python that knows our dependencies and not this checkout.

    Broken off with the keys, then by closing the window: each time it goes on at the same question. What comes out is right; with HANDBOEK_SOAK=1 its own `make test` says so.
    """
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "los")
    # `-P` keeps the working folder out, and an editable install comes behind PYTHONPATH.
    run = [sys.executable, "-P", "-m", "handbook"]
    # It keeps what it compiled, whatever this machine says: else each start would compile all of it again.
    alone = {"PYTHONPATH": str(tmp_path / "los"), "PYTHONDONTWRITEBYTECODE": ""}
    command = [*run, "new", "h", "--engine", str(wheel)]
    with terminal(command, tmp_path, alone) as first:
        first.type(*WERKGEVER[:2])
        assert first.prompt() == "website:"
        first.press(INTERRUPT)
        assert first.end() == 2
    assert "Uw antwoorden staan in" in first.shown and "Traceback" not in first.shown
    assert {path.name for path in (tmp_path / "h").iterdir()} == {repository.KEPT}
    with terminal(command, tmp_path, alone) as second:
        second.expect("Wij gaan verder waar u was.")
        second.type("www.jansenbest.test", *WERKGEVER[2:4])
        assert second.prompt() == "sector:"
    with terminal(command, tmp_path, alone, columns=120) as third:
        third.type(*WERKGEVER[4:], "https://handboek.jansenbest.test/")
        while third.prompt() != "nummer:":
            third.press("\r")
        third.press("\r")
        assert third.end() == 0
    assert "Toets het met: make test" in third.shown
    root = tmp_path / "h"
    assert not (root / repository.KEPT).exists()
    told = yaml.safe_load((root / "variables.yml").read_text("utf-8"))
    assert (told["werkgever"]["naam"], told["handboek"]["adres"]) == (WERKGEVER[0], "https://handboek.jansenbest.test/")
    assert errors(checks.check(Project.find(root))[1]) == []
    if SOAK:
        done = subprocess.run([*run, "test"], cwd=root, env={**os.environ, **alone}, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Getoetst: " in done.stdout


@pytest.mark.skipif(not SOAK, reason="installs everything once more")
def test_its_two_commands_work_without_this_checkout_and_without_the_network(wheel: Path, tmp_path: Path) -> None:
    """`make test` in a venv of its own, filled from what was downloaded for ours; then a page of what `make site` shows."""
    without = {key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "PYTHONPATH")}
    env = {**without, "PATH": f"{ROOT / '.venv/bin'}:{os.environ['PATH']}", "UV_OFFLINE": "1"}
    subprocess.run([sys.executable, "-m", "handbook", "new", "h", "--engine", str(wheel)], cwd=tmp_path, check=True)
    done = subprocess.run(["make", "test"], cwd=tmp_path / "h", env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Getoetst: " in done.stdout
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    site = ["make", "site", f"PORT={port}"]
    with subprocess.Popen(site, cwd=tmp_path / "h", env=env, stdout=subprocess.PIPE, text=True, start_new_session=True) as running:
        assert running.stdout
        try:
            assert any("Het concept is gebouwd" in line for line in running.stdout)
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/concept/") as page:
                assert "Handboek sociale media" in page.read().decode()
        finally:
            os.killpg(running.pid, signal.SIGINT)
