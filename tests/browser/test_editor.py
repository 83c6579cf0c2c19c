"""What /beheer/ lets through and shows, in a real browser on a real repository; what it saves is in tests/editor/test_played_day.py. Needs `handbook editor --get`, and says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from handbook.core.project import Project
from handbook.editor import hosted, installed
from handbook.editor.config import Host
from handbook.serve import headers
from handbook.serve.accessibility import axe
from tests.support import publishing
from tests.support.beside import NEEDED, Beside, at_work, saved, served
from tests.support.fork import handbook
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
    assert beside.ask(["info"]) == beside.ask(7) == 400
    assert beside.ask("publishUnpublishedEntry", collection="pagina-regels", slug="omgang") == 403
    assert beside.ask("deleteFiles", paths=[RULE]) == 403
    for path in (
        ".github/workflows/checks.yml",
        ".git/config",
        "macros/__init__.py",
        "docs/../variables.yml",
        "overrides/main.html",
        "docs/regels/Nieuw.md",
        "docs/keuzehulp/nieuw.md",
        "docs/regels/index.md",
        "mkdocs.yml",
    ):
        assert beside.ask("persistEntry", **{**saving, "dataFiles": [{**entry, "path": path}]}) == 403, path
    assert beside.ask("persistEntry", **{**saving, "options": {**saving["options"], "useWorkflow": False}}) == 403


def kept(beside: Beside, name: str, raw: str, collection: str = "pagina-regels") -> int:
    """With what status it is saved, as Decap asks it."""
    options = {"collectionName": collection, "useWorkflow": True, "commitMessage": "x", "status": "draft"}
    return beside.ask("persistEntry", dataFiles=[{"slug": name, "path": f"docs/regels/{name}.md", "raw": raw}], assets=[], options=options)


def test_two_pages_that_begin_in_one_folder_do_not_stand_in_each_others_way(beside: Beside) -> None:
    for name in ("eerste", "tweede"):
        assert kept(beside, name, f"---\ntitle: {name}\n---\n# Pagina\n") == 200
    git(beside.root, "merge", "--quiet", "--no-edit", "cms/pagina-regels/eerste")
    assert kept(beside, "tweede", "---\ntitle: anders\n---\n# Pagina\n") == 200
    added = git(beside.root, "diff", "--unified=0", "main", "cms/pagina-regels/tweede", "--", "mkdocs.yml").splitlines()[-1]
    assert added == "+      - anders: regels/tweede.md"


def test_where_two_changed_the_same_lines_nothing_is_lost_and_the_rest_can_be_edited(beside: Beside) -> None:
    text = git(beside.root, "show", f"main:{RULE}")
    assert kept(beside, "omgang", text.replace("als aan tafel", "als thuis")) == 200
    mine = git(beside.root, "rev-parse", "cms/pagina-regels/omgang")
    (beside.root / RULE).write_text(text.replace("als aan tafel", "als buiten") + "\n", "utf-8")
    git(beside.root, "commit", "--quiet", "--message", "Een ander", "--", RULE)
    assert kept(beside, "omgang", text.replace("als aan tafel", "als thuis of op straat")) == 409
    assert git(beside.root, "rev-parse", "cms/pagina-regels/omgang") == mine
    assert kept(beside, "beeld", git(beside.root, "show", "main:docs/regels/beeld.md") + "\n\nNog iets.\n") == 200


def test_a_page_with_a_picture_begins_here_and_passes_the_check_with_its_line_in_the_menu(
    page: Page, beside: Beside, tmp_path: Path
) -> None:
    branch = "cms/pagina-regels/bord-bij-de-deur"
    page.goto(f"{beside.address}beheer/#/collections/pagina-regels/new")
    page.get_by_label("Titel", exact=True).fill("Bord bij de deur")
    text = page.get_by_label("Tekst", exact=True)
    pane = page.frame_locator("iframe").first
    shown = pane.frame_locator("iframe")
    # What a page may not hold is said, and does not run.
    text.fill("{{ werkgever.naam.__class__ }}\n")
    pane.get_by_text("SJB").first.wait_for()
    text.fill("Bij de deur hangt een bord van {{ werkgever.naam }}.\n\nDaarop staat wat mag.\n")
    text.evaluate("field => field.setSelectionRange(54, 54)")
    page.get_by_role("button", name="Beeld of bijlage toevoegen").click()
    chosen = tmp_path / "Mijn Bord.png"
    chosen.write_bytes(b"GIF89a")
    page.get_by_label("Welk bestand?").set_input_files(chosen)
    page.get_by_label("Wat is er te zien?").fill("Een bord [met letters]")
    page.get_by_role("button", name="Voeg toe").click()
    page.get_by_text("is geen echte png-afbeelding").wait_for()
    axe.brought(page)
    assert axe.run(page, within="dialog[open]").found == ()
    chosen.write_bytes((SAMPLE / "docs/img/telefoon.png").read_bytes())
    page.get_by_label("Welk bestand?").set_input_files(chosen)
    page.get_by_role("button", name="Voeg toe").click()
    # Before anything is saved, the page shows how it will read.
    picture = shown.get_by_role("img", name="Een bord [met letters]")
    picture.wait_for()
    assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0
    assert "Bord bij de deur" in shown.locator("h1").inner_text()
    assert "een bord van Proefhuis B.V." in shown.locator("article").inner_text()
    saved(page)
    expect(text).to_have_value(re.compile("^# Bord bij de deur\n"))
    # Decap takes pictures out that it did not put there itself, each time that it saves.
    text.fill(text.input_value() + "Nog een zin.\n")
    saved(page)
    assert set(git(beside.root, "diff", "--name-only", "main", branch).splitlines()) == {
        "docs/img/mijn-bord.png",
        "docs/regels/bord-bij-de-deur.md",
        "mkdocs.yml",
    }
    page_text = git(beside.root, "show", f"{branch}:docs/regels/bord-bij-de-deur.md")
    assert page_text.startswith('---\ntitle: "Bord bij de deur"\n---\n# Bord bij de deur\n\nBij de deur')
    assert page_text.endswith("\n\n![Een bord \\[met letters\\]](../img/mijn-bord.png)\n\nDaarop staat wat mag.\nNog een zin.")
    copy = publishing.clone(beside.root, tmp_path / "kopie", "--branch", branch)
    done = handbook(copy, "check")
    assert done.returncode == 0 and "bord" not in done.stdout, done.stdout
    # Merged, it is no proposal any more.
    git(beside.root, "merge", "--quiet", "--no-edit", branch)
    assert beside.ask("unpublishedEntries") == 200
    assert branch not in beside.branches()


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
