"""Takes from the rules whatever a script would say otherwise later: a rule keeps the names and numbers of its day."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from handbook.archive import clean_html
from handbook.archive.headed_articles import headed
from handbook.build.site import Page
from handbook.core.around import AROUND
from handbook.core.page_marks import LIVE_NOTE, SEARCH_ONLY, SENTENCE


def keep(page: Page) -> None:
    """Leaves in every article the words alone, and nowhere those that only the search index needed.

    A card in an article is no sentence of it, and stays marked; so does a sentence in a box around a rule, which tells who helps now.
    """
    for words in page.tree.css(f"[{SEARCH_ONLY}]"):
        words.decompose()
    for article in headed(page.tree):
        inside = [span for node in article.nodes if node.is_element_node for span in node.css(f"[{SENTENCE}]")]
        for marked in [span for span in inside if not _around(span)]:
            for note in marked.css(f"[{LIVE_NOTE}]"):
                note.decompose()
            for inner in marked.css("[data-naast],[data-search-exclude]"):
                inner.unwrap()
            marked.unwrap()


def _around(node: LexborNode) -> bool:
    """Whether the node stands in a box around a rule."""
    above = node.parent
    while above and not any(clean_html.has_class(above, word) for word in AROUND):
        above = above.parent
    return above is not None
