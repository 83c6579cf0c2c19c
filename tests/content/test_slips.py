"""Slips of a person in our own text: never a traceback, and no page passes that shows other words than its source."""

from __future__ import annotations

import pytest

from handbook.core.project import Project
from tests.support.handbooks import copy_sources
from tests.support.slipping import typed, unexplained, unsaid
from tests.support.slips import slip
from tests.support.soaking import SOAK

SLIPS = 2_000
EVERY = 1 if SOAK else 40
IN_ONE_TEST = 200 if SOAK else 50
TOGETHER = 1 if SOAK else IN_ONE_TEST
"""Slips in one check, no two of them in one file: each is judged by the findings of its own page."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project.find(copy_sources(tmp_path_factory.mktemp("slips") / "handboek", leave_out=("tests/",)))


def test_our_pages_show_their_words(project: Project) -> None:
    assert {path.name: odd for path in typed(project.root) if path.suffix == ".md" and (odd := unexplained(project, path))} == {}


@pytest.mark.parametrize("start", range(0, SLIPS, IN_ONE_TEST * EVERY))
def test_slips(project: Project, start: int) -> None:
    files = typed(project.root)
    slips = (slip(number, files) for number in range(start, start + IN_ONE_TEST * EVERY, EVERY))
    assert unsaid(project, slips, TOGETHER, TOGETHER) == []
