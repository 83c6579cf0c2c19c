"""This handbook itself: content tests are the only ones that read its docs/ and variables.yml."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.fork import handbook
from tests.support.handbooks import ROOT


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this handbook, built once for all tests that only read it."""
    site = tmp_path_factory.mktemp("eigen") / "site"
    done = handbook(ROOT, "build", "--site-dir", str(site))
    assert done.returncode == 0, done.stdout + done.stderr
    return site
