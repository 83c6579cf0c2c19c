"""Where a link leads now that a page was renamed: the page that it names, or the page on which it stands."""

from __future__ import annotations

import posixpath
import re

from handbook.checks.links.site import Site
from handbook.checks.renames import renamed
from handbook.core.findings import Fix
from handbook.sources.pages import Page

PATH = re.compile(r"\]\((?P<path>[^()\s<>#?:]+)(?=[)#?])")


def new_target(site: Site, page: Page, path: str) -> str | None:
    """The path to write on `page` instead of `path`; None if `path` is right, or no rename explains it."""
    moved = renamed(site.sources)
    here = posixpath.dirname(page.path)
    full = posixpath.normpath(posixpath.join(here, path))
    if full in site.files:
        return None
    if full in moved:
        return posixpath.relpath(moved[full], here or ".")
    before = next((old for old, new in moved.items() if new == page.path), page.path)
    meant = posixpath.normpath(posixpath.join(posixpath.dirname(before), path))
    meant = moved.get(meant, meant)
    return posixpath.relpath(meant, here or ".") if meant in site.files else None


def with_new_targets(site: Site, page: Page, number: int) -> Fix:
    """The line with this number, with every link in it pointing to where the page is now."""
    line = page.lines[number - 1]
    return Fix.of_line(number, line, PATH.sub(lambda m: "](" + (new_target(site, page, m["path"]) or m["path"]), line))
