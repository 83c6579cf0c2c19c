"""Pages at old addresses that lead to where their text went."""

from __future__ import annotations

from handbook.archive import redirects, root_pages
from handbook.build import former_articles
from handbook.build.site import BuiltSite
from handbook.sources.pages import address

LEADING = "stijl/door.js"
STYLES = ("stijl/kleur.css", "stijl/handboek.css")


def lead(site: BuiltSite) -> None:
    """A page at each old address that leads to where its text went, keeping the place on the page; works without JavaScript."""
    assert site.sources.config
    targets = site.sources.config.redirects
    if targets:
        # A version is whole by itself, so it has its own.
        (site.root / LEADING).write_bytes((root_pages.FOLDER / "door.js").read_bytes())
    for old, (new, _) in targets.items():
        here = address(old)
        up = "../" * here.count("/")
        file = site.root / here / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        elsewhere = [*former_articles.notes(site, old)]
        styles = [up + name for name in STYLES if (site.root / name).is_file()]
        file.write_bytes(redirects.moved(f"{up}{built_address(new)}" or "./", up + LEADING, elsewhere, styles))


def built_address(target: str) -> str:
    """The built address of a page with a place on it: `nieuw.md#artikel` is `nieuw/#artikel`."""
    path, hash_, anchor = target.partition("#")
    return f"{address(path)}{hash_}{anchor}"
