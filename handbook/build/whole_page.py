"""Makes the one page with the whole text of a version: to print it, and to find a word in it without a search."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Set
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.archive.whole_page_file import WHOLE, WHOLE_PAGE, place
from handbook.build.pages import card_tables, image_sizes, lighter_pictures, part_styles, scrolling_tables, unbroken
from handbook.build.site import BuiltSite, Page
from handbook.export.documents import book as books
from handbook.export.documents import markup, words
from handbook.export.documents.markup import Ways
from handbook.export.documents.model import Chapter, within
from handbook.redline.links import is_whole
from handbook.redline.markup import escape

TITLE = "Protocol sociale media op één pagina"
INTRODUCTION = "Alle regels en de uitleg erbij achter elkaar, om af te drukken of om een woord te zoeken. Het nummer van een artikel leidt naar de eigen pagina ervan."
OF_ITS_PAGE = ", ".join(
    [
        *("link[rel=prev]", "link[rel=next]", "nav.verder", "nav.inhoud", ".aanhaling"),
        *(f'script[src$="stijl/{name}.js"]' for name in ("az", "dilemmas", "keuzehulp", "nakijken", "contact")),
    ]
)
"""What the page that lends its frame has for itself."""


def write(site: BuiltSite) -> None:
    """The page, in the frame of another one, for every page has the same; a page of the handbook's own at its address stays.

    It stands in no menu, no list of pages and no search, and no record of the version has its text: all of it has an address of its own.
    """
    lender = _lender(site)
    if (site.root / WHOLE_PAGE).exists() or lender is None:
        return
    (site.root / WHOLE).mkdir()
    shutil.copyfile(site.root / lender, site.root / WHOLE_PAGE)

    def fill(page: Page) -> None:
        _frame(page.tree, lender.removesuffix("index.html"))
        _fill(page.tree, site)
        _link_sheets(page.tree)
        for step in (card_tables.deal, scrolling_tables.box, image_sizes.frame, part_styles.drop, unbroken.tie, lighter_pictures.offer):
            step(page)

    site.change(WHOLE_PAGE, fill)


def _lender(site: BuiltSite) -> str | None:
    """A page of the text in a folder at the root, from which links lead as they do from ours."""
    pages = [page for page in site.facts.menu if page not in site.facts.silent]
    files = [f"{page.removesuffix('.md')}/index.html" for page in pages if "/" not in page and page != "index.md"]
    return next((file for file in files if (site.root / file).is_file()), None)


def _frame(tree: LexborHTMLParser, lender: str) -> None:
    """Says of the page what the frame said of the one that it came from."""
    for node in tree.css(OF_ITS_PAGE):
        node.decompose()
    for node in tree.css("[aria-current]"):
        del node.attrs["aria-current"]
    for node in tree.css("main[data-aanhalen]"):
        # The numbers of articles lead to their own pages, where a reference is copied.
        del node.attrs["data-aanhalen"]
    for node in tree.css("link[rel=canonical], link[rel=latest-version], .uitgave-adres a"):
        node.attrs["href"] = f"{(node.attributes['href'] or '').removesuffix(lender)}{WHOLE}"
        if node.tag == "a":
            node.inner_html = escape(node.attributes["href"] or "")
    for node in tree.css('script[type="application/ld+json"]'):
        data = json.loads(node.text())
        data["url"] = f"{data['url'].removesuffix(lender)}{WHOLE}"
        node.inner_html = json.dumps(data, ensure_ascii=False)
    _head(tree)


def _head(tree: LexborHTMLParser) -> None:
    title, description = tree.css_first("title"), tree.css_first("meta[name=description]")
    if title:
        title.inner_html = escape(f"{TITLE} - {title.text().rpartition(' - ')[2]}")
    if description:
        description.attrs["content"] = INTRODUCTION
    if tree.head and not tree.css_first("meta[name=robots]"):
        # What is found is an article at its own address.
        _put_before(title, '<meta name="robots" content="noindex">')


def _link_sheets(tree: LexborHTMLParser) -> None:
    """All sheets, in their order; what this page has no part of goes with the step that does so for every page."""
    for sheet in part_styles.SHEETS:
        for link in tree.css(f"link[rel='stylesheet'][href$='{sheet}']"):
            link.decompose()
        _put_before(tree.css_first("head script[src]"), f'<link rel="stylesheet" href="../{sheet}">')


def _put_before(node: LexborNode | None, html: str) -> None:
    made = LexborHTMLParser(html, is_fragment=True).root
    if node and made:
        node.insert_before(made)


def _fill(tree: LexborHTMLParser, site: BuiltSite) -> None:
    article = tree.css_first("article.md-content__inner")
    assert article
    kept = tree.css_first("article .stand")
    state = (kept.html or "") if kept else ""
    now = (
        f'<p>De contactgegevens van nu staan op <a href="{escape(site.contacts)}">{escape(site.contacts)}</a>.</p>' if site.contacts else ""
    )
    title = f"<h1>{TITLE}</h1><p>{site.facts.say(INTRODUCTION)}</p>{now}"
    rows, text = [], []
    held: set[str] = set()
    # One by one: of thousands of chapters their words as HTML take a part of the memory that they take as a model.
    for chapter in books.chapters(site.file):
        rows.append(f'<li><a href="#{escape(place(chapter.address))}">{_named(chapter)}</a></li>')
        text.append(_chapter(chapter))
        held |= {*chapter.addresses}
    contents = f'<nav class="volledig-inhoud" aria-label="Hoofdstukken"><ul>{"".join(rows)}</ul></nav>'
    article.inner_html = f'{title}{state}{contents}<div class="volledig">{_led("".join(text), held)}</div>'


def _named(chapter: Chapter) -> str:
    number = f"{escape(chapter.number)}. " if chapter.number else ""
    return f"{number}{escape(words.plain(chapter.title))}"


LINK = re.compile("\0([^\0]*)\0")
"""One of the text, of which is known where it leads once all chapters are."""

WAYS = Ways(lambda link: f"\0{link}\0", lambda link: link if is_whole(link) else f"../{link}")


def _chapter(chapter: Chapter) -> str:
    sections = "".join(
        markup.section(one, place(one.address) if one.id else "", 3, WAYS, f"../{one.address}" if one.number else "")
        for one in chapter.sections
    )
    return f'<section id="{escape(place(chapter.address))}"><h2>{_named(chapter)}</h2>{sections}</section>'


def _led(html: str, held: Set[str]) -> str:
    """With links to what this page holds, by their addresses; all else is in the version."""

    def lead(found: re.Match[str]) -> str:
        link = unescape(found[1])
        if is_whole(link):
            return escape(link)
        inside = within(held, link)
        return escape(f"../{link}" if inside is None else f"#{place(inside)}")

    return LINK.sub(lead, html)
