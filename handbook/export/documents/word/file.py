"""The Word file of a document: its parts, packed so that one document makes one file, to the byte, on every machine."""

from __future__ import annotations

import io
import zipfile

from handbook.export.documents.model import Book
from handbook.export.documents.word import margins, properties, styles
from handbook.export.documents.word.blocks import Blocks
from handbook.export.documents.word.body import Body
from handbook.export.documents.word.numbering import Numbering
from handbook.export.documents.word.parts import Parts, relations
from handbook.export.documents.word.pictures import KINDS, Pictures
from handbook.export.documents.word.runs import Runs
from handbook.export.documents.word.tracking import Tracking
from handbook.export.documents.word.xml import HEAD
from handbook.redline.changes import OUT

OF_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OF_PACKAGE = "application/vnd.openxmlformats-package"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
DAY = (1980, 1, 1, 0, 0, 0)
"""The first that a zip file can tell; what day the text is of, its properties say."""

TYPES = {
    "/word/document.xml": f"{OF_WORD}.document.main+xml",
    "/word/styles.xml": f"{OF_WORD}.styles+xml",
    "/word/numbering.xml": f"{OF_WORD}.numbering+xml",
    "/word/settings.xml": f"{OF_WORD}.settings+xml",
    "/word/header.xml": f"{OF_WORD}.header+xml",
    "/word/footer.xml": f"{OF_WORD}.footer+xml",
    "/word/first.xml": f"{OF_WORD}.footer+xml",
    "/docProps/core.xml": f"{OF_PACKAGE}.core-properties+xml",
    "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}


def make(book: Book) -> bytes:
    """The document as a .docx; with what went and came where the document is one of two texts."""
    parts = Parts()
    numbering = Numbering(_first(book))
    pictures = Pictures(book, parts)
    tracking = Tracking(parts, book.redlined)
    runs = Runs(book, parts, tracking, pictures)
    document = Body(book, parts, runs, Blocks(runs, tracking, numbering)).xml(pictures.logo(), "header.xml", "footer.xml", "first.xml")
    for name in ("styles", "numbering", "settings"):
        parts.relation(name, f"{name}.xml")
    written = {
        "[Content_Types].xml": _types(parts),
        "_rels/.rels": relations(
            {
                ("officeDocument", "word/document.xml", False): "rId1",
                (CORE, "docProps/core.xml", False): "rId2",
                ("extended-properties", "docProps/app.xml", False): "rId3",
            }
        ),
        "docProps/core.xml": properties.core(book),
        "docProps/app.xml": properties.application(book),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": parts.relations(),
        "word/styles.xml": styles.xml(book.look.colour),
        "word/numbering.xml": numbering.xml(),
        "word/settings.xml": properties.settings(),
        "word/header.xml": margins.header(book, runs),
        "word/footer.xml": margins.footer(book, runs),
        "word/first.xml": margins.footer(book, runs),
    }
    return _packed({name: text.encode() for name, text in written.items()} | {f"word/{name}": data for name, data in parts.media.items()})


def _first(book: Book) -> tuple[int, int]:
    """The numbers of the first chapter and the first article, from which Word counts."""
    chapter = next((one for one in book.chapters if one.number.isdecimal() and one.op != OUT), None)
    if chapter is None:
        return 1, 1
    article = next((one.number.rpartition(".")[2] for one in chapter.sections if one.number and one.op != OUT), "1")
    # An article that stands alone keeps its number; of a chapter every article counts from 1, also where the first was taken off.
    alone = len(book.chapters) == 1 and article.isdecimal()
    return int(chapter.number), int(article) if alone else 1


def _types(parts: Parts) -> str:
    ends = {name.rpartition(".")[2] for name in parts.media}
    rows = "".join(f'<Default Extension="{end}" ContentType="{KINDS[f".{end}"]}"/>' for end in sorted(ends))
    rows += '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    rows += '<Default Extension="xml" ContentType="application/xml"/>'
    rows += "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in TYPES.items())
    return f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{rows}</Types>'


def _packed(parts: dict[str, bytes]) -> bytes:
    """Stored and not pressed together: the same bytes are pressed otherwise by another zlib, such as that of a Mac."""
    done = io.BytesIO()
    with zipfile.ZipFile(done, "w", zipfile.ZIP_STORED) as made:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, DAY)
            # Which system wrote it is another on Windows.
            info.create_system = 3
            info.external_attr = 0o644 << 16
            made.writestr(info, data)
    return done.getvalue()
