"""Plays what people do to a handbook (tests/bad_inputs) with the command that HR uses, and judges the answers."""

from __future__ import annotations

import importlib
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support import fork
from tests.support.handbooks import SAMPLE, draw
from tests.support.soaking import SOAK

HERE = Path(__file__).parents[1]
sys.path.insert(0, str(HERE / "bad_inputs"))

judge: Any = importlib.import_module("judge")
"""It stands beside its cases, as it was handed over."""

CASES = sorted(path for path in (HERE / "bad_inputs").glob("*/*.yml") if not path.name.startswith("h"))
"""Group h is about publishing; test_publish.py plays it."""

GROUPS = sorted({case.stem[0] for case in CASES})
PLAYED = CASES if SOAK else [case for group in GROUPS for case in [one for one in CASES if one.stem.startswith(group)][::10]]
"""`make test` plays every tenth one of each group, `make soak` all."""

STARTED = (
    "a01-undefined-variable", "b27-utf16", "b33-ten-megabyte-value", "c03-page-crlf", "d09-endless-loop", "f05-emoji", "g03-name-with-spaces",
    "s01-read-environment",
)  # fmt: skip
"""Played with Python started for them as well: refusals and whole builds, with odd signs, without end, and with a secret in the environment; `make test` starts a refusal and a build."""


BUILD = f"{shlex.quote(sys.executable)} -m handbook build --site-dir {{out}}"


@pytest.fixture(scope="module")
def clean_export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample organisation, without the program, which every case would copy; committed once, as every case would commit it."""
    export = draw(tmp_path_factory.mktemp("export") / "handboek", of=SAMPLE)
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "handboek"), ("gc", "-q")):
        judge.git(export, *command)
    return export


@pytest.fixture(scope="module")
def uncommitted_export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For cases that commit it themselves; the program that they start is the one installed here."""
    return draw(tmp_path_factory.mktemp("uncommitted") / "handboek", of=SAMPLE)


@pytest.mark.parametrize("case", PLAYED, ids=lambda path: path.stem)
def test_answer(case: Path, clean_export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge, "subprocess", Forking)
    assert not judge.play(case, BUILD, clean_export, HERE / "roles.yml")["bad"]


@pytest.mark.parametrize("case", [path for path in CASES if path.stem in (STARTED if SOAK else STARTED[::6])], ids=lambda path: path.stem)
def test_answer_of_a_started_command(case: Path, uncommitted_export: Path) -> None:
    assert not judge.play(case, BUILD, uncommitted_export, HERE / "roles.yml")["bad"]


def test_every_case_to_start_is_there() -> None:
    assert set(STARTED) <= {path.stem for path in CASES}


class Forking:
    """In the place of the judge's `subprocess`: forks for `handbook build`, finds the handbook committed, and runs everything else as it is."""

    @staticmethod
    def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[Any]:
        if command[0] == "git":
            if "user.email=hr@proefhuis.test" in command:
                return subprocess.CompletedProcess(command, 0, b"", b"")
            # A commit by somebody else takes the place of the one that is there.
            return subprocess.run([*command, "--amend", "--reset-author"], **options)
        if command[0] != "bash":
            return subprocess.run(command, **options)
        asked = re.fullmatch(r"ulimit -v (\d+); exec timeout (\d+) .* -m handbook build --site-dir (\S+)", command[-1])
        assert asked
        memory_kb, limit_s, site = asked.groups()
        done = fork.handbook(
            options["cwd"], "build", "--site-dir", site, limit_s=int(limit_s), memory_mb=int(memory_kb) // 1024, **options["env"]
        )
        return subprocess.CompletedProcess(command, done.returncode, done.stdout.encode(), done.stderr.encode())
