"""Makes a few pages of a draft again to stand over those of the site, as the whole build that comes behind it will: that takes many times as long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from handbook.build import draft_editing, receipts
from handbook.build.build import Built
from handbook.build.context import Context
from handbook.build.engine import Refused
from handbook.build.page_trees import Trees
from handbook.build.steps import EACH_PAGE
from handbook.checks import article_headings, front_matter, markdown, residue
from handbook.core.findings import errors
from handbook.sources import Sources, read
from handbook.sources.pages import address

OF_A_PAGE = (front_matter.check, article_headings.check, markdown.check, residue.in_pages)
"""Checks that need nothing but a page: what they find, its author sees at once. The whole build asks all others."""


def pages(before: Built, paths: Sequence[str], to: Path) -> bool:
    """Puts in `to` the pages `paths` of docs/ alone, as they are in their files now, to stand over the site of `before`; says whether it did.

    All that these pages show of others is of now. The other pages, the search and the files that are made of all pages follow with the
    whole build. It does not where anything is wrong or in doubt; nobody may look in `to` then, and `before` can be used again.
    """
    sources = read(before.site.sources.project)
    if errors(sources.findings) or any(path not in sources.pages or path not in before.site.sources.pages for path in paths):
        return False
    shown = [sources.pages[path] for path in paths]
    alone = _alone(sources, paths)
    if any(receipts.ASKING.search(page.text) for page in shown) or any(errors(list(check(alone))) for check in OF_A_PAGE):
        return False
    facts = Context.of(sources, draft=True)
    if facts.past_silent_pages != before.site.facts.past_silent_pages:
        # The menu leads past other pages than it did, and every page has the menu.
        return False
    files = [f"{address(path)}index.html" for path in paths]
    site = replace(before.site, root=to, rest=before.site.root, sources=sources, facts=facts, pages={}, articles={})
    try:
        if not before.engine.again(facts, to, paths, Trees.of_pages(alone)):
            return False
    except Refused:
        return False
    for file in files:
        EACH_PAGE.one(site, file)
    draft_editing.link(site, files)
    return True


def _alone(sources: Sources, paths: Sequence[str]) -> Sources:
    """The same with these pages as the only ones."""
    return replace(
        sources,
        pages={path: sources.pages[path] for path in paths},
        trees={path: sources.trees[path] for path in paths if path in sources.trees},
    )
