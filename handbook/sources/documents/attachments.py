"""Which files readers may fetch besides pages and pictures, and how a page names their kind and size."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from handbook.core.dutch import size_shown
from handbook.sources.documents import opendocument, pdf, word
from handbook.sources.documents.facts import Facts
from handbook.sources.documents.package import Package, Unreadable
from handbook.sources.files.text_files import REMEMBERED

FOLDER = "bijlagen"
"""Where they stand, below docs/."""

KINDS = {".pdf": "PDF", ".docx": "Word", ".odt": "OpenDocument"}
LIMIT = 5_000_000
"""Bytes of one attachment: on a phone that takes five seconds."""


def facts(path: Path) -> Facts:
    """What the file holds besides its text. Raises Unreadable where it is not what its name says, damaged or locked."""
    if path.suffix == ".pdf":
        return pdf.facts(path.read_bytes())
    package = Package.open(path)
    return word.facts(package) if path.suffix == ".docx" else opendocument.facts(package)


def lying(docs: Path) -> list[Path]:
    """The attachments below docs/, in the order of their names."""
    return sorted(path for path in (docs / FOLDER).rglob("*") if path.suffix in KINDS and path.is_file() and not path.is_symlink())


def text(path: Path) -> tuple[str, ...] | None:
    """The paragraphs of the attachment; None where only a person can read them, nothing where it cannot be opened."""
    there = path.stat()
    return _text(path, there.st_mtime_ns, there.st_size)


@lru_cache(REMEMBERED)
def _text(path: Path, changed: int, size: int) -> tuple[str, ...] | None:  # noqa: ARG001 - a file that changed is read again
    try:
        return facts(path).text if size <= LIMIT else ()
    except Unreadable:
        return ()


def shown(suffix: str, size: int) -> str:
    """Kind and size in bytes as readers see them: PDF, 120 kB."""
    return f"{KINDS[suffix]}, {size_shown(size)}"
