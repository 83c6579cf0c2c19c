"""Drops what MkDocs makes besides and no reader of the handbook uses."""

from __future__ import annotations

import re

from handbook.build.site import BuiltSite
from handbook.core.page_marks import MANAGEMENT, PAPERS

LISTED = "sitemap.xml"
ENTRY = re.compile(r"[ ]*<url>(?:(?!</url>).)*?</url>\n?", re.DOTALL)
APART = re.compile(rf"/{MANAGEMENT}|/{PAPERS}[^<]")
"""The list of papers itself stays: what follows its address is the end of it."""


def drop(site: BuiltSite) -> None:
    """Drops the packed list of pages, and from the list itself what is for who keeps the handbook, and papers to fill in.

    The packed one is a copy that nobody asks for, and the one file whose bytes depend on the machine's zlib.
    """
    (site.root / f"{LISTED}.gz").unlink(missing_ok=True)
    listed = site.root / LISTED
    if listed.is_file():
        text = listed.read_text("utf-8")
        listed.write_text(ENTRY.sub(lambda one: "" if APART.search(one[0]) else one[0], text), "utf-8", newline="\n")
