"""Measures how long an author waits: from saving a page to seeing it in the browser."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handbook.core import kept
from tests.support.browser import opened
from tests.support.figures import Row
from tests.support.server import free_port
from tools.bench.buildings import CHANGED, LARGE, change
from tools.bench.commands import HANDBOOK, TODAY
from tools.bench.handbooks import draw

PATIENCE = 600
"""Seconds after which something never happens."""

SEEN = """
addEventListener("DOMContentLoaded", () => requestAnimationFrame(() => requestAnimationFrame(() =>
  console.log(document.querySelector("article")?.innerText ?? ""))));
"""
"""Tells what the page says once it was drawn: to ask for it again and again comes up to half a second late."""

SIZES = ((0, "this handbook", 0.3, 7), (300, "300 chapters more", 0.5, 5), (LARGE, "3,000 chapters more", 1.0, 3))
"""Chapters more, what that is called, the seconds that are our aim, and turns."""


def preview(work: Path) -> list[Row]:
    """The median of some saves in a browser that has the page open, after one that is not counted."""
    return [
        Row(f"from save to seen, {what}, seconds", statistics.median(saves(draw(work / f"p{extra}", extra), turns)), aim)
        for extra, what, aim, turns in SIZES
    ]


def saves(root: Path, turns: int) -> list[float]:
    """Seconds from each save until the browser shows what was saved."""
    waited = []
    with opened() as browser, serving(root) as address:
        page = browser.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.add_init_script(SEEN)
        page.goto(f"{address}concept/{CHANGED.removeprefix('docs/').removesuffix('.md')}/")
        page.wait_for_selector("article h1")
        for number in range(turns + 1):
            sentence = f"Zin nummer {number} staat hier om te meten."
            with page.expect_console_message(lambda told, sentence=sentence: sentence in told.text):  # type: ignore[misc]
                start = time.perf_counter()
                change(root / CHANGED, sentence)
            waited.append(time.perf_counter() - start)
    return waited[1:]


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """The address of `handbook serve`, once it said where it is."""
    with tempfile.NamedTemporaryFile() as said:
        env = os.environ | {"HANDBOEK_VANDAAG": TODAY, kept.FOLDER: str(root.parent / "cache")}
        process = subprocess.Popen(
            [*HANDBOOK, "serve", "--port", str(free_port())], cwd=root, env=env, stdout=said, stderr=subprocess.STDOUT
        )
        try:
            yield _address(process, Path(said.name))
        finally:
            process.terminate()
            process.wait()


def _address(process: subprocess.Popen[bytes], said: Path) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if found := re.search(r"http://[\d.]+:\d+/", said.read_text("utf-8")):
            return found[0]
        time.sleep(0.05)
    print(said.read_text("utf-8"), file=sys.stderr)
    raise RuntimeError("the preview did not start")
