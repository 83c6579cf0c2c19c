"""Finds the Chromium that the test of access drives, and starts it so that it talks to nobody but the pages it opens."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Error, sync_playwright

from handbook.core.errors import CannotWork
from handbook.core.findings import quote

SHELL = "chromium-headless-shell"
"""Chromium without its window: the same pages for half the work, because nothing is drawn around them. It asks for no favicon either."""

NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome")
"""What systems call it, in the order of preference."""

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--renderer-process-limit=1",
    "--disable-site-isolation-trials",
)
"""A container has no sandbox and no screen; the middle keeps the browser itself from asking its maker for things.

The last two let all pages share one process: they are all ours, and a process for each takes longer than the page itself.
"""

ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
"""A page that asks another host all the same gets no address for it, so that nothing leaves this machine."""

MEND = (
    "Installeer Chromium, of zet in de omgeving CHROMIUM met het pad naar het programma. Het commando make .venv/test installeert het ook."
)


class NoChromium(CannotWork):
    """There is no Chromium, and a test that was skipped proves nothing."""


def chromium() -> Path:
    """The program to start: what CHROMIUM names, else one on the PATH, else Playwright's own. Raises NoChromium."""
    named = os.environ.get("CHROMIUM")
    if named:
        found = shutil.which(named)
        if not found:
            raise NoChromium(f"In CHROMIUM staat geen programma: {quote(named)}. {MEND}")
        return Path(found)
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    try:
        with sync_playwright() as playwright:
            own = Path(playwright.chromium.executable_path)
    except Exception as error:  # Playwright has no type of its own for a driver that does not start
        raise NoChromium(f"Playwright start niet: {error}. {MEND}") from error
    if not own.is_file():
        raise NoChromium(f"Er is geen browser om mee te testen: {', '.join(NAMES)} zijn er niet, en Playwright heeft er zelf geen. {MEND}")
    return own


@contextmanager
def opened(more: Mapping[str, str] | None = None) -> Iterator[Browser]:
    """A running browser, with `more` in its environment; closed at the end. Raises NoChromium."""
    program = chromium()
    environment: dict[str, str | float | bool] = {**os.environ, **(more or {})}
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=program, args=[*ARGUMENTS, ALONE], env=environment)
        except Error as error:
            raise NoChromium(f"{program} start niet: {error.message.splitlines()[0]}. {MEND}") from error
        try:
            yield browser
        finally:
            browser.close()
