"""The place where a word is used, its facts, and how links run from there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from handbook.build.context import Context
from handbook.sources.printed import inline

NIET_ZOEKEN = " data-search-exclude"
"""What the search engine of the theme leaves out of its index."""


# Without a repr: the engine writes every word with its place into a log that nobody reads, which took a seventh of a build.
@dataclass(frozen=True, repr=False)
class Plek:
    """`env` is the engine's; its `page` is the page that is being rendered."""

    env: Any
    context: Context

    @property
    def page(self) -> str:
        """The path of the page below docs/, with forward slashes."""
        page = self.env.page
        file = page.file if hasattr(page, "file") else None
        return str(file.src_uri if file else page.path)

    @property
    def diepte(self) -> int:
        """How many folders the built page stands below the start of its version."""
        stem = self.page.removesuffix(".md")
        return stem.count("/") + (0 if stem == "index" or stem.endswith("/index") else 1)

    def naar(self, target: str) -> str:
        """The relative link from this page to `target`, a path below docs/."""
        here = self.page.split("/")[:-1]
        there = target.split("/")
        shared = 0
        while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
            shared += 1
        return "/".join([".."] * (len(here) - shared) + there[shared:])

    def adres(self, target: str, anchor: str = "") -> str:
        """The relative address of a built page, for links in HTML, which the engine leaves as they are."""
        stem = target.removesuffix(".md")
        folder = stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"
        return ("../" * self.diepte + folder or "./") + (f"#{anchor}" if anchor else "")

    def in_markdown(self, parts: Iterable[inline.Part]) -> str:
        """The parts of a sentence in Markdown, as read from this page."""
        return inline.markdown(parts, lambda place: f"{'' if place.page == self.page else self.naar(place.page)}#{place.anchor}")

    def in_html(self, parts: Iterable[inline.Part]) -> str:
        """The parts of a sentence in HTML, as read from this page."""
        return inline.html(parts, lambda place: f"{'' if place.page == self.page else self.adres(place.page)}#{place.anchor}")
