"""Takes out of the style sheets what no browser reads: comments, and white space that says nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from handbook.build.site import BuiltSite

STRING = r""""(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'"""
COMMENT = r"/\*.*?\*/"
DENSE = re.compile(rf"({STRING}|url\((?:[^)\"'\\]|\\.)*+\))|(?:{COMMENT}|\s)+", re.DOTALL)
"""What stays to the letter (group 1), or what can be one space."""

TIGHT = re.compile(rf"({STRING}|url\((?:[^)\"'\\]|\\.)*+\))|\s*([{{}};])\s*|(?<=:)\s+", re.DOTALL)
"""What stays to the letter (group 1), a sign that needs no space round it (group 2), or the space behind a colon."""


def fold(site: BuiltSite) -> None:
    """Rewrites every style sheet of the site; its rules stay the same."""
    for path in site.root.rglob("*.css"):
        path.write_text(folded(path.read_text("utf-8")), "utf-8")


@lru_cache(64)
def folded(css: str) -> str:
    """The same rules without comments, and with one space where white space says something."""
    return TIGHT.sub(lambda match: match[1] or match[2] or "", DENSE.sub(_dense, css)).strip() + "\n"


def _dense(match: re.Match[str]) -> str:
    if match[1]:
        return match[1]
    # A comment between two signs keeps them apart and is no space: `a/**/.b` is not `a .b`.
    return "\n" if "\n" in match[0] else " " if match[0][0].isspace() or match[0][-1].isspace() else "/**/"
