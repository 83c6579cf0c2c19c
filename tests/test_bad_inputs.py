"""Plays what people do to a handbook (tests/bad_inputs) with the command that HR uses, and judges the answers."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from conftest import copy_sources

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "bad_inputs"))

import judge  # noqa: E402 (it stands beside its cases, as it was handed over)

CASES = sorted(p for folder in ("cases", "own") for p in (HERE / "bad_inputs" / folder).glob("*.yml") if not p.name.startswith("h"))
"""Group h is about publishing; tests/test_publish.py plays it."""

BUILD = f"{shlex.quote(sys.executable)} -m handbook build --site-dir {{out}}"


@pytest.fixture(scope="module")
def clean_export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_sources(tmp_path_factory.mktemp("export") / "handboek")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_answer(case: Path, clean_export: Path) -> None:
    answer = judge.play(case, BUILD, clean_export, HERE / "roles.yml")
    assert not answer["bad"]
