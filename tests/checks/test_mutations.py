"""Slips of a person, by the thousand: never a traceback, and no page passes that shows other words than its source."""

from __future__ import annotations

import gc
import resource
from pathlib import Path

import pytest

from handbook import checks
from handbook.build import build
from handbook.build.engine import Refused
from handbook.core.findings import errors
from handbook.core.project import Project
from tests.support.handbooks import SAMPLE, draw
from tests.support.slipping import grouped, slipped, typed, unexplained, unsaid
from tests.support.slips import Slip, slip
from tests.support.soaking import SOAK

SLIPS = 2_000
EVERY = 1 if SOAK else 10
IN_ONE_TEST = 200

TOGETHER = 1 if EVERY == 1 else 12
"""Slips on lines of pages in one check: each is judged by the findings of its own page."""

FAR_REACHING = 1 if EVERY == 1 else 5
"""Slips in one check that other files feel: in the facts, the menu and the data, or with whole files."""

MEMORY_MB = 400
"""What all checks together may add to the memory of one process."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project.find(draw(tmp_path_factory.mktemp("slips") / "handboek", of=SAMPLE))


@pytest.mark.parametrize("start", range(0, SLIPS, IN_ONE_TEST * EVERY))
def test_slips(project: Project, start: int) -> None:
    files = typed(project.root)
    slips = [slip(number, files) for number in range(start, start + IN_ONE_TEST * EVERY, EVERY)]
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    wrong = unsaid(project, slips, TOGETHER, FAR_REACHING)
    assert wrong == []
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < MEMORY_MB


def test_the_sample_shows_its_words(project: Project) -> None:
    assert {path.name: odd for path in typed(project.root) if path.suffix == ".md" and (odd := unexplained(project, path))} == {}


def test_what_the_check_lets_pass_is_built(project: Project, tmp_path: Path) -> None:
    """As many slips at once as there are files, without those that a check refuses: whatever MkDocs refuses, the check must have said."""
    files = typed(project.root)
    groups = grouped((slip(number, files) for number in range(0, SLIPS, EVERY)), len(files))
    built = 0
    for group in groups[:: 5 if EVERY == 1 else len(groups)]:
        kept = passing(project, group)
        built += len(kept)
        with slipped(project, *kept):
            try:
                build.build(project, tmp_path / "site")
            except Refused as error:
                pytest.fail(f"{error}\n" + "\n".join(one.what for one in kept))
    assert built > 3


def passing(project: Project, made: list[Slip]) -> list[Slip]:
    """Those of the slips that a check lets pass together."""
    with slipped(project, *made):
        wrong = {one.file for one in errors(checks.check(project)[1])}
    green = [one for one in made if not any(project.name(path) in wrong for path in one.files)]
    if not wrong or len(made) < 2:
        return [] if wrong else made
    if len(green) < len(made):
        return passing(project, green)
    # Said elsewhere, such as of a link to a page that went away.
    half = len(made) // 2
    first = passing(project, made[:half])
    return first if len(first) == half else max(first, passing(project, made[half:]), key=len)
