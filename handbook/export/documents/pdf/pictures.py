"""The pictures of a document: fetched from the version, weighed, and put where the template finds them."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Protocol

from handbook.core.errors import CannotWork
from handbook.core.findings import quote

LIMIT = 4_000_000
"""Bytes: what is larger makes a file that no mail server takes."""
KINDS = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")


class Read(Protocol):
    """Reads a file of the version by its path."""

    def __call__(self, path: str, /) -> bytes | None:
        """Its bytes, None where it is not there."""


class Pictures:
    """The pictures that were asked for so far; each is in `folder` once."""

    def __init__(self, folder: Path, file: Read) -> None:
        self._folder, self._file = folder, file
        self._names: dict[str, str] = {}
        self.shown: dict[str, bytes] = {}
        """Those of the text, by their path in the version."""

    def placed(self, path: str) -> str:
        """The name that the template gives the picture at this path of the version. Raises CannotWork where it cannot be used."""
        if path not in self._names:
            self.shown[path] = self._fetched(path)
            name = f"beeld-{len(self._names)}{PurePosixPath(path).suffix.lower()}"
            self._names[path] = self._written(self.shown[path], name)
        return self._names[path]

    def logo(self, suffix: str, data: bytes) -> str:
        """The same for a logo that can be used; `suffix` is the end of its name, such as `.svg`."""
        return self._written(data, f"logo{suffix.lower()}")

    def _fetched(self, path: str) -> bytes:
        data = self._file(path)
        if data is None:
            raise CannotWork(f"De afbeelding {quote(path)} staat niet bij deze tekst. Zet haar terug, of haal haar uit de tekst.")
        suffix = PurePosixPath(path).suffix
        if suffix.lower() not in KINDS:
            raise CannotWork(
                f"De afbeelding {quote(path)} is van een soort die niet in een PDF past: {quote(suffix)}. Bewaar haar als svg, png of jpg."
            )
        if len(data) > LIMIT:
            size = f"{len(data) / 1e6:.1f}".replace(".", ",")
            raise CannotWork(
                f"De afbeelding {quote(path)} is te groot voor een PDF: {size} MB, en {LIMIT // 1_000_000} MB is het hoogste. "
                "Bewaar haar als svg, of als png of jpg van hoogstens 1600 punten breed."
            )
        return data

    def _written(self, data: bytes, name: str) -> str:
        (self._folder / name).write_bytes(data)
        return name
