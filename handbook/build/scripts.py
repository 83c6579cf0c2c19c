"""Takes out of the scripts of pages what only their authors read: comments, room and long names."""

from __future__ import annotations

from functools import lru_cache

import minify_html

from handbook.build import short_names
from handbook.build.site import BuiltSite

SCRIPTS = "stijl/*.js"

BEGIN, END = "<script>", "</script>"

STRICT = '"use strict"'


def fold(site: BuiltSite) -> None:
    """Rewrites every script of the site as the same program; half of what a first visit fetches of them was said to authors."""
    for path in sorted(site.root.glob(SCRIPTS)):
        path.write_text(folded(path.read_text("utf-8")), "utf-8")


@lru_cache(64)
def folded(script: str) -> str:
    """The same program as short as it can be said; one that cannot be read is left as it is."""
    # The library reads scripts where pages have them.
    if END in script.lower():
        return script
    page = minify_html.minify(f"{BEGIN}{script}{END}", minify_js=True)
    # It takes every script for a module, which is strict by itself.
    strict = f"{STRICT};" if STRICT in script else ""
    return f"{strict}{short_names.given(page.removeprefix(BEGIN).removesuffix(END).removeprefix(strict))}\n"
