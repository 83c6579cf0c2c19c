"""Which tests share a worker: those of a file that makes something once for all its tests, and those of files with one module-level `xdist_group` mark.

Both workers would make it otherwise: a seventh of the time of such files.

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

MADE_ONCE = re.compile(r'^@pytest\.fixture\(.*\bscope="module"|^(?:def \w+\(.*|    )browser: Browser\b', re.MULTILINE)
"""A fixture of the file itself, or the running browser, which is one for each file."""


@cache
def group_of(file: Path) -> str | None:
    """The group that the whole file belongs to, if any: that of its mark, or one of its own."""
    text = file.read_text("utf-8")
    named = GROUP.search(text)
    if named:
        return named[1]
    return str(file) if MADE_ONCE.search(text) else None


# xdist ships no types.
class Groups(LoadScopeScheduling):  # type: ignore[misc]
    """Hands out one test at a time, and a group as a whole: large groups first, so that single tests keep both workers busy until the end."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(self.config.rootpath / nodeid.partition("::")[0]) or nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling | None:
    """Keeps groups together where a run asks for them."""
    return Groups(config, log) if config.getvalue("dist") == "loadgroup" else None
