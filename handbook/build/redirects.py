"""Pages at old addresses that lead to where their text went."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handbook.archive import redirects, root_pages
from handbook.sources.pages import address

LEADING = "stijl/door.js"


def redirect(site: Path, targets: Mapping[str, tuple[str, int]]) -> None:
    """A page at each old address that leads to where its text went, keeping the place on the page; works without JavaScript."""
    if targets:
        # A version is whole by itself, so it has its own.
        (site / LEADING).write_bytes((root_pages.FOLDER / "door.js").read_bytes())
    for old, (new, _) in targets.items():
        here = address(old)
        up = "../" * here.count("/")
        file = site / here / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(redirects.moved(f"{up}{_built_address(new)}" or "./", up + LEADING))


def _built_address(target: str) -> str:
    """The built address of a page with a place on it: `nieuw.md#artikel` is `nieuw/#artikel`."""
    path, hash_, anchor = target.partition("#")
    return f"{address(path)}{hash_}{anchor}"
