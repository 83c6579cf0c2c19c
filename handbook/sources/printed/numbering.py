"""Numbers the articles that are printed: a page with articles is a chapter, in the order of the menu."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import nodes

from handbook.core import causes
from handbook.core.findings import Cause, Finding, quote
from handbook.sources.articles import REFERRING, WORDS, Article
from handbook.sources.pages import Page
from handbook.sources.printed import conditions


def number(trees: Mapping[str, nodes.Template], order: Iterable[str], names: Mapping[str, Any]) -> dict[str, Article]:
    """The articles that are printed with the facts in `names`, by id; `trees` are the pages' templates by path."""
    found: dict[str, Article] = {}
    chapter = 0
    for path in order:
        ids = [id_ for word, id_, _ in _printed(trees.get(path), names) if word == "artikel"]
        chapter += bool(ids)
        for place, article in enumerate(ids, 1):
            found.setdefault(article, Article(article, chapter, place, path))
    return found


def dangling(page: Page, tree: nodes.Template, names: Mapping[str, Any], printed: Collection[str]) -> Iterator[Finding]:
    """References that are printed on the page to articles that are not."""
    for word, id_, line in _printed(tree, names):
        if word in REFERRING and id_ not in printed:
            yield Finding(
                page.name,
                line,
                "ART005",
                f"Artikel {quote(id_)} wordt bij deze gegevens niet gedrukt.",
                "Zet de verwijzing binnen dezelfde voorwaarde als het artikel.",
                cause=Cause(needs=(causes.article(id_),)),
            )


def _printed(tree: nodes.Template | None, names: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Word, id and line of each article and reference that is left once the conditions are decided."""
    for call in conditions.printed_calls(tree, names) if tree else ():
        if isinstance(call.node, nodes.Name) and call.node.name in WORDS and call.args and isinstance(call.args[0], nodes.Const):
            yield call.node.name, str(call.args[0].value), call.lineno
