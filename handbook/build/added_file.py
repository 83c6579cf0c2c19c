"""What the checks say of a picture or an attachment before it lies in docs/, for who is about to add it."""

from __future__ import annotations

from pathlib import PurePosixPath

from handbook.checks import attachments, files
from handbook.core.findings import Finding, SourceFile, errors
from handbook.core.temporary import workspace

ASIDE = "handboek-bestand-"


def findings(name: str, data: bytes, own: set[str]) -> list[Finding]:
    """What is wrong with the file `name`, a path in the repository; `own` are the names of the organisation."""
    with workspace(ASIDE) as aside:
        path = aside / PurePosixPath(name)
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
        found = [*files.of_file(path, SourceFile(name))]
        if not errors(found) and attachments.is_one(name):
            found += attachments.of_file(path, SourceFile(name), own)
        return found
