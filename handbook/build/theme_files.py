"""Drops the files of MkDocs and the theme that no reader of the handbook uses."""

from __future__ import annotations

import re
import shutil

from handbook.build.site import BuiltSite

SOURCE_MAP = re.compile(r"\n?(?://# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ \*/)\s*$")


def drop(site: BuiltSite) -> None:
    """Drops the theme's own look and scripts, source maps, and what only MkDocs' own themes need."""
    for folder in ("stylesheets", "images", "javascripts"):
        shutil.rmtree(site.root / "assets" / folder, ignore_errors=True)
    # A copy that nobody asks for, and the one file whose bytes depend on the machine's zlib.
    (site.root / "sitemap.xml.gz").unlink(missing_ok=True)
    for path in [p for p in site.root.rglob("*") if p.is_file()]:
        if path.suffix == ".map":
            path.unlink()
        elif path.suffix in (".js", ".css"):
            text = path.read_text("utf-8")
            shorter = SOURCE_MAP.sub("\n", text)
            if shorter != text:
                path.write_text(shorter, "utf-8")
