"""Finds the Chromium that the browser tests drive, and starts it so that it talks to nobody but the pages it opens."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.support import letters
from tests.support.letters import Letters

NAMES = ("chromium", "chromium-browser", "google-chrome")
"""What systems call it, in the order of preference."""

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""A container has no sandbox and no screen; the rest keeps the browser itself from asking its maker for things."""


class NoChromium(Exception):
    """There is no Chromium, and a test that was skipped proves nothing."""


def chromium() -> Path:
    """The program to start: what CHROMIUM names, else one on the PATH, else Playwright's own. Raises NoChromium."""
    named = os.environ.get("CHROMIUM")
    if named:
        found = shutil.which(named)
        if not found:
            raise NoChromium(f"CHROMIUM names {named!r}, which is no program.")
        return Path(found)
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    try:
        with sync_playwright() as playwright:
            own = Path(playwright.chromium.executable_path)
    except Exception as error:  # Playwright has no type of its own for a driver that does not start
        raise NoChromium(f"Playwright does not start: {error}") from error
    if not own.is_file():
        raise NoChromium(
            f"None of {', '.join(NAMES)} is on the PATH, and Playwright has none of its own. Run: make test, or set CHROMIUM to its path."
        )
    return own


@contextmanager
def opened(seen: Letters = letters.WIDE) -> Iterator[Browser]:
    """A running browser that sees one set of letters, whatever the machine has; closed at the end."""
    program = chromium()
    environment: dict[str, str | float | bool] = {**os.environ, **letters.environment(seen)}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS), env=environment)
        try:
            yield browser
        finally:
            browser.close()
