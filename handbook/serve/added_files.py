"""Pictures and attachments that somebody adds to a page in /beheer/: checked, kept aside until the page is saved, and then on its branch."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from handbook.build import added_file
from handbook.core.errors import CannotWork
from handbook.core.findings import errors, render
from handbook.core.project import Project
from handbook.editor.config import PICTURES
from handbook.serve.private_copy import PrivateCopy
from handbook.sources import variables
from handbook.sources.documents.attachments import FOLDER, KINDS
from handbook.sources.pages import slugify

ATTACHMENTS = f"docs/{FOLDER}"
PLACES = (PICTURES, ATTACHMENTS)
TARGET = re.compile(r"\]\(<?(?:\.\./)*(?P<path>(?:img|bijlagen)/[\w./-]+)")
"""A link or a picture in the text of a page that leads to one of them."""

LONGEST = 80
"""Letters of a name, its ending apart: a disk takes 255, and whoever retypes an address fewer."""

UNREADABLE = "Dit bestand is niet te lezen. Kies het opnieuw."


class AddedFiles:
    """Those in `folder`, by their paths in the repository."""

    def __init__(self, project: Project, folder: Path) -> None:
        self._project = project
        self.folder = folder

    def add(self, name: str, content: str) -> tuple[str, list[str]]:
        """Keeps a file that was chosen, its bytes as base64; gives its path in the repository, and what to look at.

        Raises CannotWork with what has to be different first.
        """
        try:
            data = base64.b64decode(content, validate=True)
        except ValueError as error:
            raise CannotWork(UNREADABLE) from error
        path = self._free(PurePosixPath(name.replace("\0", "").replace("\\", "/").rpartition("/")[2]), data)
        facts, _ = variables.load(self._project)
        own = {facts.werkgever.naam, facts.werkgever.naam_kort} if facts else set()
        found = added_file.findings(path, data, own)
        if wrong := errors(found):
            raise CannotWork(" ".join(f"{one.message} {one.mend}" for one in wrong))
        self.keep(path, data)
        return path, render(found, "text").splitlines()[:-1] if found else []

    def keep(self, path: str, data: bytes) -> None:
        """The bytes at a path in the repository, as a page will have them."""
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)

    def read(self, path: str) -> bytes | None:
        """The bytes of a file that is kept here; None where it is not, or the path leads elsewhere."""
        inside = path.startswith(tuple(f"{one}/" for one in PLACES)) and ".." not in PurePosixPath(path).parts
        return (self.folder / path).read_bytes() if inside and (self.folder / path).is_file() else None

    def named_in(self, text: str) -> dict[str, bytes]:
        """Those that a page with this text shows or leads to."""
        found = {f"docs/{match['path']}" for match in TARGET.finditer(text)}
        return {path: data for path in sorted(found) if (data := self.read(path)) is not None}

    def renew(self, copy: PrivateCopy, branch: str) -> None:
        """Keeps what the branch of a page has of them as well: Decap takes it out each time that it saves the page."""
        for path, data in _of_branch(copy, branch):
            self.keep(path, data)

    def _free(self, name: PurePosixPath, data: bytes) -> str:
        """Where a file of that name comes: under a name that an address can have, and that no other file has."""
        suffix = name.suffix.lower()[:LONGEST]
        folder = ATTACHMENTS if suffix in KINDS else PICTURES
        stem, number = slugify(name.stem)[:LONGEST].strip("-") or "bestand", 1
        while True:
            path = f"{folder}/{stem}{'' if number == 1 else f'-{number}'}{suffix}"
            there = self._project.root / path
            known = there.read_bytes() if there.is_file() else self.read(path)
            if known is None or known == data:
                return path
            number += 1


def _of_branch(copy: PrivateCopy, branch: str) -> Iterator[tuple[str, bytes]]:
    for path in copy.changed(branch):
        if path.startswith(tuple(f"{one}/" for one in PLACES)) and (data := copy.read(branch, path)) is not None:
            yield path, data
