"""Gives the Markdown that the engine gets of a page: facts filled in, conditions decided, each line with its number in the source."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from handbook.sources import Sources
from handbook.sources.pages import Page
from handbook.sources.printed import escape, values
from handbook.sources.printed.inline_words import Known
from handbook.sources.printed.sentences import Reader

Lines = Sequence[tuple[int, str]]
"""Numbers in the source, from 1 in the whole file, and text."""


class _Escaped(Reader):
    """Fills in facts so that any Markdown prints them letter for letter: a preview never shows them, so their signs are no difference."""

    def value(self, value: object) -> str:
        text = "" if value is None else str(getattr(value, "raw", value))
        opens = text[:1] in ("-", "+") or text[:1].isdigit()
        return (f"&#{ord(text[0])};" if opens else "") + escape.html(text[opens:])


@lru_cache(1)
def lines_of(sources: Sources) -> dict[str, tuple[tuple[int, str], ...]]:
    """The lines of every page whose template can be read; none where the facts cannot be used. Asked for twice in a check: never change them."""
    if sources.facts is None:
        return {}
    known = Known(sources.articles, sources.data.legal.items, sources.data.dilemmas.items)
    reader = _Escaped(values.page_names(sources.facts, sources.revisions), known)
    return {path: _body(sources.pages[path], reader.lines(sources.pages[path], tree)) for path, tree in sources.trees.items()}


def _body(page: Page, lines: Lines) -> tuple[tuple[int, str], ...]:
    """Without the front matter, which the template holds as empty lines."""
    return tuple((number, text) for number, text in lines if number >= page.body_start)
