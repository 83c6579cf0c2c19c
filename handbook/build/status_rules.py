"""The script with which a page tells which version applies, shared with the register at the root."""

from __future__ import annotations

import re

from handbook.archive import root_pages
from handbook.build.site import BuiltSite

ADDRESS = "stijl/versies.js"

ROOT_ALONE = re.compile(r"^ *// For the root alone\.\n.*?^ *// For every page again\.\n", re.MULTILINE | re.DOTALL)
"""What no page of a version asks, and every reader of one would fetch."""


def add(site: BuiltSite) -> None:
    """Puts it in the site: a version is whole by itself and loads nothing from the root."""
    (site.root / ADDRESS).write_text(of_a_page(), "utf-8")


def of_a_page() -> str:
    """The script as pages have it."""
    return ROOT_ALONE.sub("", root_pages.RULES.read_text("utf-8"))
