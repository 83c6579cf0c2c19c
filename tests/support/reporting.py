"""Handbooks in git of which a report is made: what was published or stands on main, and what somebody typed since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from handbook.core.dutch import today
from handbook.core.project import Project
from handbook.report import made
from handbook.report.model import Report
from tests.support.handbooks import TINY, draw
from tests.support.publishing import git, named

AT = {"GIT_AUTHOR_DATE": "2026-11-02T09:00:00+01:00", "GIT_COMMITTER_DATE": "2026-11-02T09:00:00+01:00"}
"""The moment of every commit here: a report names the commit and its day."""


def drawn(root: Path, files: Mapping[str, str | bytes | None] | None = None, of: Path = TINY) -> Path:
    """A handbook on `main`, with one commit that is the same on every machine."""
    draw(root, {".gitignore": "__pycache__/\n", **(files or {})}, of)
    git(root, "init", "--quiet", "--initial-branch=main")
    keep(named(root))
    return root


def keep(root: Path, message: str = "Werk") -> str:
    """Commits everything."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", message, env=AT)
    return git(root, "rev-parse", "HEAD")


def edited(root: Path, name: str, *replaced: tuple[str, str]) -> None:
    """Replaces texts that must be there; `name` is a file of the handbook."""
    path = root / name
    text = path.read_text("utf-8")
    for old, new in replaced:
        assert old in text, (name, old)
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def report(root: Path, base: str | None = "main", day: date | None = None) -> Report:
    """What `handbook report` has to tell."""
    return made.report(Project.find(root), base, day or today())
