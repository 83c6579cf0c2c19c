"""Takes pictures of two states of the handbook, before a change and after it, and lays them side by side: python -m tools.pictures BEFORE AFTER."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize
from playwright.sync_api import TimeoutError as TooLate

from handbook.serve.accessibility import example, states
from handbook.serve.accessibility.states import State
from tests.support import browser as chromium

TO = Path("pictures")
RECORD = "handboek.json"
HIGHEST = 3000
"""Pixels of a page: what is below them differs in nothing that is looked at here."""

PAGES = (
    State("start", "{current}/"),
    State("search", "{current}/?query=mag+ik+een+foto+van+een+klant+plaatsen", (("see", "[data-zoeken-antwoord] h3 a"),)),
    State("article", "{current}/regels/beeld/"),
    State("aid", "{current}/keuzehulp/mag-ik-dit-plaatsen/"),
    State("dilemmas", "{current}/dilemmas/"),
    State("a-z", "{current}/a-z/"),
    State("versions", "versies/"),
)
"""What a maintainer looks at before signing; {current} is the folder of the text in force."""


@dataclass(frozen=True)
class View:
    """How a page is looked at. Paper is as wide as the text of a sheet."""

    name: str
    width: int
    height: int
    dark: bool = False
    paper: bool = False


VIEWS = (
    View("phone", 390, 844),
    View("phone, dark", 390, 844, dark=True),
    View("desktop", 1440, 900),
    View("desktop, dark", 1440, 900, dark=True),
    View("paper", 643, 950, paper=True),
)

DRAW = """
import json, sys
from pathlib import Path
from handbook.serve.accessibility import example
site, root = Path(sys.argv[1]), Path(sys.argv[2])
if not site.is_dir():
    from handbook.build import build
    from handbook.core.project import Project
    build.build(Project.find(Path.cwd()), site)
shown = example.round_about(site)
example.draw(root, shown, site)
print(json.dumps([str(shown.register.day), shown.current]))
"""
"""Run in a tree of the sources, of whatever day: the archive of the test of access, with the root pages of that tree."""


@dataclass(frozen=True)
class Drawn:
    """An archive as a folder, the day on which it is looked at, and the name of its text in force."""

    root: Path
    day: date
    current: str


def main(before: str, after: str) -> None:
    """Each side is a commit, a folder with sources or a folder with a built site. Writes TO/index.html."""
    TO.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        sides = {name: _drawn(what, Path(folder) / name) for name, what in (("before", before), ("after", after))}
        with chromium.opened() as running:
            for name, side in sides.items():
                for file in _taken(running, side, name):
                    print(file)
    (TO / "index.html").write_text(_side_by_side(before, after), "utf-8")
    print(f"Look at {(TO / 'index.html').resolve()}")


def _drawn(what: str, folder: Path) -> Drawn:
    """The archive of one side, drawn in the fresh `folder`."""
    folder.mkdir()
    tree, site = Path(what), folder / "site"
    if (tree / RECORD).is_file():
        tree, site = Path.cwd(), tree.resolve()
    elif not tree.is_dir():
        tree = folder / "sources"
        tree.mkdir()
        packed = subprocess.run(["git", "archive", what], check=True, capture_output=True).stdout
        subprocess.run(["tar", "-x", "-C", tree], input=packed, check=True)
    # The packages of the tree itself, which stand in its folder, come before the installed ones.
    told = subprocess.run([sys.executable, "-c", DRAW, site, folder / "archive"], cwd=tree, check=True, stdout=subprocess.PIPE, text=True)
    day, current = json.loads(told.stdout.splitlines()[-1])
    return Drawn(folder / "archive", date.fromisoformat(day), current)


def _taken(running: Browser, side: Drawn, name: str) -> Iterator[Path]:
    """A picture of every page in every view."""
    with example.served(side.root, side.day) as archive:
        for view in VIEWS:
            for state in PAGES:
                if view.paper and state.steps:
                    # What a reader opened is on no paper.
                    continue
                address = state.address.format(current=side.current)
                there = replace(state, address=address, media="print" if view.paper else "screen")
                size: ViewportSize = {"width": view.width, "height": view.height}
                with states.opened(running, there, side.day, viewport=size, color_scheme="dark" if view.dark else "light") as page:
                    try:
                        states.reach(page, archive, there)
                    except TooLate as late:
                        print(f"{name}, {state.name}, {view.name}: {late.message.splitlines()[0]}")
                    high = min(HIGHEST, page.evaluate("document.documentElement.scrollHeight"))
                    file = _file(state, view, name)
                    page.screenshot(path=file, full_page=True, clip={"x": 0, "y": 0, "width": view.width, "height": high})
                yield file


def _file(state: State, view: View, side: str) -> Path:
    return TO / f"{state.name}-{view.name.replace(', ', '-')}-{side}.png"


def _side_by_side(before: str, after: str) -> str:
    """One page: each state in each view, before and after; where nothing changed it says so and shows it once."""
    parts = []
    for state in PAGES:
        parts.append(f"<h2>{state.name}</h2>")
        for view in VIEWS:
            files = [_file(state, view, side) for side in ("before", "after")]
            if not all(file.is_file() for file in files):
                continue
            same = files[0].read_bytes() == files[1].read_bytes()
            shown = "".join(f'<img src="{file.name}" alt="{file.stem}" loading="lazy">' for file in (files[:1] if same else files))
            parts.append(f"<h3>{state.name}, {view.name}{': the same' if same else ''}</h3><div>{shown}</div>")
    title = f"{escape(before)} and {escape(after)}"
    style = "body{font:1rem sans-serif;background:#ddd}div{display:flex;gap:1rem;align-items:start}img{max-width:49%;border:1px solid #888}"
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title><style>{style}</style><h1>{title}</h1>{"".join(parts)}</html>'


if __name__ == "__main__":
    main(*sys.argv[1:])
