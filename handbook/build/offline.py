"""Makes a built site work from a folder without a server (file://), where browsers refuse some requests."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from handbook.checks.built_site import SEARCH_INDEX

SCRIPT_INDEX = "search/search_index.js"
"""The search index as a script: a page opened as file:// may load scripts, but read no file. docs/stijl/zoeken.js asks for it there."""

SEARCH_TEXTS = "search/tekst"
"""The folder with what results show of each page, which become scripts too."""

TAG = re.compile(r"""<[a-z](?:[^"'=>]++|=\s*"[^"]*+"|=\s*'[^']*+'|=)*+>""", re.IGNORECASE)
ADDRESS = re.compile(
    r"""(?<=\s)(?:((?:href|src|action|data-naar)="|content="\d+;\s*url=)([^"]*)(?=")|((?:href|src|action|data-naar)=)([^"\s>]+))""",
    re.IGNORECASE,
)
"""With quotes around it, or without."""
WHOLE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def convert(site: Path, address: str) -> None:
    """Makes every link of the built `site` lead to a file, and its search index a script.

    `address` is where the site stands on the web, with a slash at its end: what lies outside the site is linked there.
    """
    for path in site.rglob("*.html"):
        page = _Page(site, path.relative_to(site).as_posix(), address)
        path.write_text(TAG.sub(lambda tag, page=page: page.tag(tag[0]), path.read_text("utf-8")), "utf-8")  # type: ignore[misc]
    index = (site / SEARCH_INDEX).read_text("utf-8")
    (site / SCRIPT_INDEX).write_text(f"window.zoekwoorden = {index.strip()}\n", "utf-8")
    for file in sorted((site / SEARCH_TEXTS).rglob("*.json")):
        name = json.dumps(file.relative_to(site).as_posix())
        file.with_suffix(".js").write_text(f"(window.zoekteksten ??= {{}})[{name}] = {file.read_text('utf-8').strip()}\n", "utf-8")


def led(tag: str, lead: Callable[[str], str]) -> str:
    """The tag with what `lead` makes of each address in it."""
    return ADDRESS.sub(lambda found: f"{found[1] or found[3]}{lead(found[2] if found[1] else found[4])}", tag)


class _Page:
    """One page of the site; `path` is relative to it, with forward slashes."""

    def __init__(self, site: Path, path: str, address: str) -> None:
        self.site, self.path, self.address = site, path, address
        self.base = urlsplit(address).path

    def tag(self, tag: str) -> str:
        """The same tag with addresses of files."""
        return led(tag, self.target)

    def target(self, target: str) -> str:
        """`target` as it must be without a server; what names no other page stays as it is."""
        path, rest = re.fullmatch(r"([^?#]*)(.*)", target, re.DOTALL).groups()  # type: ignore[union-attr]
        if not path or WHOLE.match(path):
            return target
        inside = path.removeprefix(self.base) if path.startswith(self.base) else posixpath.join(posixpath.dirname(self.path), path)
        full = posixpath.normpath(inside or ".")
        if full == ".." or full.startswith("../"):
            return urljoin(self.address + ("" if path.startswith(self.base) else self.path), target)
        if (self.site / unquote(full)).is_dir():
            full = posixpath.join(full, "index.html")
        return posixpath.relpath(full, posixpath.dirname(self.path) or ".") + rest
