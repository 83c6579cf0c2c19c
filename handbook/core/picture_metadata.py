"""Takes from a picture what a camera or a program wrote beside the points: place, day, names and remarks, and leaves every point as it was.

Written here and not left to an imaging library: that would decode and encode a JPEG again, which costs quality and gives other bytes with every release.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

JPEG, PNG, WEBP = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF"

KEPT_CHUNKS = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT bKGD pHYs acTL fcTL fdAT cICP mDCV cLLI".split())
"""Chunks of a PNG that say how its points look: https://www.w3.org/TR/png-3/#11Chunks. A colour profile is kept too, without its name."""

KEPT_RIFF = frozenset([b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"])
EXIF_FLAG, XMP_FLAG = 0x08, 0x04
"""Bits of a VP8X chunk: https://developers.google.com/speed/webp/docs/riff_container#extended_file_format."""

ORIENTATION = 0x0112
UPRIGHT = 1
START_OF_SCAN, END = 0xDA, 0xD9
APP0, APP1, APP2, APP14, COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
ALONE = frozenset([0x01, *range(0xD0, 0xD8)])
"""JPEG markers without a length."""

POINTS = re.compile(rb"\xff(?![\x00\xd0-\xd7])", re.DOTALL)
"""What ends a run of points in a JPEG: a marker that is no filling and no restart."""

METADATA = re.compile(
    rb"<metadata\b[^>]*/>|<metadata\b.*?</metadata\s*>|<!--.*?-->|\s(?:inkscape|sodipodi):[\w-]+=(?:\"[^\"]*\"|'[^']*')",
    re.DOTALL | re.IGNORECASE,
)
"""What drawing programs leave in an SVG: who made it, remarks, and where it was saved."""


class Damaged(ValueError):
    """The picture does not end where it says: what is in it cannot be told."""


def stripped(data: bytes) -> bytes:
    """The same picture without metadata, for JPEG, PNG, WebP and SVG; which side is up is kept. Anything else comes back as it is.

    Raises Damaged.
    """
    try:
        if data.startswith(JPEG):
            return b"".join(_jpeg(data))
        if data.startswith(PNG):
            return b"".join(_png(data))
        if data.startswith(WEBP) and data[8:12] == b"WEBP":
            return _webp(data)
    except (struct.error, IndexError) as error:
        raise Damaged from error
    return METADATA.sub(b"", data) if b"<svg" in data[:1000] else data


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    at = 2
    while True:
        if data[at] != 0xFF:
            raise Damaged
        marker = data[at + 1]
        if marker == END:
            # Phones put a second picture or a film behind the end.
            yield data[at : at + 2]
            return
        if marker in ALONE or marker == 0xFF:
            yield data[at : at + 2] if marker != 0xFF else b""
            at += 2 if marker != 0xFF else 1
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        segment = data[at : at + 2 + length]
        if len(segment) < 2 + length or length < 2:
            raise Damaged
        if marker == APP1:
            yield from _upright(segment)
        elif not (APP0 <= marker <= 0xEF or marker == COMMENT) or marker == APP14 or _shows(marker, segment):
            yield segment
        at += 2 + length
        if marker == START_OF_SCAN:
            end = POINTS.search(data, at)
            if end is None:
                raise Damaged
            yield data[at : end.start()]
            at = end.start()


def _shows(marker: int, segment: bytes) -> bool:
    """Whether the segment says how the points look: JFIF's measures, or a colour profile."""
    return (marker == APP0 and segment[4:9] == b"JFIF\0") or (marker == APP2 and segment[4:16] == b"ICC_PROFILE\0")


def _upright(segment: bytes) -> Iterator[bytes]:
    """Of an EXIF segment only which side is up, where that is not as the points lie."""
    if segment[4:10] != b"Exif\0\0":
        return
    side = _orientation(segment[10:])
    if side == UPRIGHT:
        return
    body = b"Exif\0\0" + _only_side(side)
    yield bytes([0xFF, APP1]) + struct.pack(">H", len(body) + 2) + body


def _only_side(side: int) -> bytes:
    """EXIF that says which side is up, and nothing else."""
    return b"MM\0\x2a" + struct.pack(">IHHHIHHI", 8, 1, ORIENTATION, 3, 1, side, 0, 0)


def _orientation(tiff: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return UPRIGHT
    try:
        (first,) = struct.unpack(f"{order}I", tiff[4:8])
        (count,) = struct.unpack(f"{order}H", tiff[first : first + 2])
        for number in range(min(count, 200)):
            at = first + 2 + 12 * number
            tag, _, _, value = struct.unpack(f"{order}HHIH", tiff[at : at + 10])
            if tag == ORIENTATION:
                return int(value) if 1 <= value <= 8 else UPRIGHT
    except struct.error:
        pass
    return UPRIGHT


def _png(data: bytes) -> Iterator[bytes]:
    yield PNG
    at = len(PNG)
    while True:
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        chunk = data[at : at + 12 + length]
        if len(chunk) < 12 + length:
            raise Damaged
        if kind in KEPT_CHUNKS:
            yield chunk
        elif kind == b"iCCP":
            yield _nameless(chunk[8:-4])
        elif kind == b"eXIf" and (side := _orientation(chunk[8:-4])) != UPRIGHT:
            yield _chunk(b"eXIf", _only_side(side))
        at += 12 + length
        if kind == b"IEND":
            return


def _nameless(profile: bytes) -> bytes:
    """A colour profile under no name: programs put that of the screen or its owner there."""
    return _chunk(b"iCCP", b"ICC\0" + profile.partition(b"\0")[2])


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _webp(data: bytes) -> bytes:
    (size,) = struct.unpack("<I", data[4:8])
    if len(data) < size + 8:
        raise Damaged
    chunks = list(_riff(data[12 : size + 8]))
    side = next((_orientation(part[8:].removeprefix(b"Exif\0\0")) for kind, part in chunks if kind == b"EXIF"), UPRIGHT)
    parts = [part for kind, part in chunks if kind in KEPT_RIFF]
    for number, part in enumerate(parts):
        if part.startswith(b"VP8X"):
            parts[number] = part[:8] + bytes([part[8] & ~(EXIF_FLAG | XMP_FLAG) | (EXIF_FLAG if side != UPRIGHT else 0)]) + part[9:]
    if side != UPRIGHT:
        parts.append(struct.pack("<4sI", b"EXIF", len(_only_side(side))) + _only_side(side))
    body = b"WEBP" + b"".join(parts)
    return WEBP + struct.pack("<I", len(body)) + body


def _riff(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(data):
        kind, length = struct.unpack("<4sI", data[at : at + 8])
        end = at + 8 + length + length % 2
        if end > len(data) + 1:
            raise Damaged
        yield kind, data[at:end]
        at = end
