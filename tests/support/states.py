"""The states that the browser tests visit: those of the test of access, found on the archive of the sample."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from handbook.build import build
from handbook.core.project import Project
from handbook.serve import server
from handbook.serve.accessibility import example
from handbook.serve.accessibility import states as kinds
from handbook.serve.accessibility.example import Archive, Example
from handbook.serve.accessibility.states import ANSWERED, PATIENCE, State, reach
from tests.support import pages
from tests.support.archive_folder import ARCHIVE, CURRENT, EXPIRED, FUTURE, GONE, TODAY

__all__ = ["ANSWERED", "PATIENCE", "SAMPLE", "VERSIONS", "Archive", "State", "draw", "opened", "reach", "served", "states"]

SAMPLE = Example(ARCHIVE, current=CURRENT, expired=EXPIRED, future=FUTURE, gone=GONE, unsure="2025-06-20", before="2023-12-31")
VERSIONS = SAMPLE.places
DAY = date.fromisoformat(TODAY)

NAMED = ("regels/vertrouwelijk/", "regels/werktijd/", "regels/persoonsgegevens/", "dilemmas/mening/", "bronnen/")
"""Pages of the sample that no kind is sure to take, and that all these tests look at too."""


def states(root: Path) -> tuple[State, ...]:
    """Every state on the archive of the sample in the folder `root`, in the order of the list."""
    found = kinds.find(root, SAMPLE)
    # A web server has no draft.
    assert not {*found.missing} - {"het concept"}, f"the sample has no {found.missing}"
    taken = {state.address for state in found.states}
    return (*found.states, *(State(path, f"{CURRENT}/{path}") for path in NAMED if f"{CURRENT}/{path}" not in taken))


def draw(root: Path, project: Project, site: Path) -> None:
    """The archive of tests/support/archive_folder.py in the folder `root`, with the draft in concept/; every text is that of the built `site`."""
    example.draw(root, SAMPLE, site)
    build.build(project, root / server.DRAFT, draft=True)


def served(root: Path) -> AbstractContextManager[Archive]:
    """The folder that `draw` filled, behind the server of `handbook serve`, of which the browser may keep styles and scripts."""
    return example.served(root, DAY)


@contextmanager
def opened(browser: Browser, state: State, prepare: pages.Prepare | None = None, **options: Any) -> Iterator[Page]:
    """A fresh page for `state`, on the archive's own day; the options are Playwright's, for a context that `prepare` has seen first."""
    with pages.fresh(browser, kinds.moment(DAY) if state.script else None, prepare, **kinds.reader(state, options)) as page:
        page.set_default_timeout(PATIENCE)
        yield page
