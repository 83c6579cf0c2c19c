"""Drops what MkDocs makes besides and no reader of the handbook uses."""

from __future__ import annotations

from handbook.build.site import BuiltSite


def drop(site: BuiltSite) -> None:
    """Drops the packed list of pages: a copy that nobody asks for, and the one file whose bytes depend on the machine's zlib."""
    (site.root / "sitemap.xml.gz").unlink(missing_ok=True)
