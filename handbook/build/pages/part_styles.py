"""Leaves the style sheets of what only some pages have out of those that have none of it."""

from __future__ import annotations

from collections.abc import Mapping

from handbook.build.site import LENT, Page

SHEETS: Mapping[str, str] = {
    "stijl/opmaak.css": (
        ".kaart, .md-button, .tabblad, .task-list-item, .grid, .inline, .naast-links, .naast-rechts, figure, .keys, .footnote, .gekozen-maat, .invullen"
    ),
    "stijl/onderdelen.css": (
        ".vraagbaak, .nood, .vraag, .stil, .weg, .rol, .gebeurtenis, .az-lijst, .az-letters,"
        ".dilemma, .dilemma-overzicht, .dilemma-lijst, .stap, .keuze, .keuzelijst, .boom-vak, .vragen-vak, .bel-voor, .rust-op, .ontvangst, .zelfvraag, .volledig"
    ),
}
"""Sheet -> what begins each part of a page that it tells the look of (tests/build/test_part_styles.py). A site without steps links to all everywhere."""


def drop(page: Page) -> None:
    """Takes the links to sheets out of a page that has none of their parts: a first visit to an article need not fetch them."""
    for sheet, parts in SHEETS.items():
        # Pages at the root show the text of any article.
        if page.tree.css_first(parts) or (page.path == LENT and sheet == "stijl/opmaak.css"):
            continue
        for link in page.tree.css(f"link[rel='stylesheet'][href$='{sheet}']"):
            link.decompose()
