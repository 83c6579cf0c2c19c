"""Everything that happens to a site between MkDocs and the checks on what was built, in its order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from handbook.archive import printed_articles
from handbook.build import (
    articles,
    colour_sheet,
    contents,
    documents,
    draft_editing,
    former_articles,
    picture_files,
    receipts,
    redirects,
    scripts,
    status_rules,
    style_sheets,
    theme_files,
    whole_page,
)
from handbook.build.context import DOWNLOADEN
from handbook.build.pages import (
    advice,
    attachment_links,
    card_tables,
    citing,
    form_of_address,
    headings,
    image_sizes,
    inline_styles,
    lighter_pictures,
    opening,
    paragraph_addresses,
    part_styles,
    rule_text,
    scrolling_tables,
    unbroken,
    white_space,
)
from handbook.build.search import index, worker
from handbook.build.site import BuiltSite, Page
from handbook.checks import built_page
from handbook.sources.printed import spoken_html


@dataclass(frozen=True)
class EachPage:
    """One step in which every page is parsed once, handed to `steps`, and written once; `shown` changes it once its articles were read."""

    steps: tuple[Callable[[Page], None], ...]
    shown: tuple[Callable[[Page], None], ...] = ()

    def __call__(self, site: BuiltSite) -> None:
        for file in sorted(site.root.rglob("*.html")):
            self.one(site, file.relative_to(site.root).as_posix())

    def one(self, site: BuiltSite, path: str) -> None:
        """The same for the page `path` of the site alone."""
        page = site.page(path)
        for step in self.steps:
            step(page)
        site.articles[path] = printed_articles.read(page.tree, page.address)
        for step in self.shown:
            step(page)
        html = page.html()
        (site.root / path).write_text(html, "utf-8")
        # The trees of thousands of pages would fill the memory: what later steps need of a page is read while it is here.
        site.pages[path] = built_page.parse(path, html, page.tree)


def search_index(site: BuiltSite) -> None:
    """The index with the words by which employees look for something."""
    sources = site.sources
    say = partial(spoken_html.fragment, site.facts.familiar)
    index.write(site.root, index.words(sources.metadata, sources.data.dilemmas.items), sources.data, say, site.facts.silent | {DOWNLOADEN})


def search_worker(site: BuiltSite) -> None:
    """The program that reads the index, as one file."""
    worker.join(site.root)


EACH_PAGE = EachPage(
    (
        rule_text.keep,
        form_of_address.say,
        inline_styles.move,
        attachment_links.tell,
        card_tables.deal,
        scrolling_tables.box,
        image_sizes.frame,
        paragraph_addresses.place,
        advice.mark,
        citing.offer,
        headings.name,
        opening.place,
        part_styles.drop,
        white_space.fold,
    ),
    # What is quoted and compared has the spaces and the pictures that were typed.
    shown=(unbroken.tie, lighter_pictures.offer),
)
"""What happens to every page by itself."""

STEPS: tuple[Callable[[BuiltSite], None], ...] = (
    theme_files.drop,
    picture_files.bare,
    lighter_pictures.make,
    style_sheets.fold,
    colour_sheet.stamp,
    search_index,
    search_worker,
    status_rules.add,
    redirects.lead,
    former_articles.add,
    scripts.fold,
    EACH_PAGE,
    draft_editing.link,
    articles.write,
    receipts.fill_in,
    contents.write,
    whole_page.write,
    documents.write,
)
"""From what MkDocs made to what a reader gets."""


NO_PART_OF_A_TEXT = frozenset({search_index, search_worker, draft_editing.link})
"""Steps without which a site still holds all that a document is made of."""


def run(site: BuiltSite) -> None:
    """Takes every step; after it `site.pages` has every page of the site."""
    for step in STEPS:
        step(site)


def run_for_text(site: BuiltSite) -> None:
    """Takes the steps of which a document is made; every page is as `run` makes it, but for the links to edit it."""
    for step in STEPS:
        if step not in NO_PART_OF_A_TEXT:
            step(site)
