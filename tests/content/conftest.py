"""This handbook itself: content tests are the only ones that read its docs/ and variables.yml."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.build import build
from handbook.core.project import Project
from tests.support import once
from tests.support.handbooks import ROOT


@pytest.fixture(scope="session")
def own_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this handbook, built once for all tests that only read it."""
    # In this process, which reads the same text for other tests too.
    return once.made(request, tmp_path_factory, "eigen", lambda folder: build.build(Project.find(ROOT), folder / "site")) / "site"


@pytest.fixture(scope="session")
def school_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a school, which has its own words for people, built once for all tests that only read it."""
    project = Project.find(ROOT, variables=ROOT / "tests/content/organisaties/basisschool.yml")
    return once.made(request, tmp_path_factory, "school", lambda folder: build.build(project, folder / "site")) / "site"
