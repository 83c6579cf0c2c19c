"""Draws small handbooks: a copy of this one's sources, and tiny ones out of a dict of files."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

WHERE_MADE = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "/work" + "/main")
"""What would tie the project to a registry or to one machine."""

ODD = "Jansen & Zn. <Zuid> *Best*"
"""A name that means something to HTML, Markdown and templates."""

TINY = Path(__file__).parent / "tiny"
"""The smallest handbook in which everything is right."""

SAMPLE = Path(__file__).parent / "sample"
"""A small organisation with something of everything a handbook can hold: what engine tests run on, whatever stands in our own docs/."""

SAMPLE_WARNINGS = {"DIL008"}
"""Eight dilemmas are enough for the machinery, and too few for people."""


def copy_sources(to: Path, leave_out: tuple[str, ...] = ()) -> Path:
    """This handbook as it stands in the working tree, without what git ignores, as a fresh folder `to`.

    Paths that begin with one of `leave_out` stay behind.
    """
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        source, target = ROOT / name, to / name
        if source.is_file() and not (leave_out and name.startswith(leave_out)):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target, follow_symlinks=False)
    return to


def draw(to: Path, files: Mapping[str, str | bytes | None] | None = None, of: Path = TINY) -> Path:
    """The tiny handbook (or `of`, such as SAMPLE) in the folder `to`, with `files` over it: a text or bytes replaces a file, None takes it away.

    A text that begins with `+` is put behind what stands in the file. Words and looks are this handbook's own.
    """
    put(of, to)
    for folder in ("macros", "overrides", "docs/stijl"):
        put(ROOT / folder, to / folder)
    for name, content in (files or {}).items():
        path = to / name
        if content is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str) and content.startswith("+"):
            content = path.read_text("utf-8") + content[1:]
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return to


def put(of: Path, to: Path) -> None:
    """A copy of a folder of this repository in the folder `to`, as shutil.copytree makes one in five times the time."""
    folders, files = _held(of)
    for folder in folders:
        Path(to, folder).mkdir(parents=True, exist_ok=True)
    for name, data, times in files:
        copy = os.open(f"{to}/{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.write(copy, data)
        os.utime(copy, ns=times)
        os.close(copy)


@cache
def _held(of: Path) -> tuple[tuple[Path, ...], tuple[tuple[str, bytes, tuple[int, int]], ...]]:
    """Its folders, and its files with what stands in them and their times: read once by a process, which draws hundreds of them."""
    assert of.is_relative_to(ROOT), "what may change meanwhile is not remembered"
    found = [of, *sorted(path for path in of.rglob("*") if "__pycache__" not in path.parts)]
    files = [(path, path.stat()) for path in found if path.is_file()]
    return tuple(path.relative_to(of) for path in found if path.is_dir()), tuple(
        (path.relative_to(of).as_posix(), path.read_bytes(), (told.st_atime_ns, told.st_mtime_ns)) for path, told in files
    )


def odd_sources(to: Path) -> Path:
    """The sample for the oddly named firm, with its name in every kind of place that a page has."""
    draw(to, of=SAMPLE)
    facts = to / "variables.yml"
    text = facts.read_text("utf-8").replace('"Proefhuis B.V."', f'"{ODD}"').replace('  # logo: "img/logo.svg"', '  logo: "img/logo.svg"')
    facts.write_text(text, "utf-8")
    (to / "docs/img/logo.svg").write_text(LOGO, "utf-8")
    page = to / "docs/begrippen.md"
    page.write_text(page.read_text("utf-8") + PLACES, "utf-8")
    return to


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path d="M0 0H300V100H0z" fill="#123456"/></svg>'
PLACES = """
## {{ artikel('proef') }} Regels van {{ werkgever.naam }} {#proef}

Het proefwoord sprinkhaan staat bij {{ werkgever.naam }}.

| Wie | Wat |
| --- | --- |
| {{ werkgever.naam }} | een cel |
"""
