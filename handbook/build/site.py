"""A built site as the steps after MkDocs see it, and each of its pages as a tree that they change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from handbook.archive.contacts import CONTACT_PAGE
from handbook.archive.printed_articles import Printed
from handbook.build.context import Context
from handbook.checks import built_page
from handbook.checks.built_page import BuiltPage
from handbook.export.documents import book as books
from handbook.export.documents.model import Book
from handbook.sources import Sources
from handbook.sources.printed import full_stop
from handbook.sources.printed.form_of_address import Familiar

FIRST_LINE_LOST = "pre,textarea"
"""Elements of which a parser drops the first line end (https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody)."""

LENT = "404.html"
"""The page that lends its look to those at the root of an archive."""


@dataclass(frozen=True)
class Page:
    """One HTML file; `path` is relative to the folder `site`, in which it finds what it shows, `base` the path of the site's own address: 404.html links with it.

    `familiar` says its text with je; None where it stays as it was typed. A `draft` never stands in the archive.
    """

    site: Path
    base: str
    path: str
    tree: LexborHTMLParser
    familiar: Familiar | None = None
    draft: bool = False

    @classmethod
    def read(cls, site: Path, base: str, path: str, familiar: Familiar | None = None, draft: bool = False) -> Self:
        """Parses the file at `path`; of the full stops that meet behind a value one is left."""
        return cls(site, base, path, LexborHTMLParser(full_stop.once((site / path).read_text("utf-8"))), familiar, draft)

    @property
    def address(self) -> str:
        """The page's address within the site."""
        return self.path.removesuffix("index.html")

    def html(self) -> str:
        """The page with every quote and tag, so that whoever looks for one in its file finds it; a browser makes the same tree of it."""
        firsts = [node.first_child for node in self.tree.css(FIRST_LINE_LOST)]
        begun = [first for first in firsts if first and (first.text_content or "").startswith("\n")]
        for first in begun:
            first.insert_before("\n")
        html = self.tree.html or ""
        for first in begun:
            if first.prev:
                first.prev.remove()
        return html


@dataclass(frozen=True)
class BuiltSite:
    """The site in the folder `root`, of which `address` is the place on the web, with a slash at its end.

    `pages` and `articles` are what came of its pages, by their paths.
    """

    root: Path
    address: str
    sources: Sources
    facts: Context
    pages: dict[str, BuiltPage] = field(default_factory=dict)
    articles: dict[str, dict[str, Printed]] = field(default_factory=dict)
    documents: tuple[str, ...] = ()
    """The names of the forms in which it is to be had as a document."""
    rest: Path | None = None
    """Where the other files of the site are, where only some of its pages are made."""

    @property
    def base(self) -> str:
        return urlsplit(self.address).path

    def file(self, path: str) -> bytes | None:
        """The bytes of a file by its path within the site, None where it is not there."""
        file = self.root / path
        return file.read_bytes() if file.is_file() else None

    def page(self, path: str) -> Page:
        """The page at `path`, as MkDocs made it."""
        page = Page.read(self.root, self.base, path, self.facts.familiar, self.facts.draft)
        return replace(page, site=self.rest or self.root)

    @cached_property
    def book(self) -> Book:
        """The text as one document, once its articles and their order are written."""
        return replace(books.read(self.file), contacts=self.contacts)

    @property
    def contacts(self) -> str:
        """Where the contacts that are kept up to date stand as they are now, "" where there are none: what is no page of its own keeps those of then."""
        return f"{self.facts.facts.handboek.adres}{CONTACT_PAGE}" if self.facts.edition["actueel"] else ""

    def change(self, path: str, step: Callable[[Page], None]) -> None:
        """Takes one more step on a page that was written already."""
        page = Page(self.root, self.base, path, LexborHTMLParser((self.root / path).read_text("utf-8")), None, self.facts.draft)
        step(page)
        html = page.html()
        # A page may be large, and its tree many times as large: one at a time.
        del page
        (self.root / path).write_text(html, "utf-8")
        self.pages[path] = built_page.parse(path, html)
