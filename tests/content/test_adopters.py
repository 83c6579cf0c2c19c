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
"""`make soak` runs all five, with the builds, the checks and the search; `make test` the one that differs from us most, and checks the others in test_organisations."""

SAMPLED = " and ".join(
    f"not {one}"
    for one in (
        "reads_well",
        "other_choices_are_checked",
        "every_answer_of_the_council",
        "test_access",
        "test_new",
        "test_organisations",
        "test_slips",
        "rules_of_the_own_sector",
        "every_sector_adds_norms",
        "test_search",
        "test_reading",
        "nothing_of_an_article",
        "test_days",
    )
)
"""In `make test` these (the builds and checks of other choices, sectors, councils and organisations, every page under axe, the wheel, slips) run on our own text
alone, as do those of the search, of reading, of other days and of each article; those of the form with je run for who says je."""

ELSEWHEN = (
    ("2029-11-25", "Pacific/Kiritimati"),
    ("2026-12-22", "Etc/GMT+12"),
    ("2027-11-22", "America/Los_Angeles"),
    ("2025-11-22", "Pacific/Kiritimati"),
    ("2027-05-24", "Etc/GMT+12"),
)
"""The day and the time zone that each of them has, in the order of ADOPTERS: three years, a month and a year ahead, a year back, and when sources are due."""


@pytest.mark.skipif("HANDBOEK_ADOPTER" in os.environ, reason="runs inside such an organisation")
@pytest.mark.parametrize("adopter", ADOPTERS if WHOLE else ADOPTERS[3:4], ids=lambda one: one.sector)
def test_nothing_turns_red_for_who_takes_it_over(adopter: Adopter, tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek", adopter)
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    day, zone = ELSEWHEN[ADOPTERS.index(adopter)]
    checked = handbook(root, "check", HANDBOEK_VANDAAG=day, TZ=zone)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    sampled = "" if WHOLE else SAMPLED + ("" if adopter.aanspreekvorm == "je" else " and not test_form_of_address")
    command = [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "--basetemp", str(tmp_path / "pytest"), "tests/content"]
    ran = subprocess.run(
        [*command, "-k", sampled],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "HANDBOEK_ADOPTER": adopter.sector, "HANDBOEK_VANDAAG": day, "TZ": zone},
    )
    assert ran.returncode == 0, ran.stdout[-4_000:] + ran.stderr
    passed = ran.stdout.strip().splitlines()[-1]
    assert " passed" in passed or "100%" in ran.stdout, passed
