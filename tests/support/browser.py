"""The Chromium of the browser tests: the one that the test of access starts, with letters that the tests bring themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser

from handbook.serve.accessibility import browser
from tests.support import letters
from tests.support.letters import Letters


@contextmanager
def opened(seen: Letters = letters.WIDE) -> Iterator[Browser]:
    """A running browser that sees one set of letters, whatever the machine has; closed at the end."""
    with browser.opened(letters.environment(seen)) as running:
        yield running
