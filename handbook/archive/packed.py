"""Decides which files of a site get a packed copy for the web server to send, and whether such a copy matches its original."""

from __future__ import annotations

import gzip
import zlib
from pathlib import PurePosixPath

import brotli

ENDINGS = (".br", ".gz")
"""What stands behind the name of a file that is packed with Brotli (RFC 7932) or gzip (RFC 1952)."""

TEXTUAL = frozenset({".html", ".css", ".js", ".json", ".xml", ".txt", ".epub", ".md", ".csv", ".svg", ".webmanifest", ".wlnk"})
"""Kinds of files that become smaller; pictures and fonts are packed already."""

LEAST = 1024
"""Bytes below which packing saves no packet on the network."""


def worth(name: str, data: bytes) -> bool:
    """Whether a file is kept packed too."""
    return PurePosixPath(name).suffix.lower() in TEXTUAL and len(data) >= LEAST


SMALLEST, QUICK = (11, 9), 4
"""How hard Brotli and gzip try for what is read often, and gzip for all else. Of the 138 files of a handbook that are another one in each version,
the second takes 0.08 seconds and the first 9.9; a reader of an old version gets 1.33 MB in the place of 1.05 who reads all of them."""


def endings(*, often: bool) -> tuple[str, ...]:
    """The packed copies that a file gets. Every browser takes gzip: for what few come for it is enough, and there is most of that."""
    return ENDINGS if often else (".gz",)


def pack(data: bytes, *, often: bool = True) -> dict[str, bytes]:
    """The packed copies of a file, by the ending of their names; the same bytes each time. What is sent `often` is as small as can be."""
    # No name and no moment, or the same file would differ tomorrow.
    if not often:
        return {".gz": gzip.compress(data, QUICK, mtime=0)}
    quality, level = SMALLEST
    return {".br": brotli.compress(data, mode=brotli.MODE_TEXT, quality=quality), ".gz": gzip.compress(data, level, mtime=0)}


def original(name: str) -> str | None:
    """The name of the file of which `name` would be a packed copy."""
    return next((name.removesuffix(ending) for ending in ENDINGS if name.endswith(ending)), None)


def holds(name: str, copy: bytes | None, data: bytes) -> bool:
    """Whether the packed copy `name` gives `data` and nothing else."""
    return copy is not None and gives("gzip" if name.endswith(".gz") else "br", copy, data)


def gives(encoding: str, sent: bytes, data: bytes) -> bool:
    """Whether what a server sent in this Content-Encoding (br, gzip) is `data` and nothing else."""
    try:
        return _opened(encoding, sent, len(data) + 1) == data
    except (brotli.error, zlib.error):
        return False


def _opened(encoding: str, copy: bytes, most: int) -> bytes | None:
    """What the copy holds, None where it does not end as it should. It may have been made to burst: little more than `most` bytes."""
    if encoding == "gzip":
        unzip = zlib.decompressobj(wbits=31)
        data = unzip.decompress(copy, most)
        return data if unzip.eof and not unzip.unused_data else None
    unbrotli = brotli.Decompressor()
    parts = [unbrotli.process(copy, output_buffer_limit=most)]
    while not unbrotli.is_finished() and sum(map(len, parts)) < most:
        part = unbrotli.process(b"", output_buffer_limit=most)
        if not part:
            break
        parts.append(part)
    return b"".join(parts) if unbrotli.is_finished() else None
