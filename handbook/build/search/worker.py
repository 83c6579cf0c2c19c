"""Strips from docs/stijl/zoek-worker.js what only its authors read, because every reader who searches fetches it."""

from __future__ import annotations

from pathlib import Path

WORKER_JS = "stijl/zoek-worker.js"


def slim(site: Path) -> None:
    """Rewrites the worker of `site` as the same program without indents and whole lines of comment; nothing in it spans lines."""
    path = site / WORKER_JS
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    path.write_text("\n".join(line for line in lines if line and not line.startswith("//")) + "\n", "utf-8")
