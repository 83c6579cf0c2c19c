"""Puts the fingerprint of a version on the pages that ask readers to confirm it: that of `artikelen.json`, which anybody can fetch and count."""

from __future__ import annotations

import re

from handbook.archive import manifest
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.build.site import BuiltSite, Page
from handbook.checks import built_page
from handbook.core.receipt import FILLED_IN, LATER, SHORT_HERE, short, spaced
from handbook.sources.pages import address

ASKING = re.compile(r"\b(?:ontvangst|vingerafdruk)\(")
"""The words that print what is filled in here (macros/ontvangst.py)."""


def fill_in(site: BuiltSite) -> None:
    """The last step, for the file that is counted holds what all steps before made; no fingerprint of a page has what stands here (data-meting)."""
    fingerprint = manifest.sha256((site.root / ARTIKELEN_JSON).read_bytes())
    for source in sorted(path for path, page in site.sources.pages.items() if ASKING.search(page.text)):
        path = f"{address(source)}index.html"
        if path not in site.pages:
            continue
        page = Page.read(site.root, site.base, path)
        for node in page.tree.css(f"[{FILLED_IN}]"):
            if href := node.attributes.get("href"):
                # The whole one first: the short one is a part of it.
                node.attrs["href"] = href.replace(LATER, fingerprint).replace(short(LATER), short(fingerprint))
            else:
                text = spaced(fingerprint) if node.attributes[FILLED_IN] == SHORT_HERE else fingerprint
                while node.first_child:
                    node.first_child.remove()
                node.insert_child(text)
            del node.attrs[FILLED_IN]
        html = page.html()
        (site.root / path).write_text(html, "utf-8")
        site.pages[path] = built_page.parse(path, html, page.tree)
