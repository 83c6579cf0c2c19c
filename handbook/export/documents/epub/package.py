"""Puts the files of an EPUB together, so that the same document is the same bytes on every machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from importlib import resources

from handbook.export.documents.epub.pages import CONTENTS, STYLE, Pages
from handbook.export.documents.epub.pictures import Pictures
from handbook.export.documents.model import Book
from handbook.redline.markup import escape

MIMETYPE = "application/epub+zip"
FOLDER = "EPUB"
CONTAINER = f"""<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="{FOLDER}/boek.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" xml:lang="nl" unique-identifier="adres">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="adres">{identifier}</dc:identifier>
<dc:title>{title}</dc:title>
<dc:language>nl</dc:language>
<dc:creator>{employer}</dc:creator>
<dc:date>{day}</dc:date>
<dc:source>{address}</dc:source>
<meta property="dcterms:modified">{day}T00:00:00Z</meta>
{access}
</metadata>
<manifest>
{manifest}
</manifest>
<spine>
{spine}
</spine>
</package>
"""
SUMMARY = (
    "Alle tekst is te lezen en voor te lezen. Koppen, lijsten en tabellen zijn als zodanig gemaakt. Er is een inhoudsopgave met links."
)


def make(book: Book) -> bytes:
    """The document as EPUB 3.3, which looks like its reader wants: it sets no colour of letters or page."""
    pictures = Pictures(book)
    pages = Pages(book, pictures).written()
    files: dict[str, bytes] = {
        "META-INF/container.xml": CONTAINER.encode(),
        f"{FOLDER}/boek.opf": _package(book, pages, pictures).encode(),
        f"{FOLDER}/{STYLE}": _style(book),
        **{f"{FOLDER}/{name}": page.encode() for name, page in pages.items()},
        **{f"{FOLDER}/{name}": data for name, (_, data) in pictures.found.items()},
    }
    return _packed({"mimetype": MIMETYPE.encode(), **files}, book)


def _packed(files: Mapping[str, bytes], book: Book) -> bytes:
    """Stored as they are: what a program squeezes differs from one machine to the next, and git and a web server squeeze it themselves."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            member = zipfile.ZipInfo(name, (max(1980, book.since.year), book.since.month, book.since.day, 0, 0, 0))
            member.create_system, member.external_attr = 3, 0o644 << 16
            archive.writestr(member, data)
    return packed.getvalue()


def _package(book: Book, pages: Mapping[str, str], pictures: Pictures) -> str:
    items = [f'<item id="p{at:03}" href="{name}" media-type="application/xhtml+xml"{_properties(name)}/>' for at, name in enumerate(pages)]
    items += [f'<item id="b{at:03}" href="{name}" media-type="{kind}"/>' for at, (name, (kind, _)) in enumerate(pictures.found.items())]
    items.append(f'<item id="stijl" href="{STYLE}" media-type="text/css"/>')
    return PACKAGE.format(
        identifier=escape(_identifier(book)),
        title=escape(f"{book.title} van {book.employer}{f': {book.part}' if book.part else ''}"),
        employer=escape(book.employer),
        day=book.since.isoformat(),
        address=escape(book.found),
        access="\n".join(_access(pictured=bool(pictures.found))),
        manifest="\n".join(items),
        spine="\n".join(f'<itemref idref="p{at:03}"/>' for at, _ in enumerate(pages)),
    )


def _identifier(book: Book) -> str:
    """One that no other text or part of it has; a draft has no address of its own."""
    told = " ".join(filter(None, (book.named if book.draft else "", book.part)))
    return f"{book.found}#{told}" if told else book.found


def _properties(name: str) -> str:
    return ' properties="nav"' if name == CONTENTS else ""


def _access(*, pictured: bool) -> list[str]:
    """What an EPUB says of its accessibility (https://www.w3.org/TR/epub-a11y-11/#sec-disc-package)."""
    told = {
        "accessMode": ["textual", *(["visual"] if pictured else [])],
        "accessModeSufficient": ["textual"],
        "accessibilityFeature": [
            "tableOfContents",
            "structuralNavigation",
            "readingOrder",
            "unlocked",
            *(["alternativeText"] if pictured else []),
        ],
        "accessibilityHazard": ["none"],
        "accessibilitySummary": [SUMMARY],
    }
    return [f'<meta property="schema:{name}">{value}</meta>' for name, values in told.items() for value in values]


def _style(book: Book) -> bytes:
    style = resources.files(__package__).joinpath("stijl.css").read_text("utf-8")
    return style.replace("var(--huiskleur)", book.look.colour).encode()
