"""Pages at old addresses that lead to where their text went."""

from __future__ import annotations

from html import escape

from handbook.archive import root_pages
from handbook.build.site import Site
from handbook.sources.pages import address

LEADING = "stijl/door.js"


def lead(site: Site) -> None:
    """A page at each old address that leads to where its text went, keeping the place on the page; works without JavaScript."""
    assert site.sources.config
    targets = site.sources.config.redirects
    if targets:
        # A version is whole by itself, so it has its own.
        (site.root / LEADING).write_bytes((root_pages.FOLDER / "door.js").read_bytes())
    for old, (new, _) in targets.items():
        here = address(old)
        up = "../" * here.count("/")
        href = escape(f"{up}{built_address(new)}" or "./", quote=True)
        file = site.root / here / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            '<!doctype html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<title>Deze pagina is verplaatst</title>\n<script src="{up}{LEADING}" data-naar="{href}"></script>\n'
            f'<noscript><meta http-equiv="refresh" content="0; url={href}"></noscript>\n</head>\n<body>\n'
            f'<p>Deze pagina is verplaatst. <a href="{href}">Lees verder op de nieuwe plek</a>.</p>\n</body>\n</html>\n',
            "utf-8",
        )


def built_address(target: str) -> str:
    """The built address of a page with a place on it: `nieuw.md#artikel` is `nieuw/#artikel`."""
    path, hash_, anchor = target.partition("#")
    return f"{address(path)}{hash_}{anchor}"
