"""HR edits in /beheer/: a real browser, Decap's own program, a real repository with a remote. Needs `handbook editor --get`, and says so."""

from __future__ import annotations

import http.client
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from handbook.core.project import Project
from handbook.editor import hosted, installed
from handbook.editor.config import Host
from handbook.serve import headers
from handbook.serve.draft import Draft, View
from handbook.serve.editor import Editor
from handbook.serve.server import ServedSite, Server, listen
from tests.support import publishing
from tests.support.fork import handbook
from tests.support.handbooks import SAMPLE, draw
from tests.support.publishing import git
from tests.support.server import Quiet, served

pytestmark = pytest.mark.skipif(
    not installed.part().there or installed.node() is None,
    reason="the part of the editor that comes from npm is not installed: handbook editor --get",
)

PATIENCE_MS = 40_000
RULE = "docs/regels/omgang.md"


@dataclass
class Beside:
    """A repository with a remote, and the server beside it."""

    root: Path
    remote: Path
    address: str
    server: Server

    def branches(self) -> set[str]:
        return set(git(self.root, "for-each-ref", "--format=%(refname:short)", "refs/heads/cms").split())

    def changed(self, branch: str) -> list[str]:
        """The lines that the branch takes away and adds."""
        diff = git(self.root, "diff", "--unified=0", "main", branch)
        return [line for line in diff.splitlines() if re.match(r"[+-](?![+-])", line)]

    def ask(self, action: str, headers: dict[str, str] | None = None, **params: object) -> int:
        host = self.address.removeprefix("http://").strip("/")
        connection = http.client.HTTPConnection(host, timeout=60)
        body = json.dumps({"action": action, "params": {"branch": "main", **params}})
        sent = {"Content-Type": "application/json", "Origin": f"http://{host}", **(headers or {})}
        connection.request("POST", "/beheer/api/v1", body, sent)
        return connection.getresponse().status


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory, sample_site: Path) -> Iterator[Beside]:
    place = tmp_path_factory.mktemp("beheer")
    root = place / "handboek"
    draw(root, {".gitignore": ".handboek-*/\n__pycache__/\n"}, SAMPLE)
    git(root, "init", "--quiet", "--initial-branch=main")
    publishing.named(root)
    publishing.commit(root, "begin", silent=True)
    remote = publishing.bare(place / "server.git")
    git(root, "remote", "add", "origin", str(remote))
    git(root, "push", "--quiet", "origin", "main")
    project = Project.find(root)
    editor = Editor(project)
    draft = Draft(project, place / "concept", lambda _: None)
    draft.view = View("1", sample_site, ready=True)
    with listen(0, ServedSite(None, draft, project=project, editor=editor)) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield Beside(root, remote, f"http://127.0.0.1:{server.server_port}/", server)
        server.shutdown()
    editor.stop()


@pytest.fixture
def asked() -> list[str]:
    """The addresses that the page asked for."""
    return []


@pytest.fixture
def page(browser: Browser, asked: list[str]) -> Iterator[Page]:
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
    page.goto(f"{beside.address}beheer/#/collections/{form}")
    page.get_by_role("button", name="Opslaan").wait_for()


def saved(page: Page) -> None:
    with page.expect_response(lambda one: '"persistEntry"' in (one.request.post_data or "")) as answer:
        page.get_by_role("button", name="Opslaan").click()
    assert answer.value.ok, answer.value.text()


