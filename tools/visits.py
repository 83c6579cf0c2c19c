"""Measures what a reader's browser fetches and how long it takes: the first visit to a page, and the first use of its search."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, CDPSession, Page

from tests.support.sending import Sending

PHONE = {"width": 412, "height": 823}
FIELD = "input.md-search__input[name=query]"
SLOWED = 6
"""How many times slower the processor is made, for a phone of a few years ago."""

TEXTS = "/search/tekst/"
"""What the paths of our texts of pages have in them: they come after the first result."""

WORD = "klant"
TURNS = 7
IDLE_MS = 500
"""How long the network is quiet before a page counts as loaded."""

WATCH = """selector => {
  window.moved = 0
  new PerformanceObserver(list => { for (const e of list.getEntries()) window.moved += e.hadRecentInput ? 0 : e.value })
    .observe({ type: "layout-shift", buffered: true })
  let typed
  document.addEventListener("keydown", () => { typed ??= performance.now() }, true)
  window.waited = new Promise(done => {
    const look = () => {
      const found = document.querySelector(selector)
      if (typed && found?.getClientRects().length) done(performance.now() - typed)
      else requestAnimationFrame(look)
    }
    look()
  })
}"""


@dataclass(frozen=True)
class Visit:
    """Bodies in kB as they were sent; `search_kb` is what the first search needed, and `texts_kb` the sentences shown below its results.

    `shift` is the cumulative layout shift.
    """

    requests: int
    page_kb: float
    search_kb: float
    texts_kb: float
    shift: float


def visit(browser: Browser, server: Sending, path: str, results: str) -> Visit:
    """A first visit to `path` with nothing kept, and then a search; `results` selects the first result."""
    with _fresh(browser) as (page, _):
        server.sent.clear()
        _open(page, server.address + path, results)
        requests, weight = len(server.sent), server.kilobytes
        shift = float(page.evaluate("window.moved"))
        _search(page)
        # The sentences come once the results are seen.
        page.wait_for_timeout(IDLE_MS)
        page.wait_for_load_state("networkidle")
        texts = sum(one.body for one in server.sent if TEXTS in one.path) / 1000
        return Visit(requests, weight, server.kilobytes - weight - texts, texts, shift)


def first_result_s(browser: Browser, server: Sending, path: str, results: str) -> float:
    """Seconds from the first key to the first result on a slowed processor with nothing kept: the median of TURNS visits."""
    took = []
    for _ in range(TURNS):
        with _fresh(browser) as (page, session):
            _open(page, server.address + path, results)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
            took.append(_search(page))
    return statistics.median(took)


@contextmanager
def _fresh(browser: Browser) -> Iterator[tuple[Page, CDPSession]]:
    context = browser.new_context(viewport=PHONE, locale="nl-NL")  # type: ignore[arg-type]
    try:
        page = context.new_page()
        yield page, context.new_cdp_session(page)
    finally:
        context.close()


def _open(page: Page, address: str, results: str) -> None:
    page.goto(address, wait_until="networkidle")
    page.evaluate(WATCH, results)
    page.wait_for_timeout(IDLE_MS)


def _search(page: Page) -> float:
    """Types WORD; gives the seconds from its first key to the first result."""
    # Stock Material hides its field on a phone until its button is used; the focus opens it as well.
    page.locator(FIELD).evaluate("field => field.focus()")
    page.keyboard.type(WORD)
    return float(page.evaluate("window.waited")) / 1000
