"""Takes from every picture of the site what a camera or a program wrote in it: where, when, with what and by whom it was made."""

from __future__ import annotations

from contextlib import suppress

from handbook.build.site import BuiltSite
from handbook.core import picture_metadata
from handbook.core.picture_metadata import Damaged

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".svg")


def bare(site: BuiltSite) -> None:
    """Writes the pictures without their metadata; every point stays as it was, and which side is up."""
    for file in sorted(site.root.rglob("*")):
        if file.suffix.lower() in SUFFIXES and file.is_file():
            data = file.read_bytes()
            # The check of the sources refuses a damaged picture of somebody's own.
            with suppress(Damaged):
                found = picture_metadata.stripped(data)
                if found != data:
                    file.write_bytes(found)
