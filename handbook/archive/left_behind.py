"""The pages at addresses that follow the text in force, where that text lacks the page, or where no text is in force any more."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from pathlib import Path
from urllib.parse import quote

from handbook.archive import releases
from handbook.archive.register import Register, Version, in_force
from handbook.core.version_name import VersionName

TEMPLATE = "niet-meer.html"
"""What they are made from; a release without it has no such pages."""

INDEX = "index.html"

NONE_IN_FORCE = (b'data-register="geen-tekst"', b"<title>Er geldt nu geen tekst</title>")
"""The mark of the pages that say so; those of release 0.4.0 have their title only."""

Pages = Mapping[VersionName, Collection[str]]
"""The HTML files of every version, by their paths in it."""


def render(seen: Register, pages: Pages, alias: str, folder: Path = releases.PRESENT) -> dict[str, bytes]:
    """Every such page by its path at the root: an address that was given out once leads somewhere for ever.

    Each leads to the newest text that had the page while it was in force. Where there is no text in force, though there was, the root says so too.
    They name the day of the register, so they are those of before as long as that stays.
    """
    begun = [entry for entry in sorted(seen.entries, key=lambda one: one.version) if _was_told(entry, seen)]
    if not begun or not (folder / TEMPLATE).is_file():
        return {}
    now = seen.current.version if seen.current else None
    last = {page: entry.version for entry in begun for page in pages[entry.version]}
    kept = frozenset(pages[now]) if now else frozenset()
    page = _filled(folder, seen)
    made = {f"{alias}/{path}": page(path, version, path.count("/") + 1) for path, version in last.items() if path not in kept}
    return made if now else made | {INDEX: page(INDEX, begun[-1].version, 0)}


def is_made(data: bytes | None) -> bool:
    """Whether this is the first page of the alias while no text is in force any more."""
    return data is not None and any(mark in data for mark in NONE_IN_FORCE)


def _was_told(entry: Version, seen: Register) -> bool:
    """Whether its day has come, so that the fixed addresses may have led to it."""
    return entry.day <= seen.day and entry.announced <= seen.day


def _upcoming(seen: Register) -> tuple[date, Version] | None:
    """The day on which a text applies again where none does, by what was published, and that text."""
    turns = sorted({max(entry.day, entry.announced) for entry in seen.entries})
    found = ((day, in_force(seen.entries, day, day)) for day in turns if day > seen.day)
    return next(((day, entry) for day, entry in found if entry), None)


def _filled(folder: Path, seen: Register) -> Callable[[str, VersionName, int], bytes]:
    # Who only reads an archive starts sooner without the templates.
    from handbook.archive import root_pages

    template = root_pages.environment(folder).get_template(TEMPLATE)
    now = seen.current.version if seen.current else None
    known = {"now": now, "upcoming": None if now else _upcoming(seen), "made": seen.day, "employer": seen.employer}

    def page(path: str, last: VersionName, depth: int) -> bytes:
        return template.render(page=quote(path.removesuffix(INDEX)), last=last, root="../" * depth, **known).encode()

    return page
