"""This handbook itself: content tests are the only ones that read its docs/ and variables.yml."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.build import build
from handbook.core.project import Project
from tests.support.handbooks import ROOT


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this handbook, built once for all tests that only read it."""
    # In this process, which reads the same text for other tests too.
    site = tmp_path_factory.mktemp("eigen") / "site"
    build.build(Project.find(ROOT), site)
    return site
