"""Keeps the name of every heading to its own words: the link to its own address is no part of it, and no stop of Tab that says nothing."""

from __future__ import annotations

from handbook.build.site import Page
from handbook.core.page_marks import OWN_ADDRESS


def name(page: Page) -> None:
    """Hides the link that the engine put behind a heading from who hears the page or comes by Tab: a mouse finds it, and the list of headings has it too.

    The link of an article does more, and has a name of its own; there the heading says its words itself.
    """
    for link in page.tree.css(f":is(h1, h2, h3, h4, h5, h6) > a.{OWN_ADDRESS}"):
        heading = link.parent
        if heading is None:
            continue
        if link.attributes.get("aria-label"):
            parts = (part.text() for part in heading.iter(include_text=True) if part.mem_id != link.mem_id)
            heading.attrs["aria-label"] = " ".join(" ".join(parts).split())
        else:
            link.attrs["aria-hidden"] = "true"
            link.attrs["tabindex"] = "-1"
