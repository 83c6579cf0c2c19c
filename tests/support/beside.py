"""HR at work in /beheer/: the server of `handbook serve` beside a repository, its page in a browser, and what was saved there."""

from __future__ import annotations

import http.client
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from handbook.core.project import Project
from handbook.editor import installed
from handbook.serve.draft import Draft, View
from handbook.serve.editor import Editor
from handbook.serve.server import ServedSite, listen
from tests.support.publishing import git

NEEDED = pytest.mark.skipif(
    not installed.part().there or installed.node() is None,
    reason="the part of the editor that comes from npm is not installed: handbook editor --get",
)

PATIENCE_MS = 40_000


@dataclass
class Beside:
    """A repository, and the address of the server beside it."""

    root: Path
    address: str

    def branches(self) -> set[str]:
        """The branches of the editor here."""
        return set(git(self.root, "for-each-ref", "--format=%(refname:short)", "refs/heads/cms").split())

    def changed(self, branch: str) -> list[str]:
        """The lines that the branch takes away and adds."""
        diff = git(self.root, "diff", "--unified=0", "main", branch)
        return [line for line in diff.splitlines() if re.match(r"[+-](?![+-])", line)]

    def ask(self, action: object, headers: dict[str, str] | None = None, **params: object) -> int:
        """With what status the server answers to a question that the page did not ask."""
        host = self.address.removeprefix("http://").strip("/")
        connection = http.client.HTTPConnection(host, timeout=60)
        body = json.dumps({"action": action, "params": {"branch": "main", **params}})
        sent = {"Content-Type": "application/json", "Origin": f"http://{host}", **(headers or {})}
        connection.request("POST", "/beheer/api/v1", body, sent)
        return connection.getresponse().status


@contextmanager
def served(root: Path, draft_of: Path, aside: Path) -> Iterator[Beside]:
    """The repository `root` behind the server, with the built site `draft_of` for its draft; `aside` is a folder that is not there yet."""
    project = Project.find(root)
    editor = Editor(project)
    draft = Draft(project, aside, lambda _: None)
    draft.view = View("1", draft_of, ready=True)
    with listen(0, ServedSite(None, draft, project=project, editor=editor)) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield Beside(root, f"http://127.0.0.1:{server.server_port}/")
        finally:
            server.shutdown()
            editor.stop()


@contextmanager
def at_work(browser: Browser, asked: list[str]) -> Iterator[Page]:
    """HR's page; it asks for the addresses that come in `asked`, and nothing goes wrong on it."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.on("request", lambda request: asked.append(request.url))
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    context.close()
    assert not wrong


def opened(page: Page, beside: Beside, form: str) -> None:
    """Opens a form: `pagina-regels/entries/omgang`."""
    page.goto(f"{beside.address}beheer/#/collections/{form}")
    page.get_by_role("button", name="Opslaan").wait_for()


def saved(page: Page) -> None:
    """Saves what the form has."""
    with page.expect_response(lambda one: '"persistEntry"' in (one.request.post_data or "")) as answer:
        page.get_by_role("button", name="Opslaan").click()
    assert answer.value.ok, answer.value.text()
    # Before it is said, Decap asks whoever leaves the form whether that is meant.
    page.get_by_text("Wijzigingen opgeslagen").wait_for()
