"""Gathers the pictures that a book shows, by the kinds that every reader of books knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from handbook.export.documents.model import Book

KINDS = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
"""Those of EPUB 3.3 (https://www.w3.org/TR/epub-33/#sec-core-media-types)."""


@dataclass(frozen=True)
class Pictures:
    """`found` has each file as the book names it: its kind and its bytes."""

    book: Book
    found: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def place(self, link: str) -> str:
        """Where the picture of the version stands in the book; "" where it cannot be had, so that its words stand there."""
        return self._put(link, self.book.file(link))

    def logo(self) -> str:
        """Where the logo stands, "" without one."""
        return self._put(f"logo{self.book.look.logo[0]}", self.book.look.logo[1]) if self.book.look.logo else ""

    def _put(self, link: str, data: bytes | None) -> str:
        suffix = PurePosixPath(link).suffix.lower()
        if data is None or suffix not in KINDS:
            return ""
        known = next((name for name, (_, held) in self.found.items() if held == data), None)
        name = known or f"beeld/{len(self.found) + 1:03}{suffix}"
        self.found[name] = (KINDS[suffix], data)
        return name
