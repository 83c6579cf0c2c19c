"""One archive with a text of every kind, as a folder: its register, and how its versions are drawn from one built site."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from handbook.archive.register import Register
from handbook.serve.accessibility import example
from tests.support.registers import entry, seen

TODAY = "2026-11-22"
CURRENT, EXPIRED, FUTURE, GONE, LATE, CORRECTED = "2026-11-01", "2026-01-01", "2027-01-01", "2025-03-01", "2025-06-01", "2025-09-01"
ARCHIVE = seen(
    entry("2024-01-01", 1),
    entry(GONE, 2, gone="2025-05-01"),
    entry(LATE, 3, announced="2025-07-15"),
    entry(CORRECTED, 4),
    entry(f"{CORRECTED}.2", 5, kind="redactioneel"),
    entry(EXPIRED, 6),
    entry(CURRENT, 7),
    entry(FUTURE, 8, announced="2026-11-20"),
    day=date.fromisoformat(TODAY),
)


def write(root: Path, register: Register, site: Path, versions: list[str]) -> None:
    """The register in `root`, and of the versions named their folders, drawn from `site`, which is CURRENT."""
    example.write(root, register, site, dict.fromkeys(versions, CURRENT))
