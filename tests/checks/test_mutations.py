"""Slips of a person, by the thousand: never a traceback, and no page passes that shows other words than its source."""

from __future__ import annotations

import gc
import os
import resource
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from handbook import checks
from handbook.build import build
from handbook.build.engine import Refused
from handbook.core.findings import errors
from handbook.core.project import Project
from handbook.sources import pages
from tests.support import words
from tests.support.handbooks import SAMPLE, draw
from tests.support.slips import Slip, slip

SLIPS = 2_000
EVERY = 1 if os.environ.get("HANDBOEK_SOAK") else 10
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


def typed(root: Path) -> list[Path]:
    """What people type in: the facts, the menu, the pages and the data."""
    docs = [path for path in sorted((root / "docs").rglob("*")) if path.suffix in (".md", ".yml") and "stijl" not in path.parts]
    return [root / "variables.yml", root / "mkdocs.yml", *docs]


@contextmanager
def slipped(project: Project, *made: Slip) -> Iterator[None]:
    """The handbook with the slips in it, and afterwards without."""
    before = {path: path.read_bytes() if path.exists() else None for one in made for path in one.files}
    try:
        for one in made:
            for path, text in one.files.items():
                put(path, None if text is None else text.encode())
        yield
    finally:
        for path, data in before.items():
            put(path, data)


def put(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(data)


def unexplained(project: Project, path: Path) -> str:
    """The words that a page shows otherwise than they stand in its source; empty where all are there."""
    page, _ = pages.parse("", path.relative_to(project.docs).as_posix(), path.read_text("utf-8"))
    was, now = words.seen(page.template), words.shown(page.template, SAMPLE / "mkdocs.yml")
    return f"lost {dict(was - now)}, gained {dict(now - was)}" if was != now else ""


def grouped(slips: Iterable[Slip], size: int) -> list[list[Slip]]:
    """The slips in groups of at most `size`, no two of a group in one file."""
    groups: list[list[Slip]] = []
    for one in slips:
        fits = (group for group in groups if len(group) < size and not any(set(one.files) & set(other.files) for other in group))
        group = next(fits, None)
        if group is None:
            groups.append(group := [])
        group.append(one)
    return groups


def on_a_page(one: Slip) -> bool:
    """On a line of a page, which no other file feels but by a link to it."""
    return len(one.files) == 1 and all(path.suffix == ".md" and text for path, text in one.files.items())


@pytest.mark.parametrize("start", range(0, SLIPS, IN_ONE_TEST * EVERY))
def test_slips(project: Project, start: int) -> None:
    files = typed(project.root)
    slips = [slip(number, files) for number in range(start, start + IN_ONE_TEST * EVERY, EVERY)]
    far = [one for one in slips if not on_a_page(one)]
    wrong: list[str] = []
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for made in grouped(filter(on_a_page, slips), TOGETHER) + grouped(far, FAR_REACHING):
        with slipped(project, *made):
            # A warning says it too; what is said of the language is about something else.
            found = [one for one in checks.check(project)[1] if not one.code.startswith("TAA")]
            told = {one.file for each in found for one in (each, *each.hanging)}
            for one in made:
                for path, text in one.files.items():
                    if path.suffix == ".md" and text is not None and project.name(path) not in told and (odd := unexplained(project, path)):
                        wrong.append(f"{one.what}: {odd}")
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
