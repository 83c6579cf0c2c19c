"""An archive of twelve revisions, asked about any day: a real browser, the command line and a model of five lines must agree."""

from __future__ import annotations

import json
import random
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page

from handbook.archive import timeline
from handbook.archive.branch import BranchFiles
from handbook.core.edition import Edition
from handbook.core.project import Project
from handbook.core.version_name import VersionName
from handbook.publish import take_down
from handbook.serve.draft import Draft
from handbook.serve.server import ServedSite, Server, listen
from tests.support import pages
from tests.support.asking import answered
from tests.support.publishing import activate, git, land, repository, show, site
from tests.support.soaking import SOAK

PAIRS = 300 if SOAK else 30
TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.xdist_group("archive")

HISTORY = [
    # version, made known on, published on
    ("2025-01-01", "2024-12-15", "2024-12-16"),
    ("2025-04-01", "2025-03-20", "2025-03-20"),
    ("2025-04-01.2", "2025-04-01", "2025-04-01"),  # a correction on the day itself
    ("2025-07-01", "2025-08-10", "2025-08-10"),  # works back
    ("2025-10-01", "2025-09-20", "2025-09-20"),
    ("2025-10-01.2", "2026-02-03", "2026-02-03"),  # a correction that works back months
    ("2024-06-01", "2024-05-20", "2026-03-01"),  # put into the archive later
    ("2026-03-01", "2026-02-15", "2026-03-02"),
    ("2026-06-01", "2026-05-20", "2026-05-20"),
    ("2026-09-01", "2026-10-05", "2026-10-05"),  # works back
    ("2024-09-01", "2024-09-01", "2026-10-06"),  # put into the archive later
    ("2027-01-01", "2026-11-20", "2026-11-20"),  # to come
]
GONE = "2025-10-01"


def model(day: date, known_on: date) -> str | None:
    """The last, in the order of dates and corrections, that had begun on the day and had been made known by then."""
    fitting = [v for v, known, _ in HISTORY if v[:10] <= day.isoformat() and known <= known_on.isoformat()]
    return max(fitting, key=lambda v: (v[:10], int(v[11:] or 1)), default=None)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = repository(tmp_path_factory.mktemp("archief") / "project")
    for version, known, published in HISTORY:
        outcome = land(root, site(root.parent / version, version, version, known), version, today=published)
        assert outcome.code == 0, outcome.said
    gone = take_down.Removal(VersionName.parse(GONE), date(2026, 11, 1), "Er stond een naam in.", "de directie", "HR")
    take_down.take_down(project(root), gone, date(2026, 11, 1), push=None, say=lambda _: None)
    assert activate(root, TODAY.isoformat()).code == 0
    return root


def project(root: Path) -> Project:
    return Project(root, root / "variables.yml")


