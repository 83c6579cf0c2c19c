"""The timers in deploy/ are what systemd takes, and the commands in them do their work in an ordinary clone."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.handbooks import ROOT
from tests.support.proving import NEWEST, differences
from tests.support.publishing import bare, clone, git, on_path

UNITS = ROOT / "deploy/systemd"
CRON = ROOT / "deploy/handboek.cron"
CLONE, FOLDER = "/srv/handboek", "/var/www/handboek"


@pytest.fixture
def here(proven: Path, tmp_path: Path) -> Path:
    """An ordinary clone, with the program where the units look for it."""
    remote = bare(tmp_path / "server.git")
    git(proven, "push", "--quiet", str(remote), "main", "gh-pages", "--tags")
    root = clone(remote, tmp_path / "srv")
    (root / ".venv/bin").mkdir(parents=True)
    program = root / ".venv/bin/handbook"
    program.write_text(f"#!/bin/sh\nexec '{sys.executable}' -m handbook \"$@\"\n", "utf-8")
    program.chmod(0o755)
    return root


def lines(unit: str, key: str) -> list[str]:
    rows = (UNITS / unit).read_text("utf-8").splitlines()
    return [row.removeprefix(f"{key}=") for row in rows if row.startswith(f"{key}=")]


def at(text: str, here: Path) -> str:
    return text.replace(CLONE, str(here)).replace(FOLDER, str(here.parent / "www"))


def run(command: str, here: Path, umask: int = 0o022) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", command],
        cwd=here,
        check=False,
        capture_output=True,
        text=True,
        umask=umask,
        env={**os.environ, "HANDBOEK_VANDAAG": NEWEST, **on_path(ROOT)},
    )


def test_systemd_takes_the_units(here: Path, tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    assert program, "systemd-analyze is not installed. Run: make test, or install Debian's systemd."
    names = []
    for unit in sorted(UNITS.iterdir()):
        (tmp_path / unit.name).write_text(at(unit.read_text("utf-8"), here), "utf-8")
        names.append(unit.name.replace("@.", "@x."))
    (tmp_path / "handboek-melding@x.service").write_text((tmp_path / "handboek-melding@.service").read_text("utf-8"), "utf-8")
    done = subprocess.run([program, "verify", "--man=no", *names], cwd=tmp_path, check=False, capture_output=True, text=True)
    told = [line for line in done.stderr.splitlines() if "handboek" in line]
    assert (done.returncode, told) == (0, [])
    wrong = tmp_path / "handboek-web.service"
    wrong.write_text(wrong.read_text("utf-8").replace("Type=oneshot", "Type=eenmalig"), "utf-8")
    done = subprocess.run([program, "verify", "--man=no", wrong.name], cwd=tmp_path, check=False, capture_output=True, text=True)
    assert "handboek-web.service" in done.stderr


def test_what_the_units_start_does_its_work(here: Path) -> None:
    for unit in ("handboek-archief.service", "handboek-web.service"):
        commands = lines(unit, "ExecStart")
        assert len(commands) == 3
        for command in commands:
            done = run(at(command, here), here, int(lines(unit, "UMask")[0], 8))
            assert done.returncode == 0, done.stdout + done.stderr
            assert shlex.split(command)[0].startswith("/")
    assert differences(here.parent, remote=str(here.parent / "server.git"))[1]


def test_the_lines_of_cron_say_nothing_until_something_is_wrong(here: Path) -> None:
    rows = [row for row in CRON.read_text("utf-8").splitlines() if row[:1].isdigit()]
    assert len(rows) == 2
    for row in rows:
        *when, user, command = row.split(maxsplit=6)
        assert (len(when), user) == (5, "handboek")
        # cron takes a percent sign for the end of the line.
        assert "%" not in command
        done = run(at(command, here), here, 0o077)
        assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr
    git(here.parent / "server.git", "update-ref", "-d", "refs/tags/revisie/2026-01-01")
    done = run(at(rows[0].split(maxsplit=6)[6], here), here)
    assert "revisie/2026-01-01" in done.stdout
