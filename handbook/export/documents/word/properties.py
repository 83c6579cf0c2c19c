"""What a Word file says of itself: title, author, subject, day and language; and how Word is to treat it.

All of it is of the new text, also where the changes are refused: Word tracks none in what a file says of itself.
"""

from __future__ import annotations

from handbook.export.documents.model import Book
from handbook.export.documents.word.xml import HEAD, SPACES, escaped, val, within

CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
KEYWORDS = "sociale media, protocol, gedragsregels"


def title(book: Book) -> str:
    """What a window shows: the part of the protocol that it is, and whose."""
    return ", ".join(filter(None, (book.title, book.part, book.employer)))


def core(book: Book) -> str:
    """Title, author and days: those of the version, so that one text makes one file."""
    day = f"{book.since.isoformat()}T12:00:00Z"
    what = book.named
    if book.redlined:
        what += f", met de wijzigingen sinds {book.redlined.old}"
    told = {
        "dc:title": title(book),
        "dc:subject": what,
        "dc:creator": book.employer,
        "cp:keywords": ", ".join(filter(None, (KEYWORDS, book.reference))),
        "dc:description": book.found,
        "cp:lastModifiedBy": book.employer,
        "dc:language": "nl-NL",
    }
    inner = "".join(f"<{name}>{escaped(text)}</{name}>" for name, text in told.items())
    days = "".join(f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>' for name in ("created", "modified"))
    return f"{HEAD}<cp:coreProperties {CORE}>{inner}{days}</cp:coreProperties>"


def application(book: Book) -> str:
    """Whose it is, where Word looks for that."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{HEAD}<Properties xmlns="{space}"><Company>{escaped(book.employer)}</Company></Properties>'


def settings() -> str:
    """Dutch, in Word of today: without this it opens as a document of an older one."""
    compatible = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    return (
        f"{HEAD}<w:settings {SPACES}>{val('defaultTabStop', 709)}{val('characterSpacingControl', 'doNotCompress')}"
        f'{within("compat", compatible)}<w:themeFontLang w:val="nl-NL"/>{val("decimalSymbol", ",")}{val("listSeparator", ";")}</w:settings>'
    )
