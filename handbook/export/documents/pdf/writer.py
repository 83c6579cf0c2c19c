"""Makes the PDF: the data and the pictures in a folder beside the template, and a clear sentence for what cannot be set."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from handbook.export.documents import typesetter
from handbook.export.documents.model import Book
from handbook.export.documents.pdf import refusals
from handbook.export.documents.pdf.content import content
from handbook.export.documents.pdf.pictures import Pictures
from handbook.export.documents.typesetter import NotSet

TEMPLATE = Path(__file__).parent / "template"
DATA = "document.json"


def make(book: Book) -> bytes:
    """The document as PDF/UA-1 and PDF/A-2a, the same bytes for the same document. Raises CannotWork with a sentence for its reader."""
    typesetter.part()
    with TemporaryDirectory(prefix="handbook-pdf-") as name:
        folder = Path(name)
        pictures = Pictures(folder, book.file)
        template = lay_out(book, pictures, folder)
        try:
            return typesetter.pdf(template, book.since, {})
        except NotSet as error:
            refusals.tell(error, book, pictures)
            raise


def lay_out(book: Book, pictures: Pictures, folder: Path) -> Path:
    """Puts all that Typst needs in the folder; gives the template to begin with."""
    (folder / DATA).write_text(json.dumps(content(book, pictures), ensure_ascii=False), "utf-8")
    for part in TEMPLATE.glob("*.typ"):
        shutil.copyfile(part, folder / part.name)
    return folder / "document.typ"