@contextmanager
def served(root: Path) -> Iterator[str]:
    """The branch as a browser reads it."""
    files = BranchFiles(root, Edition())
    server: Server = listen(0, ServedSite(files, Draft(project(root), root, lambda _: None)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        files.close()


@pytest.fixture(scope="module")
def address(root: Path) -> Iterator[str]:
    with served(root) as base:
        yield base


def pairs() -> list[tuple[date, date]]:
    """Days of the question, and days of what was known; the same at each run."""
    chance = random.Random(2026)
    spread = [
        (date(2024, 5, 1) + timedelta(days=chance.randrange(1000)), date(2024, 5, 1) + timedelta(days=chance.randrange(1000)))
        for _ in range(PAIRS)
    ]
    edges = [date.fromisoformat(version[:10]) + timedelta(days=off) for version, _, _ in HISTORY for off in (-1, 0)]
    return [*spread, *((edge, TODAY) for edge in edges)]


def test_the_command_line_answers_as_the_model_does(root: Path) -> None:
    seen = timeline.load(project(root), TODAY)
    for day, known_on in pairs():
        found = json.loads(timeline.answer(seen, day, known_on, "json"))
        assert found["geldt"] == model(day, known_on), (day, known_on)
        assert found["was_bekend"] == model(day, min(day, known_on)), (day, known_on)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A reader's, at noon in the Netherlands."""
    with pages.fresh(browser, f"{TODAY}T12:00:00+01:00", locale="nl-NL", timezone_id="Europe/Amsterdam") as opened:
        yield opened


def test_the_page_answers_as_the_model_does(address: str, page: Page) -> None:
    """Of each version its first day or the one before it in turn, and every fifth day between; all that the command line is asked with HANDBOEK_SOAK=1."""
    asked = pairs()
    if not SOAK:
        edges = [pair for number, pair in enumerate(asked[PAIRS:]) if number % 4 in (0, 3)]
        asked = [*asked[:PAIRS:5], *edges]
    for (day, known_on), reply in zip(asked, answered(page, address, asked), strict=True):
        applies, knew = model(day, known_on), model(day, min(day, known_on))
        if reply.to:
            assert (reply.to.startswith(f"{address}{applies}/"), knew) == (True, applies), (day, known_on, reply)
            continue
        assert "geldt" in reply.shown, (day, known_on, reply)
        assert (reply.shown["geldt"] or None) == applies, (day, known_on, reply)
        if applies is not None:
            assert (reply.shown.get("bekend", applies) or None) == knew, (day, known_on, reply)


def test_the_page_and_the_article_of_the_question_are_kept(address: str, page: Page) -> None:
    page.goto(f"{address}op/?datum=2026-04-01&pagina=doel/&artikel=doel")
    page.wait_for_url(f"{address}2026-03-01/doel/#doel")
    page.goto(f"{address}op/?datum=2026-04-01&artikel=doel")
    page.wait_for_url(f"{address}2026-03-01/doel/#doel")


@pytest.mark.parametrize(
    "query", ["datum=2023-01-01", "datum=2026-02-30", "datum=morgen", "datum=", "datum=2026-04-01&artikel=bestaat-niet"]
)
def test_a_day_without_a_text_and_no_day_at_all_give_a_sentence_and_the_list(address: str, page: Page, query: str) -> None:
    page.goto(f"{address}op/?{query}")
    page.wait_for_url(f"{address}versies/**")
    pages.settled(page)
    text = page.inner_text("main")
    assert "2027-01-01" in page.content()
    assert len(text) > 100
    assert page.locator('input[type="date"][name="datum"]').count() == 1


def test_every_address_ever_published_answers(root: Path, address: str) -> None:
    """Crawled over all revisions: every page of every version, as its manifest lists them, and everything at the root."""
    wanted = {f"{version}/{file}" for version, _, _ in HISTORY for file in json.loads(show(root, f"{version}/manifest.json"))["bestanden"]}
    wanted = {path.removesuffix("index.html") for path in wanted if path.endswith(".html")}
    wanted |= {"", "geldend/", "geldend/doel/", "versies/", "op/", "regime.json", "versions.json", "robots.txt", "sitemap.xml", "atom.xml"}
    assert len(wanted) > 30
    for path in sorted(wanted):
        with urlopen(address + path) as answer:
            assert answer.status == 200, path


def test_links_of_the_root_pages_lead_somewhere(root: Path, address: str) -> None:
    for path in ("versies/", "op/"):
        with urlopen(address + path) as answer:
            html = answer.read().decode()
        # The versions of this test are two pages each, without the note that a real one has.
        for target in {link for link in re.findall(r'(?:href|src)="(\.\./[^"#?]*)', html) if "/revisies/" not in link}:
            with urlopen(address + target.removeprefix("../")) as answer:
                assert answer.status == 200, target


def test_no_publication_changed_what_stood_there(root: Path) -> None:
    """Every version but the one taken off the site is to this day what its own publication made it."""
    for version, _, _ in HISTORY:
        here, then = (git(root, "rev-parse", f"{ref}:{version}") for ref in ("gh-pages", f"revisie/{version}"))
        assert (here == then) == (version != GONE)
