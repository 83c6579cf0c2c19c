"""Where the printed text leans on a legal source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes

from handbook.sources.articles import HEADING
from handbook.sources.data.legal_sources import WORD
from handbook.sources.pages import Page
from handbook.sources.printed import conditions

CITED = re.compile(rf"\b{WORD}\(\s*(?P<quote>['\"])(?P<key>[^'\"]*)(?P=quote)")
"""How a page cites a norm: {{ bron('klokkenluiders') }}."""


@dataclass(frozen=True)
class Use:
    """One place where a norm is cited: page, its title, line; `article` is None where the line belongs to no article."""

    key: str
    page: str
    title: str
    line: int
    article: str | None


def written(page: Page) -> Iterator[Use]:
    """Every place on the page that cites a norm, whatever the conditions around it."""
    for number, line in enumerate(page.template.split("\n"), 1):
        for match in CITED.finditer(line):
            yield Use(match["key"], page.path, page.title, number, _article(page, number))


def printed(pages: Mapping[str, Page], trees: Mapping[str, nodes.Template], names: Mapping[str, Any]) -> tuple[Use, ...]:
    """The places that are printed with the facts in `names`, in the order of `pages`."""
    found = []
    for path, page in pages.items():
        for call in conditions.printed_calls(trees[path], names) if path in trees else ():
            if isinstance(call.node, nodes.Name) and call.node.name == WORD and call.args and isinstance(call.args[0], nodes.Const):
                found.append(Use(str(call.args[0].value), path, page.title, call.lineno, _article(page, call.lineno)))
    return tuple(found)


def _article(page: Page, line: int) -> str | None:
    """The article under whose heading the line stands."""
    above = [h for h in page.headings if h.line < line and h.level <= 2]
    match = HEADING.match(page.lines[above[-1].line - 1]) if above else None
    return match["id"] if match else None
