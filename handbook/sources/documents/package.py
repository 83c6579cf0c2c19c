"""Opens a document that is a zip of XML files, as Word and LibreOffice write them, within limits of size and without entities."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

FILE_LIMIT = 30_000_000
"""Bytes of a document as it lies on disk."""

PART_LIMIT = 40_000_000
"""Bytes of one part of it once unpacked: a thousand pages of text take five million."""

TOTAL_LIMIT = 200_000_000
PARTS_LIMIT = 5_000

OLE = b"\xd0\xcf\x11\xe0"
"""How a document from before 2007 begins, and one of today that is locked with a password."""

DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Unreadable(ValueError):
    """The document cannot be read; the message is a Dutch clause, without a full stop."""


@dataclass
class Package:
    """The parts of a document by their names, unpacked when they are asked for."""

    parts: dict[str, zipfile.ZipInfo]
    zip: zipfile.ZipFile = field(repr=False)

    @classmethod
    def open(cls, path: Path) -> Package:
        """The document at `path`. Raises Unreadable for what is too large, damaged, locked or no such document."""
        size = path.stat().st_size
        if size > FILE_LIMIT:
            raise Unreadable(f"het is te groot: {size / 1e6:.0f} MB, en {FILE_LIMIT / 1e6:.0f} MB is het hoogste")
        with path.open("rb") as file:
            if file.read(4) == OLE:
                raise Unreadable("het is beveiligd met een wachtwoord, of in een oude vorm opgeslagen")
        try:
            opened = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise Unreadable("het is beschadigd, of het is een andere soort bestand dan de naam zegt") from error
        infos = [info for info in opened.infolist() if not info.is_dir()]
        if len(infos) > PARTS_LIMIT or sum(info.file_size for info in infos) > TOTAL_LIMIT:
            raise Unreadable("uitgepakt is het te groot")
        if any(info.flag_bits & 1 for info in infos):
            raise Unreadable("het is beveiligd met een wachtwoord")
        return cls({info.filename: info for info in infos}, opened)

    def read(self, name: str, limit: int | None = None) -> bytes:
        """The bytes of one part, which is never unpacked beyond `limit`, that of all parts by default. Raises Unreadable, also where there is no such part."""
        limit = PART_LIMIT if limit is None else limit
        info = self.parts.get(name)
        if info is None:
            raise Unreadable(f"het onderdeel {name} ontbreekt")
        try:
            with self.zip.open(info) as file:
                data = file.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
            raise Unreadable("het is beschadigd") from error
        if len(data) > limit:
            raise Unreadable("uitgepakt is het te groot")
        return data

    def xml(self, name: str) -> Element:
        """One part as a tree. Raises Unreadable for entities, which can grow without end, and for what is no XML."""
        return parsed(self.read(name))

    def maybe(self, name: str) -> Element | None:
        """The same; None where there is no such part."""
        return self.xml(name) if name in self.parts else None


def parsed(data: bytes) -> Element:
    """XML as a tree. Raises Unreadable."""
    # Also in UTF-16, in which every other byte is zero.
    if DECLARED.search(data.replace(b"\0", b"")):
        raise Unreadable("er staan documenttypen of entiteiten in, en die zijn niet veilig")
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, RecursionError, ValueError, LookupError) as error:
        raise Unreadable("de tekst erin is beschadigd") from error
