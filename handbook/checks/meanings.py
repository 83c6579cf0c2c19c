"""Where somebody reads what the code of a message means: on a page of the handbook itself, for who keeps it."""

from __future__ import annotations

from handbook.checks import published
from handbook.core.meanings import Meanings
from handbook.sources import Sources
from handbook.sources.pages import address

WORD = "meldingenlijst("
"""What the page holds, by whatever name it goes."""


def of(sources: Sources) -> Meanings:
    """By the pages here, and by what the newest published version holds as far as this clone knows it."""
    path = next((path for path, page in sorted(sources.pages.items()) if WORD in page.template), None)
    if path is None:
        return Meanings()
    archive = published.archive(sources)
    pages = (archive.newest_record() or {}).get("paginas") if archive else None
    there = sources.facts is not None and isinstance(pages, dict) and path in pages
    site = f"{sources.facts.handboek.adres}{sources.project.edition.alias}/{address(path)}" if sources.facts and there else ""
    return Meanings(address(path), site)
