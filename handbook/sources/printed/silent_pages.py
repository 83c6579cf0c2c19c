"""Pages that say nothing to the readers of this organisation: every article on them is for others. The menu leads past them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from handbook.sources.articles import Article
from handbook.sources.front_matter import Metadata


@dataclass(frozen=True)
class Neighbours:
    """The pages before and after a silent one in the menu that do say something; None where there is none."""

    before: str | None
    after: str | None


def found(metadata: Metadata, printed: Mapping[str, Article]) -> frozenset[str]:
    """The pages that hold articles, none of which is `printed`. Each keeps its address, and says there that its rules don't apply."""
    held = {about.page for about in metadata.articles.values()}
    return frozenset(held - {article.page for article in printed.values()})


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
