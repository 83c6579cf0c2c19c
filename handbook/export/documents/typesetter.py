"""Typst itself: the optional part, how it is called so that its bytes are the same everywhere, and what its refusals mean."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from handbook.core.errors import CannotWork

INSTALL = (
    "Voor een PDF is een extra onderdeel nodig dat hier nog niet staat: typst. "
    "Installeer het in de map van het handboek met: .venv/bin/pip install typst==0.15.2 "
    "(of met uv: uv pip install typst==0.15.2)."
)
"""What to do where the optional part is not there."""

STANDARDS = ("ua-1", "a-2a")
"""PDF/UA-1 and PDF/A-2a: who cannot see the page can read it, and it can be kept. Typst holds the document against both."""


class NotSet(Exception):
    """Typst refused; `words` is what it says, in English."""

    def __init__(self, words: str, diagnostic: str) -> None:
        super().__init__(diagnostic)
        self.words = words


def pdf(template: Path, day: date, inputs: dict[str, str]) -> bytes:
    """Sets the template, which reads files beside it only. Raises CannotWork without the optional part, NotSet where it is refused."""
    typst = part()
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    try:
        made: bytes = typst.compile(
            template,
            root=template.parent,
            # Letters of this computer would break lines elsewhere, and are not on the next one.
            font_paths=[],
            ignore_system_fonts=True,
            sys_inputs=inputs,
            pdf_standards=[*STANDARDS],
            timestamp=noon,
        )
    except typst.TypstError as error:
        raise NotSet(error.message, error.diagnostic) from error
    return made


DOTS = 300
"""An inch."""

DRAWING = '#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image(bytes(sys.inputs.drawing), format: "svg", width: 65mm)'


@lru_cache(4)
def picture(drawing: bytes) -> bytes:
    """A drawing in SVG as PNG, 65 mm wide, for a word processor that shows none; b"" where it cannot be read, or without the optional part."""
    try:
        typst = part()
        # Its own letters only, which are the same everywhere.
        found = typst.compile(
            DRAWING.encode(), format="png", ppi=DOTS, sys_inputs={"drawing": drawing.decode("utf-8")}, ignore_system_fonts=True
        )
    except (CannotWork, RuntimeError, UnicodeDecodeError):
        # What Typst refuses is a RuntimeError.
        return b""
    return bytes(found) if isinstance(found, bytes) else b""


def part() -> Any:
    """The optional part. Raises CannotWork where it is not installed."""
    try:
        import typst
    except ImportError as error:
        raise CannotWork(INSTALL) from error
    return typst
