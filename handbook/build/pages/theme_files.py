"""Drops the files of the theme that no reader of the handbook uses."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from handbook.build.pages.inline_styles import unstyle
from handbook.build.pages.minify import slim

SOURCE_MAP = re.compile(r"\n?(?://# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ \*/)\s*$")


def trim(site: Path) -> None:
    """Drops the theme's own look and scripts, source maps, what only MkDocs' own themes need, and what no browser shows."""
    for folder in ("stylesheets", "images", "javascripts"):
        shutil.rmtree(site / "assets" / folder, ignore_errors=True)
    for path in [p for p in site.rglob("*") if p.is_file()]:
        if path.suffix == ".map":
            path.unlink()
        elif path.suffix in (".js", ".css"):
            text = path.read_text("utf-8")
            shorter = SOURCE_MAP.sub("\n", text)
            if shorter != text:
                path.write_text(shorter, "utf-8")
    unstyle(site)
    slim(site)
