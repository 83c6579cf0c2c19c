"""Remembers into which sections the plugin for the search divides the HTML of a page: what was not changed is not parsed again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from material.plugins.search.plugin import Parser as Whole

from handbook.core import kept


@dataclass
class Section:
    """What the plugin asks of one: the id of its heading, None at the top of a page, and the words of its heading and its text."""

    id: str | None
    title: list[str]
    text: list[str]
    excluded: bool

    def is_excluded(self) -> bool:
        return self.excluded


class Parser:
    """Takes the place of the plugin's own parser, and asks it."""

    def __init__(self) -> None:
        self.data: list[Section] = []

    def feed(self, html: str) -> None:
        self.data += [Section(id_, [*title], [*text], excluded) for id_, title, text, excluded in _divided(html)]

    def close(self) -> None:
        """All of it was parsed at once."""


def _back(text: str) -> tuple[Any, ...]:
    return tuple((id_, tuple(title), tuple(said), bool(excluded)) for id_, title, said, excluded in json.loads(text))


# A build asks once for each page; the disk remembers it for the next.
@kept.by_content("zoekdelen", 1, out=json.dumps, back=_back)
def _divided(html: str) -> tuple[Any, ...]:
    parser = Whole()
    parser.feed(html)
    parser.close()
    return tuple((one.id, tuple(one.title), tuple(one.text), one.is_excluded()) for one in parser.data)
