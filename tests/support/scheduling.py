"""Which tests share a worker: those of a file with a module-level `xdist_group` mark.

pytest 9.2 made node ids structured, and pytest-xdist 3.8 writes the group into a field that nothing reads any more: its own
scheduler spreads every group over all workers, without a word. tests/test_house.py shows that the groups hold.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling
from xdist.scheduler.protocol import Scheduling

GROUP = re.compile(r'^pytestmark = pytest\.mark\.xdist_group\("([^"]+)"\)$', re.MULTILINE)


@cache
def group_of(file: Path) -> str | None:
    """The group that the whole file belongs to."""
    found = GROUP.search(file.read_text("utf-8"))
    return found[1] if found else None


# xdist ships no types.
class Groups(LoadScopeScheduling):  # type: ignore[misc]
    """Hands out one test at a time, and a group as a whole."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(self.config.rootpath / nodeid.partition("::")[0]) or nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling | None:
    """Keeps groups together where a run asks for them."""
    return Groups(config, log) if config.getvalue("dist") == "loadgroup" else None
