"""The world of tests/support/examined.py, made once for all files here that copy it."""

from __future__ import annotations

import pytest

from tests.support.examined import World, world


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Where all that can be seen is in order; only to be read and copied."""
    return world(tmp_path_factory.mktemp("dokter") / "wereld")
