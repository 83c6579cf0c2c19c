"""Makes the documents of a version: the whole protocol, and each paper to fill in, in the forms that the facts name."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from handbook.archive import manifest
from handbook.archive.documents_file import DOCUMENTS_JSON, FOLDER, SCHEMA, Document
from handbook.build import downloads
from handbook.build.site import BuiltSite
from handbook.core.errors import CannotWork
from handbook.core.page_marks import PAPERS
from handbook.export.documents import book as books
from handbook.export.documents import forms
from handbook.export.documents.forms import FORMS, Form
from handbook.export.documents.model import Book
from handbook.sources.data.only_for import applies
from handbook.sources.pages import address

FOR_PAPERS = frozenset({"word", "pdf"})
"""The forms of what is filled in: nobody does that in a book or in bare words."""


@dataclass(frozen=True)
class _Wanted:
    """A document that is to be made."""

    book: Book
    form: Form
    page: str | None

    @property
    def path(self) -> str:
        folder = f"{FOLDER}{PAPERS}" if self.page else FOLDER
        return f"{folder}{forms.file_name(self.book, self.form)}"


def write(site: BuiltSite) -> None:
    """Every document at its place, a list of them, and on the pages that offer them a link to each; nothing where none is asked for.

    Raises CannotWork where the optional part of a form is not installed.
    """
    wanted = [*_wanted(site)]
    made = _all(wanted)
    for one, data in zip(wanted, made, strict=True):
        file = site.root / one.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    listed = {
        one.path: Document.model_validate({"vorm": one.form.name, "pagina": one.page, "grootte": len(data)})
        for one, data in zip(wanted, made, strict=True)
    }
    if listed:
        told = {path: manifest.plain(document) for path, document in listed.items()}
        of = {"schema": SCHEMA, "versie": site.facts.edition["versie"], "bestanden": told}
        (site.root / DOCUMENTS_JSON).write_bytes(manifest.canonical(of))
    downloads.offer(site, listed)


def _wanted(site: BuiltSite) -> Iterator[_Wanted]:
    chosen = [form for form in FORMS if form.name in site.documents]
    if not chosen:
        return
    yield from (_Wanted(site.book, form, None) for form in chosen)
    for paper in papers(site):
        book = books.page(site.file, address(paper))
        yield from (_Wanted(book, form, address(paper)) for form in chosen if form.name in FOR_PAPERS)


def papers(site: BuiltSite) -> list[str]:
    """The pages that are papers for this organisation; that no menu or search has them says nothing of that."""
    return sorted(page for page, paper in site.facts.metadata.papers.items() if applies(paper.told.alleen_bij, site.facts.facts))


def _all(wanted: list[_Wanted]) -> list[bytes]:
    """The bytes of each: the programs that make most of them are no part of Python, so they can run beside each other."""
    try:
        with ThreadPoolExecutor() as pool:
            return [*pool.map(lambda one: one.form.make(one.book), wanted)]
    except CannotWork as error:
        raise CannotWork(f"{error} Of haal die vorm in variables.yml weg bij handboek: documenten.") from error
