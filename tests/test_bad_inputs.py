"""Plays what people do to a handbook (tests/bad_inputs) with the command that HR uses, and judges the answers."""

from __future__ import annotations

import compileall
import contextlib
import importlib
import io
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook import cli
from tests.conftest import copy_sources

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "bad_inputs"))

judge: Any = importlib.import_module("judge")
"""It stands beside its cases, as it was handed over."""

GIVEN = sorted(p for p in (HERE / "bad_inputs/cases").glob("*.yml") if not p.name.startswith("h"))
"""Group h is about publishing; test_publish.py plays it."""

OWN = {path: yaml.safe_load(path.read_text("utf-8"))["expect"]["verdict"] for path in sorted((HERE / "bad_inputs/own").glob("*.yml"))}
BUILT = [path for path, verdict in OWN.items() if verdict != "reject"]
REFUSED = [path for path, verdict in OWN.items() if verdict == "reject"]
BUILD = f"{shlex.quote(sys.executable)} -m handbook build --site-dir {{out}}"


@pytest.fixture(scope="module")
def clean_export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Without the tests, and compiled: every case runs a copy of its own, and compiling that takes longer than the check."""
    export = copy_sources(tmp_path_factory.mktemp("export") / "handboek", leave_out=("tests/",))
    for room in ("handbook", "macros"):
        assert compileall.compile_dir(export / room, quiet=1)
    return export


def name(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("case", [*GIVEN, *BUILT], ids=name)
def test_answer(case: Path, clean_export: Path) -> None:
    assert not judge.play(case, BUILD, clean_export, HERE / "roles.yml")["bad"]


@pytest.mark.parametrize("case", REFUSED, ids=name)
def test_refusal(case: Path, clean_export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same command within this process: to start Python for each of them takes longer than all else in this file."""
    monkeypatch.setattr(judge, "subprocess", _Here(monkeypatch))
    assert not judge.play(case, BUILD, clean_export, HERE / "roles.yml")["bad"]


class _Here:
    """Stands in for the judge's `subprocess`: runs `handbook build` here, and everything else as it is."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch

    def run(self, command: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        if command[0] != "bash":
            return subprocess.run(command, **options)
        site = re.search(r"--site-dir (\S+)", command[-1])
        assert site
        said = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
        self.monkeypatch.chdir(options["cwd"])
        self.monkeypatch.setattr(sys, "argv", ["handbook", "build", "--site-dir", site[1]])
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), pytest.raises(SystemExit) as ended:
            cli.main()
        said.seek(0)
        return subprocess.CompletedProcess(command, int(ended.value.code or 0), said.read().encode(), b"")
