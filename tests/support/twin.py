"""The redline in the browser, asked from Python: its modules on a page of their own, with nothing else of the handbook."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.support.handbooks import ROOT
from tests.support.server import served

MODULES = ROOT / "handbook/archive/root/verschil"

Asked = tuple[dict[str, Any], dict[str, Any], dict[str, str]]
"""The old and the new text as artikelen.json has them, and new ids of articles by old ones."""

BEGIN = """
const { compare } = await import("/verschil/compare.js")
const { fragment } = await import("/verschil/html.js")
const { Text } = await import("/verschil/model.js")
const asked = await (await fetch("/gevraagd.json")).json()
const made = ([old, now, successors]) => {
  const redline = compare(Text.of(old), Text.of(now), new Map(Object.entries(successors)))
  return [redline, fragment(redline, (version, address) => `../${version}/${address}`)]
}
"""

COMPARED = f"""
async () => {{
  {BEGIN}
  return JSON.stringify(asked.map(made).map(([redline, html]) => [redline.data(), html]))
}}
"""

TIMED = f"""
async () => {{
  {BEGIN}
  return asked.map(one => {{
    const start = performance.now()
    made(one)
    return (performance.now() - start) / 1000
  }})
}}
"""


def redlines(browser: Browser, folder: Path, asked: Sequence[Asked]) -> list[Any]:
    """The data and the HTML of each redline, all in one page; its files go in the fresh `folder`."""
    with _opened(browser, folder, asked) as page:
        found: list[Any] = json.loads(page.evaluate(COMPARED))
    return found


def seconds(browser: Browser, folder: Path, asked: Sequence[Asked]) -> list[float]:
    """How long each takes to be made, as HTML, one after the other."""
    with _opened(browser, folder, asked) as page:
        found: list[float] = page.evaluate(TIMED)
    return found


@contextmanager
def _opened(browser: Browser, folder: Path, asked: Sequence[Asked]) -> Iterator[Page]:
    shutil.copytree(MODULES, folder / "verschil")
    (folder / "index.html").write_text("<!doctype html><title>Vergelijk</title>", "utf-8")
    (folder / "gevraagd.json").write_text(json.dumps(asked), "utf-8")
    with served(folder) as address:
        page = browser.new_page()
        try:
            page.goto(address)
            yield page
        finally:
            page.close()
