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
        self._names: dict[str | None, str] = {}
        """By path; None is the logo."""

    def placed(self, path: str) -> str:
        """The name that the template gives the picture at this path of the version. Raises CannotWork where it cannot be used."""
        if path not in self._names:
            data = self._file(path)
            if data is None:
                raise CannotWork(f"De afbeelding {quote(path)} staat niet bij deze tekst. Zet haar terug, of haal haar uit de tekst.")
            self._names[path] = self._written(data, PurePosixPath(path).suffix, f"De afbeelding {quote(path)}")
        return self._names[path]

    def logo(self, suffix: str, data: bytes) -> str:
        """The same for the logo, whose bytes are there; `suffix` is the end of its name, such as `.svg`."""
        if None not in self._names:
            self._names[None] = self._written(data, suffix, "Het logo")
        return self._names[None]

    @property
    def named(self) -> dict[str, str]:
        """What each picture is called for people, by the name that the template gives it."""
        return {name: "Het logo" if path is None else f"De afbeelding {quote(path)}" for path, name in self._names.items()}

    def _written(self, data: bytes, suffix: str, named: str) -> str:
        kind = suffix.lower()
        if kind not in KINDS:
            raise CannotWork(f"{named} is van een soort die niet in een PDF past: {quote(suffix)}. Bewaar het beeld als svg, png of jpg.")
        if len(data) > LIMIT:
            size = f"{len(data) / 1e6:.1f}".replace(".", ",")
            raise CannotWork(
                f"{named} is te groot voor een PDF: {size} MB, en {LIMIT // 1_000_000} MB is het hoogste. "
                "Bewaar het beeld als svg, of als png of jpg van hoogstens 1600 punten breed."
            )
        name = f"beeld-{len(self._names)}{kind}"
        (self._folder / name).write_bytes(data)
        return name
