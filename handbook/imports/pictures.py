"""Takes the pictures out of a document, under names of our own and without what a camera wrote in them."""

from __future__ import annotations

import base64
import binascii
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

import imagesize  # type: ignore[import-untyped]

from handbook.core import picture_metadata
from handbook.core.picture_metadata import Damaged
from handbook.sources.documents.package import Package, Unreadable

KINDS = {b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg", b"RIFF": ".webp"}
LIMIT = 20_000_000
"""Bytes of one picture that are read at all."""

COUNT_LIMIT = 300


class NoPicture(ValueError):
    """The picture was not taken over; the message is a Dutch sentence that says why."""


@dataclass(frozen=True)
class Picture:
    """A picture as it comes to stand in docs/img/; width and height in points, 0 where it does not say."""

    name: str
    data: bytes
    width: int
    height: int


@dataclass
class Pictures:
    """The pictures of one document; `read` gives the bytes that a document's own name for one stands for, `described` what is said of it apart."""

    read: Callable[[str], bytes]
    stem: str = "afbeelding"
    described: Mapping[str, str] = field(default_factory=dict)
    taken: dict[str, Picture] = field(default_factory=dict)

    def take(self, source: str) -> Picture:
        """The picture that the document calls `source`. Raises NoPicture."""
        if source in self.taken:
            return self.taken[source]
        if len(self.taken) >= COUNT_LIMIT:
            raise NoPicture(f"Dit document heeft meer dan {COUNT_LIMIT} afbeeldingen: deze is niet meer overgenomen.")
        data = self.read(source)
        suffix = next((suffix for start, suffix in KINDS.items() if data.startswith(start)), None)
        if suffix is None or (suffix == ".webp" and data[8:12] != b"WEBP"):
            raise NoPicture("Een afbeelding is niet overgenomen: zij is geen PNG, JPEG of WebP.")
        try:
            data = picture_metadata.stripped(data)
        except Damaged as error:
            raise NoPicture("Een afbeelding is niet overgenomen: zij is beschadigd.") from error
        width, height = imagesize.get(io.BytesIO(data))
        made = Picture(f"{self.stem}-{len(self.taken) + 1}{suffix}", data, max(0, round(width)), max(0, round(height)))
        self.taken[source] = made
        return made


def in_package(package: Package, folders: tuple[str, ...]) -> Callable[[str], bytes]:
    """Reads pictures that are parts of the document, below one of its `folders`."""

    def read(source: str) -> bytes:
        for folder in folders:
            if (name := f"{folder}{source}") in package.parts:
                try:
                    return package.read(name, LIMIT)
                except Unreadable as error:
                    raise NoPicture("Een afbeelding is niet overgenomen: zij is te groot of beschadigd.") from error
        raise NoPicture("Een afbeelding is niet overgenomen: zij staat niet in het document zelf.")

    return read


def beside(file: Path) -> Callable[[str], bytes]:
    """Reads pictures that a web page holds itself, or that lie in a folder beside it; nothing further away, and nothing from the network."""
    folder = file.resolve().parent

    def read(source: str) -> bytes:
        if source.startswith("data:"):
            return _held(source)
        path = (folder / unquote(source)).resolve() if "://" not in source and "\0" not in source else None
        if path is None or not path.is_relative_to(folder) or not path.is_file():
            raise NoPicture("Een afbeelding is niet overgenomen: zij staat niet in de map van het document.")
        if path.stat().st_size > LIMIT:
            raise NoPicture("Een afbeelding is niet overgenomen: zij is te groot.")
        return path.read_bytes()

    return read


def _held(source: str) -> bytes:
    head, _, body = source.partition(",")
    try:
        return base64.b64decode(unquote(body), validate=False) if head.endswith(";base64") else unquote_to_bytes(body)
    except (binascii.Error, ValueError) as error:
        raise NoPicture("Een afbeelding is niet overgenomen: zij is beschadigd.") from error
