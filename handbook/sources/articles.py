"""How an article is written on a page and referred to: its heading, its id, and its number, which follows from its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handbook.core.meant import near
from handbook.sources.pages import Page

ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
HEADING = re.compile(
    r"^(?P<marks>#+)\s+\{\{\s*artikel\(\s*['\"](?P<word>[^'\"]*)['\"]\s*\)\s*\}\}\s+(?P<title>\S.*?)\s*\{#(?P<id>[^}\s]*)\}\s*$"
)
CITED = re.compile(r"\[\[(?P<id>[a-z0-9-]+)\]\]")
"""How a text in docs/gegevens refers to an article: [[klantgegevens]]."""

REFERRING = ("art", "art_met_titel", "nummer")
"""The words that refer to an article."""

WORDS = ("artikel", *REFERRING)
"""The word that numbers an article, and those."""


ANOTHER = "noemt een dilemma of een einde geen ander artikel, kies er dan een dat past"
"""What has to be done where an article went away besides taking out what names it."""


@dataclass(frozen=True)
class Article:
    """A numbered rule; `id` is its permanent address, `page` the page's path below docs/, `title` its heading as it is printed, in bare text."""

    id: str
    chapter: int
    number: int
    page: str
    title: str = ""

    @property
    def label(self) -> str:
        """4.2"""
        return f"{self.chapter}.{self.number}"


def headed(page: Page) -> Iterator[tuple[int, str, re.Match[str] | None]]:
    """Every line meant as an article's heading: its number, its text and its parts, or None if it is malformed."""
    for number, line in enumerate(page.template.split("\n"), 1):
        if "artikel(" in line:
            yield number, line, HEADING.match(line)


def heading_line(page: Page, id_: str) -> int | None:
    """The line of the heading of this article on the page, counted from 1; None where it has none there."""
    return next((line for line, _, match in headed(page) if match and match["id"] == id_), None)


def not_there(id_: str, known: Iterable[str], typed: str = "{}") -> str:
    """What to do about an article that is named and is not there; `typed` is how its id stands where it is named."""
    ids = [one for one in known if ID.fullmatch(one)]
    if meant := near(id_, ids, 1):
        return f"Bedoelt u {typed.format(meant[0])}?"
    return f"Noem het adres van een artikel. Dat staat achter zijn kop, zoals {{#{next(iter(ids), 'klantgegevens')}}}."
