"""What the lighter copy is called that a version has of one of its pictures."""

from __future__ import annotations

import hashlib
import re

from handbook.archive.acts import Read

NAME = re.compile(r"(?P<stem>.+)\.[0-9a-f]{8}\.webp")


def path(picture: str, data: bytes) -> str:
    """Where the copy of a PNG stands, by its path and its bytes: these are in the name, so that no other file has it."""
    return f"{picture.removesuffix('.png')}.{hashlib.sha256(data).hexdigest()[:8]}.webp"


def is_one(name: str, read: Read) -> bool:
    """Whether the file `name` is the copy of a picture that stands beside it, as `read` knows both."""
    found = NAME.fullmatch(name)
    picture = f"{found['stem']}.png" if found else ""
    data = read(picture) if found else None
    return data is not None and path(picture, data) == name
