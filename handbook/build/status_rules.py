"""The script with which a page tells which version applies, shared with the register at the root."""

from __future__ import annotations

from handbook.archive import root_pages
from handbook.build.site import BuiltSite

ADDRESS = "stijl/versies.js"


def add(site: BuiltSite) -> None:
    """Puts it in the site: a version is whole by itself and loads nothing from the root."""
    (site.root / ADDRESS).write_bytes(root_pages.RULES.read_bytes())
