"""What a PDF holds besides what it shows: who made it, remarks, scripts and files within it. Read from its objects; nothing is drawn or run."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from handbook.sources.documents.facts import Facts
from handbook.sources.documents.package import Unreadable

UNPACKED_LIMIT = 40_000_000
STREAM = re.compile(rb"(?P<head><<(?:(?!stream\b|endobj).){0,4000}?>>)\s*stream\r?\n(?P<body>.*?)\r?\n?endstream", re.DOTALL)
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
AUTHOR = re.compile(rb"/Author\s*(?:\((?P<text>(?:\\.|[^\\)]){0,500})\)|<(?P<hex>[0-9A-Fa-f\s]{0,2000})>)", re.DOTALL)
XMP_AUTHOR = re.compile(rb"<dc:creator\b[^>]*>(.{0,2000}?)</dc:creator>", re.DOTALL)
SCRIPT = re.compile(rb"/(?:JavaScript|JS|Launch|RichMedia|XFA|Movie|Sound)(?![A-Za-z])")
REMARK = re.compile(rb"/Subtype\s*/(?:Text|FreeText|Highlight|Underline|StrikeOut|Squiggly|Caret|Ink|Stamp)(?![A-Za-z])")
HOLDS_FILE = re.compile(rb"/(?:EmbeddedFiles?|FileAttachment)(?![A-Za-z])")

SHOWS = re.compile(rb"/Contents(?![A-Za-z])")
"""What a page has that is not empty; its letters may be numbers in a font of its own, or a picture."""


def facts(data: bytes) -> Facts:
    """What is in the PDF. Raises Unreadable, also for one with a password."""
    if not data.startswith(b"%PDF-"):
        raise Unreadable("het is geen PDF")
    if b"%%EOF" not in data[-2048:]:
        raise Unreadable("het is niet heel: het einde ontbreekt")
    objects = b"\n".join([STREAM.sub(lambda m: m["head"], data), *_packed(data)])
    # A name may be written with its letters as numbers.
    objects = ESCAPED.sub(lambda m: bytes([int(m[1], 16)]), objects)
    if re.search(rb"/Encrypt(?![A-Za-z])", objects):
        raise Unreadable("het is beveiligd met een wachtwoord")
    return Facts(
        remarks=len(REMARK.findall(objects)),
        names=tuple(sorted(filter(None, {*map(_author, AUTHOR.finditer(objects)), *map(_plain, XMP_AUTHOR.findall(data))}))),
        macros=SCRIPT.search(objects) is not None,
        embedded=HOLDS_FILE.search(objects) is not None,
        text=None if SHOWS.search(objects) else (),
    )


def _packed(data: bytes) -> Iterator[bytes]:
    """The objects that newer PDFs keep packed together. Raises Unreadable where they grow past all measure."""
    left = UNPACKED_LIMIT
    for match in STREAM.finditer(data):
        if b"ObjStm" not in match["head"]:
            continue
        try:
            found = zlib.decompressobj().decompress(match["body"], left)
        except zlib.error as error:
            raise Unreadable("het is beschadigd") from error
        left -= len(found)
        if left <= 0:
            raise Unreadable("uitgepakt is het te groot")
        yield found


def _author(match: re.Match[bytes]) -> str:
    if match["hex"] is not None:
        raw = bytes.fromhex(re.sub(rb"\s", b"", match["hex"]).decode()[: 2 * (len(re.sub(rb"\s", b"", match["hex"])) // 2)])
    else:
        raw = re.sub(rb"\\(.)", rb"\1", match["text"], flags=re.DOTALL)
    text = raw.decode("utf-16", "replace") if raw[:2] in (b"\xfe\xff", b"\xff\xfe") else raw.decode("latin-1")
    return " ".join("".join(c for c in text if c.isprintable()).split())


def _plain(xml: bytes) -> str:
    return " ".join(re.sub(rb"<[^>]*>", b" ", xml).decode("utf-8", "replace").split())
