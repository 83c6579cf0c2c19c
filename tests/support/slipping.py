"""Puts slips in a handbook, and judges what the check says of them by the words that its pages then show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from handbook import checks
from handbook.core.project import Project
from handbook.sources import pages
from tests.support import words
from tests.support.slips import Slip

EVERYTHING = "opmaak.md"
"""The page of every sign that a page may have: what becomes of those is held in tests/build/test_markup.py, for more of them are printed as other words."""


def typed(root: Path) -> list[Path]:
    """What people type in: the facts, the menu, the pages and the data."""
    docs = [
        path
        for path in sorted((root / "docs").rglob("*"))
        if path.suffix in (".md", ".yml") and "stijl" not in path.parts and path.name != EVERYTHING
    ]
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
    was, now = words.seen(page.template), words.shown(page.template, project.root / "mkdocs.yml")
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


def unsaid(project: Project, slips: Iterable[Slip], together: int, far_reaching: int) -> list[str]:
    """The slips after which a page shows other words than its source has, while the check says nothing of that page.

    Slips on lines of pages are checked `together`: each is judged by the findings of its own page. So many as `far_reaching`
    are in one check of those that other files feel: in the facts, the menu and the data, or with whole files.
    """
    slips = list(slips)
    near, far = list(filter(on_a_page, slips)), [one for one in slips if not on_a_page(one)]
    wrong: list[str] = []
    for made in grouped(near, together) + grouped(far, far_reaching):
        with slipped(project, *made):
            # A warning says it too; what is said of the language is about something else.
            found = [one for one in checks.check(project)[1] if not one.code.startswith("TAA")]
            told = {one.file for each in found for one in (each, *each.hanging)}
            for one in made:
                for path, text in one.files.items():
                    if path.suffix == ".md" and text is not None and project.name(path) not in told and (odd := unexplained(project, path)):
                        wrong.append(f"{one.what}: {odd}")
    return wrong
