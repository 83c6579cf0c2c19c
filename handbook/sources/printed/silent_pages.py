"""Pages that say nothing to the readers of this organisation: every article on them is for others, or they are for who keeps the handbook, or a paper to fill in. The menu leads past them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from handbook.core.page_marks import set_apart
from handbook.sources.articles import Article
from handbook.sources.front_matter import Metadata


@dataclass(frozen=True)
class Neighbours:
    """The pages before and after a silent one in the menu that do say something; None where there is none."""

    before: str | None
    after: str | None


def found(metadata: Metadata, printed: Mapping[str, Article]) -> frozenset[str]:
    """The pages that hold articles, none of which is `printed`, each of which says at its address that its rules don't apply; and those that are set apart."""
    held = {about.page for about in metadata.articles.values()}
    apart = {path for path in metadata.titles if set_apart(path)}
    return frozenset(held - {article.page for article in printed.values()} | apart)


def past(menu: Sequence[str], silent: Iterable[str]) -> dict[str, Neighbours]:
    """Of each silent page in the menu, where a reader goes on who pages through it."""
    left_out = frozenset(silent)
    ways: dict[str, Neighbours] = {}
    for at, page in enumerate(menu):
        if page in left_out:
            before = next((one for one in reversed(menu[:at]) if one not in left_out), None)
            after = next((one for one in menu[at + 1 :] if one not in left_out), None)
            ways[page] = Neighbours(before, after)
    return ways
