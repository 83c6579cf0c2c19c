"""Compares pages of a published version with the same pages in stock Material, in a real browser: weight, waiting, movement, Lighthouse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from handbook.serve.headers import HEADERS
from tests.support.browser import opened
from tests.support.figures import Row
from tests.support.sending import CODINGS, Sending, sending
from tools import audits
from tools.visits import SLOWED, first_result_s, visit

START, ARTICLE = "", "regels/beeld/"
OWN_RESULT, STOCK_RESULT = "[data-zoeken-antwoord] a", ".md-search-result__item a"
"""Where the first result of a search stands."""


@dataclass(frozen=True)
class Pages:
    """`ours` is a published branch as a folder, with the version `version`; `stock` is a site with the same pages."""

    ours: Path
    version: str
    stock: Path


@contextmanager
def _served(pages: Pages, *codings: str) -> Iterator[tuple[Sending, Sending]]:
    """Ours, from the folder of its version on, and stock Material, each packed with `codings`."""
    taken = {name: CODINGS[name] for name in codings}
    # Stock Material cannot live under our policy.
    with sending(pages.ours, HEADERS, taken) as ours, sending(pages.stock, {}, taken) as theirs:
        ours.address += f"{pages.version}/"
        yield ours, theirs


def visits(pages: Pages) -> list[Row]:
    """A first visit to the start page and to an article page with nothing kept, then a first search there.

    The aims hold for gzip, which every server has; with Brotli it is less.
    """
    rows: list[Row] = []
    with opened() as browser:
        for coding, start_aim, page_aim, search_aim in (("gzip", 26, 26.5, 60), ("br", None, None, None)):
            with _served(pages, coding) as (ours, theirs):
                begun, theirs_begun = visit(browser, ours, START, OWN_RESULT), visit(browser, theirs, START, STOCK_RESULT)
                one, other = visit(browser, ours, ARTICLE, OWN_RESULT), visit(browser, theirs, ARTICLE, STOCK_RESULT)
            rows += [
                Row(f"kB of a first visit to the start page, {coding}", begun.page_kb, start_aim, theirs_begun.page_kb),
                Row(f"kB of a first visit to {ARTICLE}, {coding}", one.page_kb, page_aim, other.page_kb),
                Row(f"kB more for the first search, {coding}", one.search_kb, search_aim, other.search_kb),
                Row(f"kB of the sentences below its results, {coding}", one.texts_kb, None, other.texts_kb),
            ]
        rows += [
            Row("requests of the first visit", one.requests, None, other.requests),
            Row("layout shift of the first visit", one.shift, 0, other.shift),
        ]
        with _served(pages, "gzip") as (ours, theirs):
            waits = first_result_s(browser, ours, ARTICLE, OWN_RESULT), first_result_s(browser, theirs, ARTICLE, STOCK_RESULT)
        rows.append(Row(f"first search result, seconds, processor {SLOWED} times slower", waits[0], 0.4, waits[1]))
    return rows


def lighthouse(pages: Pages) -> list[Row]:
    """The four scores, as on a phone, of the start page and an article page."""
    rows: list[Row] = []
    with _served(pages, *CODINGS) as (ours, theirs):
        for name, path in (("start page", ""), ("article page", ARTICLE)):
            one, other = audits.scores(ours.address + path), audits.scores(theirs.address + path)
            rows += [
                Row(f"Lighthouse, {name}: {category}", one[category], 100, other[category], least=True) for category in audits.CATEGORIES
            ]
    return rows
