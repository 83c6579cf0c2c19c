"""Leaves the style sheet of what only some pages have out of those that have none of it."""

from __future__ import annotations

from handbook.build.site import Page

SHEET = "stijl/onderdelen.css"

PARTS = (
    ".vraagbaak, .nood, .vraag, .stil, .weg, .rol, .gebeurtenis, .az-lijst, .az-letters,"
    ".dilemma, .dilemma-overzicht, .dilemma-lijst, .stap, .keuze, .keuzelijst, .boom-vak, .vragen-vak, .bel-voor, .rust-op"
)
"""What begins each part of a page that the sheet tells the look of (tests/build/test_part_styles.py). A site without steps links to it everywhere."""


def drop(page: Page) -> None:
    """Takes the link to the sheet out of a page that has none of its parts: a first visit to an article need not fetch it."""
    if not page.tree.css_first(PARTS):
        for link in page.tree.css(f"link[rel='stylesheet'][href$='{SHEET}']"):
            link.decompose()
