"""Gives every numbered paragraph of an article an address: the second of `rust` is `#rust-lid-2`."""

from __future__ import annotations

from handbook.archive import printed_articles
from handbook.build.site import Page


def place(page: Page) -> None:
    """Counts within the article; a paragraph keeps the address that its author gave it."""
    printed_articles.place(page.tree)
