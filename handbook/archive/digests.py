"""Computes the fingerprints of files and trees the way git does, so that the two can be compared."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Digest(NamedTuple):
    """What identifies a file's bytes: its SHA-256, and its id in git."""

    sha256: str
    blob: str


def blob_head(size: int) -> bytes:
    """What git hashes before the bytes of a file."""
    return b"blob %d\0" % size


@dataclass
class _Folder:
    files: dict[str, str] = field(default_factory=dict)
    folders: dict[str, _Folder] = field(default_factory=dict)


def tree_id(blobs: Mapping[str, str], algorithm: str) -> str:
    """The id that git gives to a folder of ordinary files: path -> id of its bytes."""
    top = _Folder()
    for path, id in blobs.items():
        *parents, name = path.split("/")
        here = top
        for parent in parents:
            here = here.folders.setdefault(parent, _Folder())
        here.files[name] = id
    return _id(top, algorithm)


def _id(folder: _Folder, algorithm: str) -> str:
    # git orders a folder as if its name ended in a slash.
    rows: list[tuple[bytes, bytes]] = [(name.encode(), _row(b"100644", name, id)) for name, id in folder.files.items()]
    rows += [(name.encode() + b"/", _row(b"40000", name, _id(inner, algorithm))) for name, inner in folder.folders.items()]
    body = b"".join(row for _, row in sorted(rows))
    return hashlib.new(algorithm, b"tree %d\0" % len(body) + body, usedforsecurity=False).hexdigest()


def _row(mode: bytes, name: str, id: str) -> bytes:
    return mode + b" " + name.encode("utf-8", "surrogateescape") + b"\0" + bytes.fromhex(id)


def digest(pieces: Iterable[bytes], size: int, algorithm: str) -> Digest:
    """The fingerprints of a file that comes in pieces and has `size` bytes in all."""
    sha256 = hashlib.sha256()
    blob = hashlib.new(algorithm, blob_head(size), usedforsecurity=False)
    for piece in pieces:
        sha256.update(piece)
        blob.update(piece)
    return Digest(sha256.hexdigest(), blob.hexdigest())


def algorithm_of(regime: bytes | None) -> str:
    """How the archive's git hashes, from the ids in its register."""
    return "sha256" if re.search(rb'"boom": "[0-9a-f]{64}"', regime or b"") else "sha1"
