"""The fence around our own content: while an engine test runs, nothing may open the repository's docs/ or variables.yml.

The form is not content: docs/stijl, overrides/ and macros/ are machinery, whoever fills the handbook.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from handbook.core.dutch import TODAY_VARIABLE, today

ROOT = Path(__file__).resolve().parents[2]
CONTENT = f"{ROOT / 'docs'}{os.sep}"
FORM = f"{ROOT / 'docs/stijl'}{os.sep}"
FACTS = str(ROOT / "variables.yml")
TESTS = ROOT / "tests/content"
"""The only tests that may look over the fence."""

CLOSED = "HANDBOEK_HEK"
"""Set while the fence is closed. A variable of the environment, so that forked commands stand behind it too."""

DAY = "2026-11-22"
"""Today for engine tests: what they promise does not depend on the day. A test that is about days sets its own."""

IN_FORCE = "2026-11-30"
"""The first day for content tests: before it our own text does not apply, and its sources were not yet looked up."""


class OwnContent(BaseException):
    """An engine test reads what belongs to one organisation. No Exception, so that nothing takes it for a file that is missing."""


def install() -> None:
    """Watches this process from now on."""
    sys.addaudithook(_watch)


@contextmanager
def around(path: Path) -> Iterator[None]:
    """The fence and the clock for a test file: engine tests stand behind it on DAY, content tests see the day as it is, but never before IN_FORCE."""
    before = os.environ.get(TODAY_VARIABLE)
    engine = not path.is_relative_to(TESTS)
    os.environ[TODAY_VARIABLE] = DAY if engine else max(IN_FORCE, str(today()))
    if engine:
        os.environ[CLOSED] = "1"
    try:
        yield
    finally:
        os.environ.pop(CLOSED, None)
        os.environ.pop(TODAY_VARIABLE)
        if before is not None:
            os.environ[TODAY_VARIABLE] = before


def _watch(event: str, given: tuple[Any, ...]) -> None:
    if event in ("open", "os.listdir", "os.scandir"):
        if CLOSED in os.environ and isinstance(given[0], str | bytes | os.PathLike):
            path = os.fsdecode(given[0])
            # A bare name without a mode may be below any folder: it is how rmtree goes down.
            if os.path.isabs(path) or event != "open" or given[1]:  # noqa: PTH117 - pathlib is slow, once for each file
                _refuse(os.path.abspath(path))  # noqa: PTH100
    elif event == "subprocess.Popen" and CLOSED in os.environ:
        _, command, folder, _ = given
        if folder and Path(folder) == ROOT and {"handbook", "mkdocs", "zensical"} & {*map(str, command)}:
            raise OwnContent(f"an engine test runs {command} on our own handbook; take the fixture `sample`")


def _refuse(path: str) -> None:
    inside = f"{path}{os.sep}".startswith(CONTENT) and not f"{path}{os.sep}".startswith(FORM)
    if inside or path == FACTS:
        raise OwnContent(f"an engine test opens {path}; take the fixture `sample`, or write a content test")
