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
TOGETHER = 1 if EVERY == 1 else 3
"""Slips in one check, of which each is judged by the findings of its own file: a third of the time."""

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


def apart(slips: Iterable[Slip]) -> list[Slip]:
    """The slips without those in a file of an earlier one."""
    kept: list[Slip] = []
    for one in slips:
        if not any(set(one.files) & set(other.files) for other in kept):
            kept.append(one)
    return kept


@pytest.mark.parametrize("start", range(0, SLIPS, 200))
def test_slips(project: Project, start: int) -> None:
    files = typed(project.root)
    usual = {path: unexplained(project, path) for path in files if path.suffix == ".md"}
    wrong: list[str] = []
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(start, start + 200, EVERY * TOGETHER):
        made = apart(slip(number + n * EVERY, files) for n in range(TOGETHER))
        with slipped(project, *made):
            # A warning says it too; what is said of the language is about something else.
            found = [one for one in checks.check(project)[1] if not one.code.startswith("TAA")]
            told = {one.file for each in found for one in (each, *each.hanging)}
            for one in made:
                for path, text in one.files.items():
                    if path.suffix == ".md" and text is not None and project.name(path) not in told:
                        odd = unexplained(project, path)
                        wrong += [f"{one.what}: {odd}"] if odd != usual.get(path, "") else []
    assert wrong == []
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < MEMORY_MB


def test_what_the_check_lets_pass_is_built(project: Project, tmp_path: Path) -> None:
    """All slips that a check lets pass, one to a file, in one build: whatever MkDocs refuses, the check must have said."""
    files, kept = typed(project.root), list[Slip]()
    for number in range(0, SLIPS, 10 * EVERY):
        together = apart([*kept, slip(number, files)])
        with slipped(project, *together):
            if not errors(checks.check(project)[1]):
                kept = together
    assert len(kept) > 3
    with slipped(project, *kept):
        try:
            build.build(project, tmp_path / "site")
        except Refused as refused:
            pytest.fail(f"{refused}\n" + "\n".join(one.what for one in kept))
