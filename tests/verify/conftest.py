"""What all tests of proof share: the day, and a copy of the archive of tests/support/proving.py to do harm to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.proving import copied
from tests.support.publishing import TODAY


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDBOEK_VANDAAG", TODAY)


@pytest.fixture
def root(proven: Path, tmp_path: Path) -> Path:
    return copied(proven, tmp_path / "project")
