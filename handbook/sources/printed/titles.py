"""The heading of an article as it is printed: with the facts in it filled in, and without marks."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import replace

from jinja2 import nodes

from handbook.sources.articles import Article
from handbook.sources.front_matter import Metadata
from handbook.sources.pages import Page
from handbook.sources.printed.sentences import ATTRIBUTES, EMPHASIS, ESCAPED, LINKED, TAG, Reader


def put_in(
    printed: Mapping[str, Article], about: Metadata, pages: Mapping[str, Page], trees: Mapping[str, nodes.Template], reader: Reader
) -> dict[str, Article]:
    """The articles with their titles; `reader` fills in the facts, and knows of no titles yet."""
    lines: dict[str, Mapping[int, str]] = {}
    found = {}
    for id_, article in printed.items():
        typed = about.articles.get(id_)
        title = typed.title if typed else ""
        if typed and ("{{" in title or "{%" in title):
            if typed.page not in lines:
                lines[typed.page] = dict(reader.lines(pages[typed.page], trees[typed.page]))
            title = lines[typed.page].get(typed.line, "").lstrip("#")
        found[id_] = replace(article, title=bare(title))
    return found


def bare(heading: str) -> str:
    """The text of a heading without the marks of Markdown, with every word in it."""
    without = TAG.sub(" ", LINKED.sub(r"\1", ATTRIBUTES.sub("", heading)))
    return " ".join(html.unescape(ESCAPED.sub(r"\1", EMPHASIS.sub("", without))).split())
