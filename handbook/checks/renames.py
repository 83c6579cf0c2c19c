"""Which page a page that is gone has become: the only new one that says the same."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import lru_cache

from handbook.checks import published
from handbook.sources import Sources

ALIKE = 0.6
"""The share of lines that two texts must have in common; a page that was moved and rewritten beyond that is another page."""


@lru_cache(1)
def renamed(sources: Sources) -> Mapping[str, str]:
    """The new path of each page that is gone and can have become only one other; paths are relative to docs/."""
    listed = set(sources.config.pages) if sources.config else set()
    on_disk = set(sources.pages)
    # Without a commit to compare with, what the menu lacks is new.
    before = published.committed(sources)
    fresh = {path for path in on_disk - set(before) if before or path not in listed}
    gone = {path for path in (listed | set(before)) - on_disk if not (sources.project.docs / path).exists()}
    titles = {entry.target: entry.title for entry in sources.config.nav} if sources.config else {}
    found = {old: [new for new in sorted(fresh) if _alike(sources, before.get(old), titles.get(old), new)] for old in sorted(gone)}
    claimed = [new for candidates in found.values() for new in candidates]
    return {old: news[0] for old, news in found.items() if len(news) == 1 and claimed.count(news[0]) == 1}


def _alike(sources: Sources, before: str | None, title: str | None, new: str) -> bool:
    page = sources.pages[new]
    if before is None:
        return title is not None and page.title == title
    matcher = difflib.SequenceMatcher(None, before.split("\n"), page.lines, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
