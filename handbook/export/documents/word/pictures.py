"""The pictures of a Word file: those of the text, and the logo on the first page."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import imagesize  # type: ignore[import-untyped]

from handbook.core.findings import quote
from handbook.core.optional_parts import TYPST
from handbook.export.documents import typesetter, words
from handbook.export.documents.model import Book
from handbook.export.documents.word.parts import Parts
from handbook.export.documents.word.xml import escaped

KINDS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif"}
"""What every word processor shows, by the end of the name."""

NO_LOGO = "Het logo staat niet in het document"
WITHOUT_TYPST = (
    f"niet elk tekstprogramma toont SVG of WebP, en het onderdeel dat er een gewoon plaatje van maakt, staat hier nog niet. {TYPST.get}"
)
"""Why, and what to do, where the optional part is not there."""

PIXEL = 9525
"""In the units of a drawing (914400 an inch), at 96 pixels an inch."""

WIDTH, HEIGHT = 5_760_000, 7_200_000
"""The largest picture in the text: 16 by 20 cm."""

LOGO = 2_340_000, 720_000
"""The largest logo: 6.5 by 2 cm."""

LOGO_LIMIT = 2_000_000
"""Bytes of a logo: a larger one makes every document too large for a mail."""


@dataclass(frozen=True)
class Pictures:
    """Draws the pictures of one document."""

    book: Book
    parts: Parts
    _numbers: list[int] = field(default_factory=list)

    def drawn(self, path: str, shows: str) -> str:
        """A run with the picture; "" of one that cannot be had or shown."""
        data = self.book.file(path.partition("#")[0])
        return self._picture(data, PurePosixPath(path).suffix.lower(), shows, (WIDTH, HEIGHT)) if data else ""

    def logo(self) -> str:
        """A run with the logo; "" where there is none, or `lacks` says why."""
        if self.book.look.logo is None or lacks(self.book):
            return ""
        suffix, data = self.book.look.logo
        return self._picture(data, suffix.lower(), f"Logo van {self.book.employer}", LOGO)

    def _picture(self, data: bytes, suffix: str, shows: str, limit: tuple[int, int]) -> str:
        if suffix in typesetter.REDRAWN:
            data, suffix = typesetter.picture(data, suffix), ".png"
        size = _size(data) if suffix in KINDS else None
        if size is None:
            return ""
        scale = min(1.0, *(most / (pixels * PIXEL) for most, pixels in zip(limit, size, strict=True)))
        if limit == LOGO:
            scale = min(most / (pixels * PIXEL) for most, pixels in zip(limit, size, strict=True))
        wide, high = (int(pixels * PIXEL * scale) for pixels in size)
        self._numbers.append(len(self._numbers) + 1)
        return _drawing(self.parts.picture(data, suffix), self._numbers[-1], shows, (wide, high))


def lacks(book: Book) -> list[str]:
    """What of its look the document does without, each in Dutch sentences that say what to do."""
    missing = "" if book.look.logo is None else _logo_lacks(*book.look.logo)
    pictures = sorted({path for path in words.pictures(book) if PurePosixPath(path).suffix.lower() in typesetter.REDRAWN})
    if not pictures or TYPST.there:
        return [missing] if missing else []
    which = f"De afbeelding {quote(pictures[0])} staat" if not pictures[1:] else f"{len(pictures)} afbeeldingen staan"
    text = f"{which} alleen in woorden in het document: {WITHOUT_TYPST}"
    return [*filter(None, (missing, text))]


def _logo_lacks(suffix: str, data: bytes) -> str:
    suffix = suffix.lower()
    if len(data) > LOGO_LIMIT:
        size = f"{len(data) / 1e6:.1f}".replace(".", ",")
        return f"{NO_LOGO}: het bestand is {size} MB. Maak het kleiner dan {LOGO_LIMIT // 1_000_000} MB."
    if suffix in typesetter.REDRAWN and not TYPST.there:
        return f"{NO_LOGO}: {WITHOUT_TYPST}"
    shown = bool(typesetter.picture(data, suffix)) if suffix in typesetter.REDRAWN else suffix in KINDS and _size(data) is not None
    return "" if shown else f"{NO_LOGO}: Word kan dit bestand niet tonen. Kies een logo dat eindigt op .png, .jpg of .svg."


def _size(data: bytes) -> tuple[int, int] | None:
    """Pixels; None where the file says none."""
    try:
        wide, high = imagesize.get(io.BytesIO(data))
    except (ValueError, OSError):
        return None
    return (int(wide), int(high)) if wide > 0 and high > 0 else None


def _drawing(name: str, number: int, shows: str, size: tuple[int, int]) -> str:
    extent = f'cx="{size[0]}" cy="{size[1]}"'
    own = f'id="{number}" name="Afbeelding {number}" descr="{escaped(shows)}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/><wp:docPr {own}/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr {own}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
