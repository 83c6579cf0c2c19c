"""The forms in which the protocol is had as one document: their names, and which module makes each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handbook.export.documents.model import Book


@dataclass(frozen=True)
class Form:
    """`name` is what somebody types, `suffix` ends the name of the file; `make` gives its bytes, the same for the same document on every machine.

    `marks` is whether it can show what went and came; `lacks` says, in sentences, what of the look of the document it does without.
    `ready` raises CannotWork where its optional part is not installed, before a draft is built for it.
    """

    name: str
    suffix: str
    make: Callable[[Book], bytes]
    marks: bool = False
    lacks: Callable[[Book], Sequence[str]] = lambda _: ()
    ready: Callable[[], object] = lambda: None


def _word(book: Book) -> bytes:
    # Imported as it is needed, as in the others: who wants text waits for no typesetter.
    from handbook.export.documents.word import file

    return file.make(book)


def _word_lacks(book: Book) -> Sequence[str]:
    from handbook.export.documents.word import pictures

    return pictures.lacks(book)


def _text(book: Book) -> bytes:
    from handbook.export.documents import text

    return text.make(book)


def _epub(book: Book) -> bytes:
    from handbook.export.documents.epub import package

    return package.make(book)


def _pdf(book: Book) -> bytes:
    from handbook.export.documents.pdf import writer

    return writer.make(book)


def _typst() -> object:
    from handbook.export.documents import typesetter

    return typesetter.part()


def _pdf_lacks(book: Book) -> Sequence[str]:
    from handbook.export.documents.pdf import logo

    return logo.lacks(book)


FORMS = (
    Form("word", ".docx", _word, marks=True, lacks=_word_lacks),
    Form("pdf", ".pdf", _pdf, marks=True, lacks=_pdf_lacks, ready=_typst),
    Form("epub", ".epub", _epub),
    Form("text", ".txt", _text),
)
"""Every form."""


def named(name: str) -> Form | None:
    """The form of this name; None of a name that is none, such as that of a folder."""
    return next((one for one in FORMS if one.name == name), None)


def file_name(book: Book, form: Form) -> str:
    """What the file is called where nobody chose a name: `protocol-sociale-media-2026-11-01.docx`, with the article or chapter behind it.

    A page that is a document by itself has its own name in that place.
    """
    version = f"{'na-' if book.follows else ''}{book.version}{'-concept' if book.draft else ''}"
    if book.alone:
        stem = book.chapters[0].address.strip("/").rpartition("/")[2] or "start"
        return f"{stem}-{version}{form.suffix}"
    named = f"-{'-'.join(book.part.lower().partition(',')[0].split())}" if book.part else ""
    since = f"-sinds-{book.redlined.old}" if book.redlined else ""
    return f"protocol-sociale-media-{version}{since}{named}{form.suffix}"
