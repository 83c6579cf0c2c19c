"""Puts beside each PNG of the site the same picture in WebP, where that is lighter, and has pages offer it first."""

from __future__ import annotations

import base64
import io
import struct
from html import escape
from urllib.parse import quote

from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from handbook.archive import lighter_copy
from handbook.build.pages import image_sizes
from handbook.build.site import BuiltSite, Page
from handbook.core import kept

SHOWN = "article.md-content__inner img[src$='.png']"
"""Not the logo: every page would name its copy, and a reader fetches it once."""

EARNS = 0.9, 1_000
"""How large a copy is at most, as a part of its picture, and how many bytes it saves at least: a page names it in eighty."""

SIDE, ONE_BYTE = 16_383, 8
"""The points on a side, and the bits of a colour, that WebP has at most (https://developers.google.com/speed/webp/faq)."""

HEAD = struct.Struct(">16xIIB")
"""Width, height and bits of a colour, at the beginning of a PNG (https://www.w3.org/TR/png-3/#11IHDR)."""

POINTS = 20_000_000
"""What is unpacked at most: a few bytes can hold a drawing that fills the memory."""


def make(site: BuiltSite) -> None:
    """Writes the copies. Every point is that of the PNG, so nothing of the picture changes; a photo in JPEG would become another one, and stays alone."""
    for file in sorted(site.root.rglob("*.png")):
        data = file.read_bytes()
        if copy := _copy(data):
            file.with_name(lighter_copy.path(file.name, data)).write_bytes(base64.b64decode(copy))


def offer(page: Page) -> None:
    """A browser takes the copy of a picture where it reads WebP, and the PNG otherwise; documents and whoever saves the picture have the PNG."""
    for picture in page.tree.css(SHOWN):
        source = picture.attributes["src"] or ""
        file = image_sizes.file_of(page, source)
        copy = file.with_name(lighter_copy.path(file.name, file.read_bytes())) if file.is_file() else file
        if copy != file and copy.is_file():
            address = escape("".join(source.rpartition("/")[:2]) + quote(copy.name))
            html = f'<picture><source type="image/webp" srcset="{address}">{picture.html}</picture>'
            made = LexborHTMLParser(html, is_fragment=True).root
            assert made
            picture.replace_with(made)


@kept.by_content("lighter picture", 64)
def _copy(png: bytes) -> str:
    """The same points as WebP, in base64; "" where that is no gain, or would be no whole copy: one that moves, or has finer colours."""
    if not _fits(png):
        return ""
    try:
        with Image.open(io.BytesIO(png), formats=("PNG",)) as picture:
            if getattr(picture, "is_animated", False):
                return ""
            out = io.BytesIO()
            # Half its largest effort: more takes seconds for a hundredth.
            picture.save(out, "WEBP", lossless=True, exact=True, quality=75, method=4, icc_profile=picture.info.get("icc_profile") or b"")
    except (OSError, ValueError, SyntaxError):
        # The checks refuse a picture of somebody's own that cannot be read.
        return ""
    part, saves = EARNS
    copy = out.getvalue()
    return base64.b64encode(copy).decode() if len(copy) <= min(part * len(png), len(png) - saves) else ""


def _fits(png: bytes) -> bool:
    """Whether WebP holds all of it, as its head says."""
    if len(png) < HEAD.size:
        return False
    width, height, bits = map(int, HEAD.unpack_from(png))
    return max(width, height) <= SIDE and width * height <= POINTS and bits <= ONE_BYTE
