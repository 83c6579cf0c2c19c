"""Fresh pages for browser tests, in contexts that are kept: a new context costs a browser more than what most tests do in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, BrowserContext, CDPSession, Frame, Page

KEPT = 6
"""Idle contexts of one browser: more take memory and save little."""

MEDIA = ("color_scheme", "reduced_motion", "forced_colors")
"""Options for a context that a page can have by itself."""


@dataclass
class Kept:
    """A context with its empty page, without which Chromium would end the processes that the next test needs."""

    context: BrowserContext
    tools: CDPSession
    visited: set[str] = field(default_factory=set)

    def page(self) -> Page:
        page = self.context.new_page()
        page.on("framenavigated", self._note)
        return page

    def _note(self, frame: Frame) -> None:
        parts = urlsplit(frame.url)
        self.visited.add(f"{parts.scheme}://{parts.netloc}")

    def clear(self, first: Page) -> None:
        """Forgets all that a test left behind: its pages, what they stored and fetched, and that the network was away."""
        for page in self.context.pages:
            if page != first:
                page.close()
        self.context.set_offline(False)
        self.tools.send("Network.clearBrowserCache")
        self.context.clear_cookies()
        self.context.clear_permissions()
        for origin in self.visited:
            self.tools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        self.visited.clear()


SETTLED = """
() => !document.documentElement.classList.contains("reg-wacht") && !document.querySelector("[data-stand]:not([data-status])")
"""


def settled(page: Page) -> None:
    """Waits until the register has answered, and the page says what it says of it."""
    page.wait_for_function(SETTLED)


Prepare = Callable[[BrowserContext], None]
Idle = dict[tuple[str, Prepare | None], list[tuple[Kept, Page]]]

_idle: WeakKeyDictionary[Browser, Idle] = WeakKeyDictionary()


@contextmanager
def fresh(browser: Browser, at: str | None = None, prepare: Prepare | None = None, **options: Any) -> Iterator[Page]:
    """A page that nobody used, with nothing stored; its clock stands at the moment `at` (ISO 8601). The options are Playwright's, for a context.

    Its window and its media are its own: a context for each size and scheme would cost more than the tests.
    What a context needs for good (a route, an init script, an exposed function) it gets from `prepare`, once:
    the next test that passes the same gets the same context.
    """
    idle = _idle.setdefault(browser, {})
    media = {name: options.pop(name) for name in MEDIA if name in options}
    viewport = options.pop("viewport", None)
    key = json.dumps([at is not None, options], sort_keys=True), prepare
    kept, first = idle[key].pop() if idle.get(key) else _make(browser, prepare, options)
    page = kept.page()
    if media:
        page.emulate_media(**media)
    if viewport:
        page.set_viewport_size(viewport)
    if at is not None:
        page.clock.set_fixed_time(at)
    try:
        yield page
    finally:
        kept.clear(first)
        idle.setdefault(key, []).append((kept, first))
        _end_oldest(idle)


def _make(browser: Browser, prepare: Prepare | None, options: dict[str, Any]) -> tuple[Kept, Page]:
    context = browser.new_context(**options)
    if prepare:
        prepare(context)
    first = context.new_page()
    return Kept(context, context.new_cdp_session(first)), first


def _end_oldest(idle: Idle) -> None:
    while sum(map(len, idle.values())) > KEPT:
        oldest = next(key for key, free in idle.items() if free)
        idle[oldest].pop(0)[0].context.close()
        if not idle[oldest]:
            del idle[oldest]
