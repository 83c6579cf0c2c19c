"""Whether the logo of an organisation can stand in a PDF: a document without it is better than none."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from handbook.export.documents import typesetter
from handbook.export.documents.model import Book
from handbook.export.documents.pdf.pictures import KINDS
from handbook.export.documents.typesetter import NotSet

LIMIT = 2_000_000
"""Bytes: a larger one makes every document too large for a mail."""

UNREADABLE = (
    "Het logo staat niet in het document: het bestand is stuk, of van een soort die niet in een PDF past. "
    "Kies een logo dat eindigt op .svg, .png of .jpg."
)
PROBE = '#set document(title: "x")\n#image(sys.inputs.name, alt: "x")\n'


def lacks(book: Book) -> list[str]:
    """What of its look the document does without, each in Dutch sentences that say what to do. Raises CannotWork without the optional part."""
    if book.look.logo is None:
        return []
    suffix, data = book.look.logo
    if len(data) > LIMIT:
        size = f"{len(data) / 1e6:.1f}".replace(".", ",")
        return [f"Het logo staat niet in het document: het bestand is {size} MB. Maak het kleiner dan {LIMIT // 1_000_000} MB."]
    if suffix.lower() not in KINDS or not readable(suffix.lower(), data):
        return [UNREADABLE]
    return []


@lru_cache(8)
def readable(suffix: str, data: bytes) -> bool:
    """Whether Typst can show a picture; `suffix` is the end of its name, such as `.svg`."""
    with TemporaryDirectory(prefix="handbook-pdf-") as name:
        probe = Path(name) / "probe.typ"
        probe.write_text(PROBE, "utf-8")
        (Path(name) / f"beeld{suffix}").write_bytes(data)
        try:
            typesetter.pdf(probe, date(2000, 1, 1), {"name": f"beeld{suffix}"})
        except NotSet:
            return False
    return True
