"""The states of the handbook that browser tests visit: reads tests/support/states.yml, draws the archive on which they exist, and brings a page into one."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser

from handbook.archive import root_pages
from handbook.build import build
from handbook.core.project import Project
from handbook.serve import server as serve
from handbook.serve.draft import Draft, View
from tests.support import pages
from tests.support.archive_folder import ARCHIVE, CURRENT, EXPIRED, FUTURE, GONE, TODAY, write

LIST = Path(__file__).with_name("states.yml")
VERSIONS = {"current": CURRENT, "expired": EXPIRED, "future": FUTURE, "withdrawn": GONE}
STEPS = ("focus", "click", "see", "type", "press")
PATIENCE = 10_000
"""Milliseconds for one step: a search reads its index first."""


@dataclass(frozen=True)
class State:
    """One state: where it is, and what a reader does to come there. Each step is a word of STEPS with what it needs."""

    name: str
    address: str
    steps: tuple[tuple[str, str], ...] = ()
    media: str = "screen"
    script: bool = True
    away: str | None = None
    phone: bool = False

    @property
    def page(self) -> str:
        """The address without its fragment: states with the same page share a load."""
        return self.address.partition("#")[0]


@dataclass(frozen=True)
class Archive:
    """The archive as a folder, as a web server would have it, and the address at which it is served."""

    root: Path
    address: str


def states(root: Path) -> tuple[State, ...]:
    """Every state on the archive in the folder `root`, in the order of the list. Raises ValueError where the list says something unknown."""
    found: list[State] = []
    for entry in yaml.safe_load(LIST.read_text("utf-8")):
        found += _expanded(entry, root)
    names = [state.name for state in found]
    if len(set(names)) != len(names):
        raise ValueError(f"{LIST.name}: two states have one name")
    return tuple(found)


def _expanded(entry: Mapping[str, Any], root: Path) -> Iterator[State]:
    known = {"name", "address", "each", "steps", "media", "script", "away", "phone"}
    steps = tuple((verb, str(what)) for step in entry.get("steps", ()) for verb, what in step.items())
    if set(entry) - known or {verb for verb, _ in steps} - set(STEPS):
        raise ValueError(f"{LIST.name}: {entry.get('name')} has an unknown key or step")
    address = str(entry["address"]).format_map(VERSIONS)
    more = {key: entry[key] for key in ("media", "script", "away", "phone") if key in entry}
    state = State(entry["name"], address, steps, **more)
    if "each" not in entry:
        yield state
        return
    tree = LexborHTMLParser((root / address / "index.html").read_text("utf-8"))
    ids = [str(node.attributes["id"]) for node in tree.css(entry["each"])]
    if not ids:
        raise ValueError(f"{LIST.name}: {entry['name']} finds nothing")
    yield from (replace(state, name=f"{state.name}: {id}", address=f"{address}#{id}") for id in ids)


def draw(root: Path, project: Project, site: Path) -> None:
    """The archive of tests/support/archive_folder.py in the folder `root`, with the draft in concept/; every text is that of the built `site`."""
    root.mkdir(parents=True)
    write(root, ARCHIVE, site, [str(e.version) for e in ARCHIVE.entries if not e.withdrawn])
    gone = next(e for e in ARCHIVE.entries if str(e.version) == GONE)
    assert gone.withdrawn
    (root / GONE).mkdir()
    (root / GONE / "index.html").write_bytes(root_pages.tombstone(gone, gone.withdrawn, "/"))
    build.build(project, root / serve.DRAFT, draft=True)


@contextmanager
def served(root: Path) -> Iterator[Archive]:
    """The folder that `draw` filled, behind the very server of `handbook serve`, with all its headers."""
    # Never built here: the draft is in the folder already, and nobody changes its sources.
    draft = Draft(Project(root, root / "variables.yml"), root / serve.DRAFT, lambda _: None)
    draft.view = View("gebouwd", root / serve.DRAFT, (), True)
    server = serve.Server((serve.HOST, 0), serve.Handler)
    server.site = serve.ServedSite(serve.Folder(root.resolve()), draft)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    try:
        yield Archive(root, f"http://{serve.HOST}:{server.server_port}/")
    finally:
        draft.stop()
        server.shutdown()
        server.server_close()


@contextmanager
def opened(browser: Browser, state: State, prepare: pages.Prepare | None = None, **options: Any) -> Iterator[Page]:
    """A fresh page for `state`, on the archive's own day; the options are Playwright's, for a context that `prepare` has seen first."""
    more = {"reduced_motion": "reduce", "locale": "nl-NL", "java_script_enabled": state.script, **options}
    with pages.fresh(browser, f"{TODAY}T11:00:00Z" if state.script else None, prepare, **more) as page:
        page.set_default_timeout(PATIENCE)
        yield page


def reach(page: Page, archive: Archive, state: State) -> None:
    """Brings `page` into `state`; a page that waits for the register has its answer, so that nothing moves any more."""
    page.unroute_all()
    if not state.script:
        # A page may have been opened with JavaScript all the same: axe needs it.
        page.route("**/*.js", lambda route: route.abort())
    if state.away:
        page.route(f"**/{state.away}", lambda route: route.fulfill(status=404, body=""))
    page.emulate_media(media="print" if state.media == "print" else "screen")
    page.goto(archive.address + state.address, wait_until="load")
    if state.script and page.locator("[data-stand]").count():
        page.locator("[data-stand][data-status]").wait_for(state="attached")
    for verb, what in state.steps:
        _step(page, verb, what)


def _step(page: Page, verb: str, what: str) -> None:
    if verb == "type":
        page.keyboard.type(what)
    elif verb == "press":
        page.keyboard.press(what)
    elif verb == "see":
        page.locator(what).first.wait_for(state="visible")
    else:
        getattr(page.locator(what).first, verb)()
