"""What the tests that visit every state share: the archive that has them all, served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.serve.accessibility.example import Archive
from tests.support import states
from tests.support.states import State


@pytest.fixture(scope="session")
def archive(every_state: Path) -> Iterator[Archive]:
    """The archive of tests/support/states.py behind the server of `handbook serve`."""
    with states.served(every_state) as served:
        yield served


@pytest.fixture(scope="session")
def known(archive: Archive) -> dict[str, State]:
    """Its states by their names."""
    return {state.name: state for state in states.states(archive.root)}
