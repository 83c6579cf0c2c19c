"""Packs with less effort in tests, and each file once: an export gives out the same files, and to make them as small as can be was most of its time."""

from __future__ import annotations

import gzip
from functools import cache

import brotli

from handbook.archive import packed

with_all_effort = packed.pack
"""The real one, for the test that says what it promises."""


def remember() -> None:
    """From here on this process, and those that are forked from it, pack hastily, and nothing twice."""
    packed.pack = cache(hastily)


def hastily(data: bytes, *, often: bool = True) -> dict[str, bytes]:
    """The packed copies of a file as the real one names them, in the same two formats, a tenth larger, in a fortieth of the time.

    What is sent `often` is packed in both, and harder, as the real one does, so that a test sees which was meant.
    """
    if not often:
        return {".gz": gzip.compress(data, 1, mtime=0)}
    return {".br": brotli.compress(data, mode=brotli.MODE_TEXT, quality=5), ".gz": gzip.compress(data, 2, mtime=0)}
