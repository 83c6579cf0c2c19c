"""Keeps on one line what is read as one: a date and a telephone number, also those that somebody typed by hand."""

from __future__ import annotations

import re

from handbook.build.pages import white_space
from handbook.build.site import Page
from handbook.core.dutch import MONTHS
from handbook.sources.printed.inline import TIED

GAP = r"[ \n]"
MONTH = "|".join(MONTHS)

TOGETHER = re.compile(
    rf"(?<![\w.,])(?:\d{{1,2}}{GAP}(?:{MONTH})(?:{GAP}\d{{4}})?|(?:{MONTH}){GAP}\d{{4}})(?!\w)"
    rf"|(?<![\w+/-])(?:\+\d{{2,3}}(?:{GAP}\(0\))?{GAP}\d{{1,3}}|\(0\d{{1,3}}\)|0\d{{1,3}})[ \n-]?(?:{GAP}?\d{{2,4}}){{1,4}}(?![\w/-])",
    re.IGNORECASE,
)
"""A day, a month of a year, and a number that begins as those of the Netherlands and others do."""

DIGIT = re.compile(r"\d")


def tied(text: str) -> str:
    """The text with a space that does not break in every date and telephone number; which words it has stays the same."""
    if not DIGIT.search(text):
        return text
    return TOGETHER.sub(lambda found: re.sub(GAP, TIED, found[0]), text)


def tie(page: Page) -> None:
    """Ties in every text of the page."""
    if page.tree.body:
        white_space.rewrite(page.tree.body, lambda text, _: tied(text))
