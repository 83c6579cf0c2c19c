"""What a first visit fetches beside the text of a page stays as light as it is: `make bench PARTS=visits` measures all of it in a browser."""

from __future__ import annotations

import gzip
import posixpath
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

EVERYWHERE_KB = 18.0
"""All sheets and scripts that every page has, with gzip: more than two thirds of what a reader fetches who comes for one article."""

SEARCH_KB = 17.5
"""The scripts and the sheet of a first search, apart from its words."""


def kilobytes(site: Path, paths: set[str]) -> float:
    return sum(len(gzip.compress((site / path).read_bytes(), 9)) for path in paths) / 1000


def fetched(site: Path, path: Path) -> set[str]:
    """The sheets and scripts that the page asks for at once, by their paths in the site."""
    page, folder = LexborHTMLParser(path.read_text("utf-8")), path.relative_to(site).parent.as_posix()
    named = [node.attributes.get("href") or node.attributes.get("src") or "" for node in page.css("link[rel=stylesheet], script[src]")]
    return {posixpath.normpath(posixpath.join(folder, name)) for name in named}


def test_what_every_page_fetches_stays_light(sample_site: Path) -> None:
    pages = [fetched(sample_site, path) for path in sample_site.glob("regels/*/index.html")]
    # An address that moved has a page of its own, which only leads on.
    everywhere = set.intersection(*(page for page in pages if "stijl/schil.js" in page))
    assert {"stijl/handboek.css", "stijl/schil.js", "stijl/versies.js", "stijl/stand.js"} <= everywhere
    assert kilobytes(sample_site, everywhere) <= EVERYWHERE_KB


def test_what_few_readers_use_comes_at_its_first_use(sample_site: Path) -> None:
    search = {"stijl/zoeken.js", "stijl/zoeken.css", "stijl/zoek-worker.js"}
    later = search | {"stijl/aanhalen.js", "stijl/aanhalen.css"}
    assert not [path for path in sample_site.rglob("*.html") if fetched(sample_site, path) & later]
    assert kilobytes(sample_site, search) <= SEARCH_KB
