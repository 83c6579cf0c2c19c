"""Takes the styles out of a page itself: a column that its author aligned gets a class, and what somebody pasted along goes.

The policy of handbook.serve.headers refuses a style in a page, wherever it came from. Markdown's tables write one; so does text out of Word,
of which handbook.checks.markdown warns.
"""

from __future__ import annotations

import re

from handbook.build.site import Page

CLASSES = {"left": "links", "center": "midden", "right": "rechts"}
"""What Markdown says of a column -> the class in docs/stijl/handboek.css."""

ALIGNED = re.compile(r"text-align:\s*(left|center|right);?")


def move(page: Page) -> None:
    """Takes every element's style away; style elements stay, for the check of the built site to name."""
    for node in page.tree.css("[style]"):
        aligned = ALIGNED.fullmatch(node.attributes["style"] or "") if node.tag in ("td", "th") else None
        del node.attrs["style"]
        if aligned:
            node.attrs["class"] = f"{CLASSES[aligned[1]]} {node.attributes.get('class') or ''}".strip()
