"""Typst itself: the optional part, how it is called so that its bytes are the same everywhere, and what its refusals mean."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from handbook.core.errors import CannotWork
from handbook.core.optional_parts import TYPST

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


PICTURE = "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image(sys.inputs.name, width: {width})"

REDRAWN = {".svg": ("65mm", 300), ".webp": ("auto", 72)}
"""How wide a picture of each kind becomes, and with how many dots an inch: a drawing as a logo is shown, the other point for point."""


@lru_cache(8)
def picture(data: bytes, suffix: str) -> bytes:
    """A picture of a kind of REDRAWN as PNG, for a word processor that shows none; b"" where it cannot be read, or without the optional part."""
    width, dots = REDRAWN[suffix]
    with TemporaryDirectory(prefix="handbook-beeld-") as name:
        file = Path(name) / f"beeld{suffix}"
        file.write_bytes(data)
        page = Path(name) / "beeld.typ"
        page.write_text(PICTURE.format(width=width), "utf-8")
        try:
            typst = part()
            # Its own letters only, which are the same everywhere.
            found = typst.compile(page, root=page.parent, format="png", ppi=dots, sys_inputs={"name": file.name}, ignore_system_fonts=True)
        except (CannotWork, RuntimeError):
            # What Typst refuses is a RuntimeError.
            return b""
    return bytes(found) if isinstance(found, bytes) else b""


def part() -> Any:
    """The optional part. Raises CannotWork where it is not installed."""
    try:
        import typst
    except ImportError as error:
        raise CannotWork(TYPST.needed("Voor een PDF")) from error
    return typst
