"""What was handed out to an organisation and by which release, kept whole in its repository: the base of every later three-way merge.

It is a file among the sources, because a branch or a tag is lost where nobody pushes it, in a shallow clone, and where a host squashes a
merge; and because it changes in the same commit as what it tells of: who refuses the pull request of an update refuses both.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PATH = "programma/herkomst.zip"
TELLS = "herkomst.txt"
"""The file in it that names the releases."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day of every file in it, so that the same files give the same bytes."""


LARGEST = 200 * 1024**2
"""Bytes of all files in it together, or in a release: hundreds of times what there is, and few enough to hold."""

DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError)
"""What Python says of a zip that is cut off, changed, packed in a way that it does not know or closed with a word."""


class Unreadable(Exception):
    """The bytes are no origin."""


class TooLarge(RuntimeError):
    """More would come out of a zip than anybody packed."""


@dataclass(frozen=True)
class Origin:
    """The releases that engine and text are from, and the files as they were handed out, by their paths in the repository."""

    engine: str
    text: str
    files: Mapping[str, bytes] = field(repr=False)

    def packed(self) -> bytes:
        """The bytes to keep. They begin with a word for who opens it."""
        told = f"Zo kwamen de bestanden van de uitgever.\nHet programma vergelijkt hiermee wat u veranderde.\n\nprogramma: {self.engine}\ntekst: {self.text}\n"
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as packed:
            for name, data in [(TELLS, told.encode()), *sorted(self.files.items())]:
                entry = zipfile.ZipInfo(name, EPOCH)
                entry.external_attr = 0o100644 << 16
                packed.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)
        return buffer.getvalue()


def read(data: bytes) -> Origin:
    """What `packed` gave. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            require_size(packed)
            files = {name: packed.read(name) for name in packed.namelist()}
        told = files.pop(TELLS).decode("utf-8")
        said = dict(re.findall(r"(?m)^(programma|tekst): (\S+)$", told))
        return Origin(said["programma"], said["tekst"], files)
    except (*DAMAGED, KeyError, ValueError) as error:
        raise Unreadable(str(error)) from error


def require_size(packed: zipfile.ZipFile) -> None:
    """Raises TooLarge before anything is unpacked; no file gives more than its entry says."""
    if sum(one.file_size for one in packed.infolist()) > LARGEST:
        raise TooLarge(f"meer dan {LARGEST // 1024**2} MB")


def below(folder: Path) -> dict[str, bytes]:
    """Every file in the folder, by its path in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
