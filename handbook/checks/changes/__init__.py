"""Whether the newest revision says what it changes, and no more and no less than that."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.changes import declared, editorial
from handbook.core.findings import Finding
from handbook.sources import Sources


def check(sources: Sources) -> Iterator[Finding]:
    """Held against the text that was published before it, as far as this clone knows that."""
    yield from declared.check(sources)
    yield from editorial.check(sources)
