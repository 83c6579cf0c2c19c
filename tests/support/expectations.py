"""What we expect of our own text: data files beside it (docs/gegevens/toetsen/), which name articles by the id that never changes."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

import pytest

from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.sources import Sources, read
from tests.support import yaml_lists
from tests.support.handbooks import ROOT

TOETSEN = ROOT / "docs/gegevens/toetsen"

CALENDAR = {"BRN002", "NAK006", "TOE002"}
"""Findings that only say that it is time to look again: `handbook check` tells them, and the text is as right as it was."""


def load(name: str) -> Any:
    """What stands in the file of that name."""
    return yaml_lists.read(TOETSEN / name)


@functools.cache
def ours() -> Sources:
    """This handbook's own sources, read once."""
    return read(Project.find(ROOT))


def wrong(findings: Iterable[Finding], *allowed: str) -> list[Finding]:
    """What is not as it should be, whatever day it is."""
    return [found for found in findings if found.code not in CALENDAR.union(allowed)]


def standing(expected: list[dict[str, Any]]) -> list[Any]:
    """Those of which the handbook has the `artikel`; the others are told as skipped, because an article may go."""
    known = ours().metadata.articles
    gone = "the handbook has no article {}: take it out of docs/gegevens/toetsen/"
    return [
        one if one["artikel"] in known else pytest.param(one, marks=pytest.mark.skip(reason=gone.format(one["artikel"])))
        for one in expected
    ]
