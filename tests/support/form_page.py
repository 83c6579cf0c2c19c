"""The form page of `handbook serve` in a browser: served for the facts of a file, filled in as a person would, and the file that it makes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from handbook.core.project import Project
from handbook.serve import server
from handbook.serve.draft import Draft
from handbook.serve.form import page as form
from handbook.serve.form import pieces
from handbook.sources.files.yaml_nodes import read_mapping

FILL = Path(__file__).with_name("form_filling.js").read_text("utf-8")


@contextmanager
def served(root: Path, variables: Path | None = None) -> Iterator[str]:
    """The address of the form for the project in `root`, with other facts if that is said; its draft is never built."""
    project = Project.find(root, variables=variables)
    with server.listen(0, server.ServedSite(None, Draft(project, root, print), project=project)) as running:
        threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/{form.PLACE}/"
        running.shutdown()


@contextmanager
def opened(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """The form, ready to be filled in; a mistake in its scripts ends the test."""
    context: BrowserContext = browser.new_context(**options)
    wrong: list[str] = []
    try:
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(address)
        yield page
        assert wrong == []
    finally:
        context.close()


def fill(page: Page, facts: str) -> None:
    """Types everything that stands in the text of a facts file."""
    node, findings = read_mapping("variables.yml", facts)
    assert node, findings
    page.evaluate(FILL, pieces.value(node))


def made(page: Page, button: str = "Bestand maken") -> str:
    """The text of the file that the browser downloads. Fails with what the summary says, if the form finds something wrong."""
    with page.expect_download(timeout=5_000) as download:
        page.get_by_role("button", name=button).click()
        summary = page.locator("#samenvatting")
        assert button != "Bestand maken" or not summary.is_visible(), summary.inner_text()
    return Path(download.value.path()).read_text("utf-8")
