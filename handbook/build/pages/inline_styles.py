"""Takes the styles out of the pages themselves: a column that its author aligned gets a class, and what somebody pasted along goes.

The policy of handbook.headers refuses a style in a page, whoever wrote it. Markdown's tables write one; so does text out of Word,
of which handbook.checks.markdown warns.
"""

from __future__ import annotations

import re
from pathlib import Path

CLASSES = {"left": "links", "center": "midden", "right": "rechts"}
"""What Markdown says of a column -> the class in docs/stijl/handboek.css."""

VALUE = r"""\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+)"""
TAG = re.compile(rf"""<[a-z][a-z0-9:-]*+(?:\s++[^\s"'<>/=]++(?:{VALUE})?+)*+\s*+/?>""", re.IGNORECASE)
"""The beginning of an element, attribute by attribute; one that is written otherwise is left to the check of the built site."""

STYLE = re.compile(r"\sstyle\s*=", re.IGNORECASE)
ATTRIBUTE = re.compile(rf"""(?P<whole>\s+(?P<name>[^\s"'<>/=]+)(?:{VALUE})?)""")
ALIGNED = re.compile(r'\sstyle="text-align:\s*(left|center|right);?"')
CLASS = re.compile(r'(\sclass=")')


def unstyle(site: Path) -> None:
    """Rewrites the pages of `site` in which an element has a style."""
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        plain = without_styles(html)
        if plain != html:
            path.write_text(plain, "utf-8")


def without_styles(html: str) -> str:
    """The same page without styles on its elements; style elements stay, for the check of the built site to name."""
    return TAG.sub(lambda tag: _plain(tag[0]) if STYLE.search(tag[0]) else tag[0], html) if STYLE.search(html) else html


def _plain(tag: str) -> str:
    aligned = ALIGNED.search(tag) if tag.startswith(("<td", "<th")) else None
    bare = ATTRIBUTE.sub(lambda m: "" if m["name"].lower() == "style" else m["whole"], tag)
    if aligned is None:
        return bare
    name = CLASSES[aligned[1]]
    return CLASS.sub(lambda m: f"{m[1]}{name} ", bare, count=1) if CLASS.search(bare) else f'{bare[:3]} class="{name}"{bare[3:]}'
