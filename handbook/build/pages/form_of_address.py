"""Puts a page into the je-form, where the organisation chose that."""

from __future__ import annotations

from handbook.build.site import Page
from handbook.sources.printed import spoken_html


def say(page: Page) -> None:
    """Changes nothing where the text stays as it was typed."""
    spoken_html.say(page.familiar, page.tree)
