"""Packs a file once for all exports of a run: the scripts of the root are the same in each, and to pack them was most of an export."""

from __future__ import annotations

from functools import cache

from handbook.archive import packed, root_pages


def remember() -> None:
    """From here on what was packed in this process is not packed again, nor in those that are forked from it."""
    # The bytes are those that the real one gives: it gives the same each time.
    packed.pack = cache(packed.pack)


def prepare() -> None:
    """Packs what stands at the root of every archive."""
    texts = [root_pages.script(name=name) for name in ("register.js", "vergelijk.js", "zoeken.js")]
    texts += [path.read_bytes() for kind in ("*.js", "*.css") for path in sorted(root_pages.FOLDER.rglob(kind))]
    for text in texts:
        if len(text) >= packed.LEAST:
            packed.pack(text)
