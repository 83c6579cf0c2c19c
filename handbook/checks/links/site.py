"""Everything in this handbook that a link can lead to: its pages, the headings on them, and the other files of docs/."""

from __future__ import annotations

import difflib
import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from handbook.checks.preview import targets
from handbook.sources import Sources
from handbook.sources.data.entries import DATA_FOLDER
from handbook.sources.pages import Link, Page


@dataclass(frozen=True)
class Site:
    """The sources with the paths inside docs/ of every file that is published; `own` is the address of the site, None if unknown."""

    sources: Sources
    files: frozenset[str]
    own: str | None


def of(sources: Sources) -> Site:
    """The site that these sources make."""
    docs = sources.project.docs
    names = (path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file())
    return Site(sources, frozenset(filter(_published, names)), sources.facts.handboek.adres if sources.facts else None)


def _published(name: str) -> bool:
    """Whether a file of docs/ becomes part of the site."""
    return not name.startswith(f"{DATA_FOLDER}/") and not any(part.startswith(".") for part in name.split("/"))


def has(site: Site, path: str, anchor: str) -> bool:
    """Whether the page has the anchor, both in its source and as it is printed with these facts."""
    made = targets.of(site.sources).get(path)
    return anchor in site.sources.pages[path].anchors and (made is None or anchor in made.ids)


def printed(site: Site, page: Page, link: Link) -> bool:
    """Whether a reader gets the link with these facts; where nobody knows, it counts as printed."""
    made = targets.of(site.sources).get(page.path)
    return made is None or any(unquote(one.target) == unquote(link.target) for one in made.links)


def advice(site: Site, page: Page, address: str, anchor: str = "") -> str:
    """What to write on `page` instead of `address`, which is the path of a built page: a relative link to its source, and to the anchor there."""
    pages = site.sources.pages
    stem = address.strip("/").removesuffix("index.html").removesuffix(".html").strip("/")
    candidates = [c for c in (f"{stem}.md", f"{stem}/index.md", "index.md" if not stem else "", stem) if c in pages]
    near = candidates or [f"{one}.md" for one in difflib.get_close_matches(stem, [path.removesuffix(".md") for path in pages], 1)]
    if not near:
        return "Noem een pagina uit docs/, zoals index.md."
    target = posixpath.relpath(near[0], posixpath.dirname(page.path) or ".") + (f"#{anchor}" if anchor else "")
    return f"Verwijs naar de pagina: {target}" if candidates else f"Bedoelt u {target}?"
