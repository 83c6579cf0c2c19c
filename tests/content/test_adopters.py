"""Five organisations that took this handbook over: its check and its content tests hold for them, with nothing in tests/ touched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.adopters import ADOPTERS, Adopter, draw
from tests.support.fork import handbook

WHOLE = bool(os.environ.get("HANDBOEK_SOAK"))
"""`make soak` runs all five; in `make test` organisations of their kind have their check in test_organisations."""

ELSEWHEN = (
    ("2029-11-25", "Pacific/Kiritimati"),
    ("2026-12-22", "Etc/GMT+12"),
    ("2027-11-22", "America/Los_Angeles"),
    ("2025-11-22", "Pacific/Kiritimati"),
    ("2027-05-24", "Etc/GMT+12"),
)
"""The day and the time zone that each of them has, in the order of ADOPTERS: three years, a month and a year ahead, a year back, and when sources are due."""


@pytest.mark.skipif(not WHOLE, reason="the content tests five times over")
@pytest.mark.skipif("HANDBOEK_ADOPTER" in os.environ, reason="runs inside such an organisation")
@pytest.mark.parametrize("adopter", ADOPTERS, ids=lambda one: one.sector)
def test_nothing_turns_red_for_who_takes_it_over(adopter: Adopter, tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek", adopter)
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    day, zone = ELSEWHEN[ADOPTERS.index(adopter)]
    checked = handbook(root, "check", HANDBOEK_VANDAAG=day, TZ=zone)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    command = [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "--basetemp", str(tmp_path / "pytest"), "tests/content"]
    ran = subprocess.run(
        command,
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "HANDBOEK_ADOPTER": adopter.sector, "HANDBOEK_VANDAAG": day, "TZ": zone},
    )
    assert ran.returncode == 0, ran.stdout[-4_000:] + ran.stderr
    passed = ran.stdout.strip().splitlines()[-1]
    assert " passed" in passed or "100%" in ran.stdout, passed
