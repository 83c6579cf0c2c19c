"""Gives every numbered paragraph of an article an address: the second of `rust` is `#rust-lid-2`."""

from __future__ import annotations

from handbook.archive.headed_articles import headed
from handbook.archive.printed_articles import paragraphs
from handbook.build.site import Page


def place(page: Page) -> None:
    """Counts within the article; a paragraph keeps the address that its author gave it."""
    for article in headed(page.tree):
        for count, item in enumerate(paragraphs(article), 1):
            if not item.attributes.get("id"):
                item.attrs["id"] = f"{article.id}-lid-{count}"
