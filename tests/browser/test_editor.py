"""What /beheer/ lets through and shows, in a real browser on a real repository; what it saves is in tests/editor/test_played_day.py. Needs `handbook editor --get`, and says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from handbook.core.project import Project
from handbook.editor import hosted, installed
from handbook.editor.config import Host
from handbook.serve import headers
from tests.support import publishing
from tests.support.beside import NEEDED, Beside, at_work, opened, served
from tests.support.handbooks import SAMPLE, draw
from tests.support.publishing import git
from tests.support.server import Quiet
from tests.support.server import served as web
from tests.support.soaking import SOAK

pytestmark = NEEDED

RULE = "docs/regels/omgang.md"


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory, sample_site: Path) -> Iterator[Beside]:
    place = tmp_path_factory.mktemp("beheer")
    root = place / "handboek"
    draw(root, {".gitignore": ".handboek-*/\n__pycache__/\n"}, SAMPLE)
    git(root, "init", "--quiet", "--initial-branch=main")
    publishing.named(root)
    publishing.commit(root, "begin", silent=True)
    with served(root, sample_site, place / "concept") as beside:
        yield beside


@pytest.fixture
def asked() -> list[str]:
    """The addresses that the page asked for."""
    return []


@pytest.fixture
def page(browser: Browser, asked: list[str]) -> Iterator[Page]:
    with at_work(browser, asked) as page:
        yield page


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


@pytest.mark.parametrize("kind", ["forgejo", "gitlab"] if SOAK else ["forgejo"])
def test_a_hosted_editor_offers_to_log_in_and_asks_nobody_before(
    page: Page, beside: Beside, asked: list[str], tmp_path: Path, kind: Literal["gitlab", "forgejo"]
) -> None:
    host = Host(kind, address="https://git.proefhuis.test/hr/handboek", app_id="abc")
    hosted.write(Project.find(beside.root), host, tmp_path / "beheer", installed.part())
    with web(tmp_path, partial(Hosted, directory=str(tmp_path))) as address:  # type: ignore[arg-type]
        page.goto(f"{address}beheer/")
        page.get_by_role("button", name=re.compile("Inloggen", re.IGNORECASE)).wait_for()
        assert {url for url in asked if not url.startswith((address, "data:", "blob:"))} == set()
