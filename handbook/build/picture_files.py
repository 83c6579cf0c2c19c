"""Takes from every picture of the site what a camera or a program wrote in it: where, when, with what and by whom it was made."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from handbook.build.site import BuiltSite
from handbook.core import picture_metadata
from handbook.core.picture_metadata import Damaged

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".svg")
SHOWN = (*SUFFIXES, ".gif")
"""What a page may show as a picture; a moving one has nothing of a camera."""


def bare(site: BuiltSite) -> None:
    """Writes the pictures without their metadata; every point stays as it was, and which side is up."""
    for file in sorted(site.root.rglob("*")):
        if file.suffix.lower() in SUFFIXES and file.is_file():
            data = file.read_bytes()
            found = _bare(data)
            if found != data:
                file.write_bytes(found)


def read(file: Path) -> bytes | None:
    """A picture of docs/ as the site has it; None of anything else."""
    return _bare(file.read_bytes()) if file.suffix.lower() in SHOWN and file.is_file() else None


def _bare(data: bytes) -> bytes:
    # The check of the sources refuses a damaged picture of somebody's own.
    with suppress(Damaged):
        return picture_metadata.stripped(data)
    return data
