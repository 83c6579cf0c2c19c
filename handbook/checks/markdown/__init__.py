"""All rules on the Markdown of a page, one module per kind of rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from handbook.checks.markdown import as_typed, blocks, framed, nesting, not_offered, raw_html, running_text, tables
from handbook.core.as_json import codec
from handbook.core.findings import Finding
from handbook.core.kept import by_content
from handbook.sources import Sources
from handbook.sources.files.text_files import REMEMBERED
from handbook.sources.pages import Page

RULES: tuple[Callable[[Page], Iterator[Finding]], ...] = (
    running_text.empty,
    running_text.headings,
    tables.cell_counts,
    tables.unfinished_tables,
    blocks.lists,
    nesting.shallow,
    nesting.swallowed,
    nesting.bracketed,
    nesting.close,
    as_typed.close_headings,
    as_typed.underlined,
    as_typed.tasks,
    as_typed.bare_addresses,
    as_typed.lazy,
    as_typed.numbered_headings,
    as_typed.doubled_headings,
    as_typed.empty_table_headings,
    as_typed.doubled_words,
    running_text.bold,
    raw_html.tags,
    raw_html.attributes,
    not_offered.taught,
    not_offered.code_options,
    not_offered.attributes,
    not_offered.titles,
    blocks.fences,
    blocks.boxes,
    framed.captions,
    framed.grids,
    running_text.placeholders,
    running_text.direction,
    running_text.pictures,
    running_text.footnotes,
)


def check(sources: Sources) -> Iterator[Finding]:
    for page in sources.pages.values():
        yield from _of_page(page)


@by_content("opmaak", REMEMBERED, **codec(tuple[Finding, ...]))
def _of_page(page: Page) -> tuple[Finding, ...]:
    """What all rules say of one page, found once however often the page is read."""
    return tuple(one for rule in RULES for one in rule(page))
