"""One change between two releases, held against what the organisation made of it: whose it is, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from handbook.archive import git


class Kind(Enum):
    """What a change of ours meets."""

    NEW = auto()
    OURS = auto()
    BOTH = auto()
    CONFLICT = auto()
    REMOVED = auto()
    GONE = auto()
    AWAY = auto()


OFFERED = (Kind.NEW, Kind.OURS, Kind.BOTH, Kind.REMOVED)
"""What can be taken over: the rest is only told. REMOVED is what we took away and they never changed; an article or a page stays with them: GONE."""


@dataclass(frozen=True)
class Change:
    """One part of a file, or a whole file where `key` is empty.

    `name` is what somebody types for it: the id of an article, or a file. `file` is where it stands with them, `source` where with us.
    `base`, `theirs` and `ours` are its texts; None where it is not there, `binary` where it is no text. `result` is what it becomes.
    """

    name: str
    file: str
    source: str
    key: str
    kind: Kind
    base: str | None = None
    theirs: str | None = None
    ours: str | None = None
    result: str | None = None
    binary: bool = False


def met(base: str | None, theirs: str | None, ours: str | None) -> tuple[Kind | None, str | None]:
    """What our change from `base` to `ours` meets, and what comes of it; no kind where there is nothing to do."""
    if base == ours or theirs == ours:
        return None, None
    if ours is None:
        return (Kind.GONE, None) if theirs is not None else (None, None)
    if base is None:
        return (Kind.NEW, ours) if theirs is None else (Kind.CONFLICT, None)
    if theirs is None:
        return Kind.AWAY, None
    if theirs == base:
        return Kind.OURS, ours
    together = git.merged(base, theirs, ours)
    if together is None:
        return Kind.CONFLICT, None
    return (Kind.BOTH, together) if together != theirs else (None, None)
