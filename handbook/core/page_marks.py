"""The attributes and classes by which a page says of its words what a program does with them, in versions of years ago too."""

from __future__ import annotations

LIVE_NOTE = "data-contact-noot"
"""The attribute of the line on a card that says whose details it has: no text of the page, for a script says something else there."""

SENTENCE = "data-zin"
"""Marks the words of a sentence that name contacts which are kept up to date; docs/stijl/contact.js says them again."""

SEARCH_ONLY = "data-alleen-zoeken"
"""The attribute of words that the search index has in the place of details which change; no page keeps them."""

HISTORY = "veranderd"
"""The class of the link below an article to what changed in it: no text of the article."""

OF_THE_PAGE = "data-van-de-pagina"
"""The attribute of what stands within the text of a page and tells of the page alone: since when it holds, and what is on it."""

OWN_ADDRESS = "headerlink"
"""The class of a link to the very place where it stands, as MkDocs puts one behind every heading."""

FORMER = "vervallen"
"""The class of what a page says of the articles that stood on it: no part of any article."""

MANAGEMENT = "beheer/"
"""The folder of what is for who keeps the handbook: with a menu of its own (overrides/partials/menu.html), and in no search or list of an employee."""

DRAFT = r"(<p class=\"?concept\"?>.*?)(?=</p>|<p\b|</aside>)"
"""In a page as it is written, the words that say that it is a draft; programs add to them. The end of the paragraph may be left out."""

DOWNLOADS = "data-downloads"
"""The attribute of the place where a version says as which files it can be had: what was made is no text of the page."""

PAPERS = "formulieren/"
"""The folder of the papers around the protocol: letters, forms and clauses. The list at its start is for everybody; a paper itself is in no search or list."""

BLANK = "invullen"
"""The class of a field that is left to fill in, and the kind of the box that says above a paper how to use it."""


def set_apart(path: str) -> bool:
    """Whether the page at `path`, or at this address, is for who keeps the handbook, or a paper and not the list of papers."""
    return path.startswith(MANAGEMENT) or (path.startswith(PAPERS) and path not in (PAPERS, f"{PAPERS}index.md"))
