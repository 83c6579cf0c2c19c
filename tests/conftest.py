"""Draws small handbooks: a copy of this one's sources, and tiny ones out of a dict of files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from tests.support import browser as chromium
from tests.support.handbooks import copy_sources

settings.register_profile("ci", max_examples=80, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
settings.register_profile("soak", max_examples=5_000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
settings.load_profile("soak" if os.environ.get("HANDBOEK_SOAK") else "ci")


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    """A copy of this handbook's own sources."""
    return copy_sources(tmp_path / "handboek")


@pytest.fixture(scope="session")
def proven(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of tests/support/proving.py, drawn once for all files that copy it."""
    # Imported here: most tests need no mike.
    from tests.support.proving import archive

    return archive(tmp_path_factory.mktemp("archief") / "project")


@pytest.fixture(scope="session")
def on_branch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of tests/support/states.py on a branch, and its export in `www` beside it: drawn and packed once for all files that copy them."""
    from tests.support.web import exported, published

    root = published(tmp_path_factory.mktemp("web") / "archief")
    exported(root, root.parent / "www")
    return root


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One running Chromium for the tests of a file."""
    with chromium.opened() as running:
        yield running
