"""One archive with a text of every kind, as a folder: its register, and how its versions are drawn from one built site."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from handbook.archive import manifest, root_pages
from handbook.archive.register import Register
from handbook.core.dutch import long_date
from handbook.core.edition import Edition
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
    shell = (site / "404.html").read_text("utf-8")
    pages = root_pages.render(register, shell, [""], alias=Edition().alias)
    pages["regime.json"] = manifest.canonical(register.data({path: manifest.sha256(data) for path, data in pages.items()}))
    for name, data in pages.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    for version in versions:
        shutil.copytree(site, root / version)
        for path in [*(root / version).rglob("*.html"), root / version / "handboek.json"]:
            own = path.read_text("utf-8").replace(CURRENT, version).replace("1 november 2026", long_date(date.fromisoformat(version[:10])))
            path.write_text(own, "utf-8")
