"""Takes from the rules whatever a script would say otherwise later: a rule keeps the names and numbers of its day."""

from __future__ import annotations

from handbook.build.site import Page
from handbook.checks.built_page import headed
from handbook.sources.contacts import LIVE_NOTE, SEARCH_ONLY

SENTENCE = "data-zin"
"""Marks the words of a sentence that name contacts which are kept up to date; docs/stijl/contact.js says them again."""


def keep(page: Page) -> None:
    """Leaves in every article the words alone, and nowhere those that only the search index needed. A card in an article is no sentence of it, and stays marked."""
    for words in page.tree.css(f"[{SEARCH_ONLY}]"):
        words.decompose()
    for article in headed(page.tree):
        for marked in [span for node in article.nodes if node.is_element_node for span in node.css(f"[{SENTENCE}]")]:
            for note in marked.css(f"[{LIVE_NOTE}]"):
                note.decompose()
            for inner in marked.css("[data-naast],[data-search-exclude]"):
                inner.unwrap()
            marked.unwrap()
