"""Puts our own understanding of questions in front of Material's search worker, in one file, and has the pages ask for that."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from handbook.core.errors import CannotWork

OURS = Path(__file__).parent / "query-worker.js"
FOLDER = "assets/javascripts/workers"
MARK = "/*MATERIAL*/"

ADDRESS = re.compile(rf"{FOLDER}/search\.[0-9a-f]+\.min\.js")


def write(site: Path) -> str:
    """Writes the one worker of `site`, takes Material's own away, and gives the new address; the name follows from what it holds.

    Raises CannotWork where Material no longer ships one worker.
    """
    theirs = sorted((site / FOLDER).glob("search.*.js"))
    if len(theirs) != 1:
        raise CannotWork(f"Material heeft geen zoekprogramma meer in {FOLDER}. Zet de versie van mkdocs-material terug.")
    code = _terse(OURS.read_text("utf-8")).replace(MARK, theirs[0].read_text("utf-8").strip())
    name = f"{FOLDER}/zoek.{hashlib.sha256(code.encode()).hexdigest()[:8]}.js"
    (site / name).write_text(code, "utf-8")
    theirs[0].unlink()
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        changed = ADDRESS.sub(name, html)
        if changed != html:
            page.write_text(changed, "utf-8")
    return name


def _terse(code: str) -> str:
    """The same program without indents and whole lines of comment; nothing in it spans lines."""
    lines = (line.strip() for line in code.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"
