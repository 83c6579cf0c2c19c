"""Numbers the articles: a page with articles is a chapter, in the order of the menu; an article's number is its place on it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes

from handbook.core.findings import Finding, quote
from handbook.sources.pages import Page
from handbook.sources.printed import conditions

ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
HEADING = re.compile(
    r"^(?P<marks>#+)\s+\{\{\s*artikel\(\s*['\"](?P<word>[^'\"]*)['\"]\s*\)\s*\}\}\s+(?P<title>\S.*?)\s*\{#(?P<id>[^}\s]*)\}\s*$"
)
CITED = re.compile(r"\[\[(?P<id>[a-z0-9-]+)\]\]")
"""How a text in docs/gegevens refers to an article: [[klantgegevens]]."""

WORDS = ("artikel", "art")
"""The words that number an article and that refer to one."""


@dataclass(frozen=True)
class Article:
    """A numbered rule; `id` is its permanent address, `page` the page's path below docs/."""

    id: str
    chapter: int
    number: int
    page: str

    @property
    def label(self) -> str:
        """4.2"""
        return f"{self.chapter}.{self.number}"


def headed(page: Page) -> Iterator[tuple[int, str, re.Match[str] | None]]:
    """Every line that means to open an article: its number, its text and its parts, None where its form is wrong."""
    for number, line in enumerate(page.template.split("\n"), 1):
        if "artikel(" in line:
            yield number, line, HEADING.match(line)


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
        if word == "art" and id_ not in printed:
            yield Finding(
                page.name,
                line,
                "ART005",
                f"Artikel {quote(id_)} wordt bij deze gegevens niet gedrukt.",
                "Zet de verwijzing binnen dezelfde voorwaarde als het artikel.",
            )


def _printed(tree: nodes.Template | None, names: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Word, id and line of each article and reference that is left once the conditions are decided."""
    for call in conditions.printed_calls(tree, names) if tree else ():
        if isinstance(call.node, nodes.Name) and call.node.name in WORDS and call.args and isinstance(call.args[0], nodes.Const):
            yield call.node.name, str(call.args[0].value), call.lineno
