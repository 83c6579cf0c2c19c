"""Acts that cannot be undone ask who is at the keyboard: with a real terminal, and without one."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.acts import put
from tests.support.fork import handbook
from tests.support.publishing import HOUSE, TODAY, git, on_path, repository, tip

WHY = ("--reason", "Een naam.", "--by", "de directie")
ACTS = {
    "take-down": ("2026-03-01", *WHY, "--ask", "HR, hr@proefhuis.test"),
    "repeal": ("2026-03-01", "--from", TODAY, "--instead", "geen", "--decided", TODAY, *WHY),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = repository(tmp_path / "project")
    put(root, "2026-03-01")
    return root


def typed(root: Path, act: str, answer: str) -> tuple[int, str]:
    """The exit code and all that stands on a terminal on which `answer` is typed."""
    here, there = pty.openpty()
    env = {**os.environ, **on_path(HOUSE), "HANDBOEK_VANDAAG": TODAY, "TERM": "dumb"}
    command = [sys.executable, "-m", "handbook", act, *ACTS[act]]
    process = subprocess.Popen(command, cwd=root, stdin=there, stdout=there, stderr=there, env=env, close_fds=True)
    os.close(there)
    os.write(here, f"{answer}\n".encode())
    said = b""
    while True:
        try:
            piece = os.read(here, 4096)
        except OSError:
            break  # the other end is closed
        if not piece:
            break
        said += piece
    os.close(here)
    return process.wait(), said.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("act", ACTS)
def test_what_would_happen_is_said_once_and_only_ja_does_it(act: str, root: Path) -> None:
    before = tip(root)
    code, said = typed(root, act, "j")
    assert (code, tip(root)) == (2, before), said
    assert "Proef." in said and "Gestopt. Er is niets veranderd." in said
    code, said = typed(root, act, "ja")
    assert code == 0, said
    assert tip(root) != before
    assert "Dit is niet terug te draaien. Typ ja om door te gaan" in said
    plan = next(line for line in said.splitlines() if "2026-03-01" in line)
    assert said.count(plan) == 1


@pytest.mark.parametrize("act", ACTS)
def test_without_a_terminal_it_is_refused_with_the_way_to_do_it(act: str, root: Path) -> None:
    before = git(root, "for-each-ref")
    done = handbook(root, act, *ACTS[act], HANDBOEK_VANDAAG=TODAY)
    assert done.returncode == 2
    assert "hier kan niemand het bevestigen" in done.stderr
    # Both ways that it names.
    assert handbook(root, act, *ACTS[act], "--dry-run", HANDBOEK_VANDAAG=TODAY).returncode == 0
    assert git(root, "for-each-ref") == before
    assert handbook(root, act, *ACTS[act], "--yes", HANDBOEK_VANDAAG=TODAY).returncode == 0
    assert git(root, "for-each-ref") != before