def test_a_contact_and_a_rule_become_two_branches_with_nothing_else_in_them(
    page: Page, beside: Beside, asked: list[str], tmp_path: Path
) -> None:
    typed = beside.root / "docs/doel.md"
    typed.write_text(typed.read_text("utf-8") + "\nHier typt iemand nog.\n", "utf-8")
    before = git(beside.root, "status", "--porcelain")
    opened(page, beside, "gegevens/entries/gegevens")
    page.get_by_text("Afdeling HR", exact=True).click()
    page.get_by_label(re.compile("^Telefoon")).first.fill("+31 20 555 45 99")
    saved(page)
    opened(page, beside, "pagina-regels/entries/omgang")
    text = page.get_by_label("Tekst", exact=True)
    text.fill(text.input_value().replace("als aan tafel", "als in een gesprek"))
    saved(page)

    assert beside.branches() == {"cms/gegevens/gegevens", "cms/pagina-regels/omgang"}
    assert beside.changed("cms/gegevens/gegevens") == ['-    telefoon: "+31 20 555 45 67"', '+    telefoon: "+31 20 555 45 99"']
    assert [re.sub(r"als .*", "", line) for line in beside.changed("cms/pagina-regels/omgang")] == [
        "-Online gaan wij net zo met elkaar om ",
        "+Online gaan wij net zo met elkaar om ",
    ]
    # Somebody else's work in the folder is untouched, and so is the main branch.
    assert git(beside.root, "status", "--porcelain") == before
    assert git(beside.root, "branch", "--show-current") == "main"
    git(beside.root, "push", "--quiet", "origin", *sorted(beside.branches()))
    for branch in sorted(beside.branches()):
        copy = publishing.clone(beside.remote, tmp_path / branch.replace("/", "-"), "--branch", branch)
        done = handbook(copy, "check")
        assert done.returncode == 0, done.stdout
    assert {url for url in asked if not url.startswith((beside.address, "data:", "blob:"))} == set()


def test_only_the_page_itself_can_save_and_only_what_has_a_form(beside: Beside) -> None:
    entry = {"slug": "x", "path": RULE, "raw": "x"}
    saving: dict[str, Any] = {
        "dataFiles": [entry],
        "assets": [],
        "options": {"collectionName": "x", "useWorkflow": True, "commitMessage": "x", "status": "draft"},
    }
    assert beside.ask("info") == 200
    assert beside.ask("info", {"Origin": "https://elders.test"}) == 403
    assert beside.ask("info", {"Content-Type": "text/plain"}) == 400
    assert beside.ask("publishUnpublishedEntry", collection="pagina-regels", slug="omgang") == 403
    assert beside.ask("deleteFiles", paths=[RULE]) == 403
    for path in (".github/workflows/checks.yml", ".git/config", "macros/__init__.py", "docs/../variables.yml", "overrides/main.html"):
        assert beside.ask("persistEntry", **{**saving, "dataFiles": [{**entry, "path": path}]}) == 403, path
    assert beside.ask("persistEntry", **{**saving, "options": {**saving["options"], "useWorkflow": False}}) == 403


def test_a_page_is_shown_as_the_site_does_while_it_is_typed(page: Page, beside: Beside) -> None:
    opened(page, beside, "pagina-regels/entries/omgang")
    pane = page.frame_locator("iframe").first
    shown = pane.frame_locator("iframe")
    text = page.get_by_label("Tekst", exact=True)
    text.fill(text.input_value().replace("# Omgangsvormen", "# Omgang bij {{ werkgever.naam }}", 1))
    shown.locator("h1", has_text="Omgang bij Proefhuis B.V.").wait_for()
    assert shown.locator(".artikel").first.inner_text().startswith("Artikel ")
    text.fill(text.input_value() + "\n{{ werkgever.naam.__class__ }}\n")
    pane.get_by_text("SJB").first.wait_for()
    assert "__class__" not in (beside.root / RULE).read_text("utf-8")


class Hosted(Quiet):
    """A web server with the headers of deploy/nginx-beheer.conf."""

    def end_headers(self) -> None:
        for name, value in headers.of_editor("https://git.proefhuis.test").items():
            self.send_header(name, value)
        super().end_headers()


@pytest.mark.parametrize("kind", ["gitlab", "forgejo"])
def test_a_hosted_editor_offers_to_log_in_and_asks_nobody_before(
    page: Page, beside: Beside, asked: list[str], tmp_path: Path, kind: Literal["gitlab", "forgejo"]
) -> None:
    host = Host(kind, address="https://git.proefhuis.test/hr/handboek", app_id="abc")
    hosted.write(Project.find(beside.root), host, tmp_path / "beheer", installed.part())
    with served(tmp_path, partial(Hosted, directory=str(tmp_path))) as address:  # type: ignore[arg-type]
        page.goto(f"{address}beheer/")
        page.get_by_role("button", name=re.compile("Inloggen", re.IGNORECASE)).wait_for()
        assert {url for url in asked if not url.startswith((address, "data:", "blob:"))} == set()
