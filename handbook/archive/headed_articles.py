"""Finds the articles on a page, whoever built it: by the number in a heading, up to the next heading of its rank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.core.around import FURTHER
from handbook.core.page_marks import FORMER, HISTORY

RANKS = frozenset({"h1", "h2", "h3"})

BESIDE = frozenset({FURTHER, HISTORY, FORMER})
"""The classes of what stands below an article, or on its page, and is none of its text."""


@dataclass(frozen=True)
class HeadedArticle:
    """An article as it stands on a page: its heading with the number in it, and everything up to the next heading of its rank or above but what leads on from it, and what is said of articles that went."""

    id: str
    mark: LexborNode
    heading: LexborNode
    nodes: tuple[LexborNode, ...]


def headed(page: LexborHTMLParser | LexborNode) -> Iterator[HeadedArticle]:
    """The articles of a page in its order."""
    for mark in page.css("h2 > .artikel, h3 > .artikel"):
        heading = mark.parent
        if heading is None or not heading.attributes.get("id"):
            continue
        rank, nodes, node = str(heading.tag), [], heading.next
        while node and not (node.tag in RANKS and str(node.tag) <= rank):
            if BESIDE.isdisjoint((node.attributes.get("class") or "").split()):
                nodes.append(node)
            node = node.next
        yield HeadedArticle(str(heading.attributes["id"]), mark, heading, tuple(nodes))
