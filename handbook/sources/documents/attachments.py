"""Which files readers may fetch besides pages and pictures, and how a page names their kind and size."""

from __future__ import annotations

from pathlib import Path

from handbook.sources.documents import opendocument, pdf, word
from handbook.sources.documents.facts import Facts
from handbook.sources.documents.package import Package

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


def shown(suffix: str, size: int) -> str:
    """Kind and size in bytes as readers see them: PDF, 120 kB. A space that does not break stands before the unit."""
    amount = f"{max(1, round(size / 1000))}\u00a0kB" if size < 999_500 else f"{size / 1e6:.1f}\u00a0MB".replace(".", ",")
    return f"{KINDS[suffix]}, {amount}"
