"""Knows everything that a check can read, as one mark: what was found is found again as long as the mark is the same."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from handbook.archive.git import Failed, Repository, within_a_repository
from handbook.archive.named_files import DOCUMENTS
from handbook.core.dutch import today
from handbook.core.errors import CannotWork
from handbook.core.project import Project

FOLDERS = ("docs", "macros", "overrides", "edities")
COMPILED = "__pycache__"
"""What Python leaves behind in the folder of the macros, and no check looks at."""

OTHER_FACTS = re.compile(rb"^\s+[\"']?gegevens[\"']?\s*:\s*[\"']?([^\s\"'#]+)", re.MULTILINE)
"""The files with facts that edities.yml names: a check asks whether they are there."""


class _Doubt(Exception):
    """Something stands here of which nobody can tell what a check sees of it."""


def mark(project: Project) -> str | None:
    """The mark of all that a check of `project` reads; None where that cannot be told, so that nothing may be remembered of it.

    The program itself is no part of it: what is kept on disk is kept for one program.
    """
    whole = hashlib.blake2b(digest_size=32)
    try:
        for piece in _pieces(project):
            whole.update(len(piece).to_bytes(8, "big"))
            whole.update(piece)
    except (_Doubt, OSError, CannotWork):
        return None
    return whole.hexdigest()


def _pieces(project: Project) -> Iterator[bytes]:
    yield repr((str(project.root), str(project.variables_file), project.edition, sorted(map(str, project.settled)))).encode()
    yield repr((sorted(map(str, project.elsewhere)), today())).encode()
    yield from _file(project.variables_file)
    yield from _top(project.root)
    for folder in FOLDERS:
        yield from _below(str(project.root / folder), compiled=folder == project.macros.name)
    yield from _of_git(project.root)


def _file(path: str | Path) -> Iterator[bytes]:
    # Not through pathlib, which takes longer for this than reading it.
    if not os.path.lexists(path):
        yield b"none"
        return
    with open(path, "rb") as file:  # noqa: PTH123
        yield b"file"
        yield file.read()


def _top(root: Path) -> Iterator[bytes]:
    """The names beside mkdocs.yml, and the settings that stand there."""
    for name, entry in _entries(str(root)):
        if name == os.fsencode(DOCUMENTS):
            # What was made of the text is no part of it.
            continue
        yield name
        if name.endswith((b".yml", b".yaml")):
            yield from _regular(entry)
            if name == b"edities.yml":
                yield from (repr((root / os.fsdecode(other)).is_file()).encode() for other in OTHER_FACTS.findall(Path(entry).read_bytes()))


def _below(folder: str, *, compiled: bool) -> Iterator[bytes]:
    """All files of a folder; with `compiled` without what Python left there."""
    if os.path.islink(folder):  # noqa: PTH114
        raise _Doubt
    if not os.path.isdir(folder):  # noqa: PTH112
        yield b"none"
        return
    yield b"folder"
    for name, entry in _entries(folder):
        if entry.is_dir(follow_symlinks=False):
            if not (compiled and entry.name == COMPILED):
                yield name
                yield from _below(entry.path, compiled=compiled)
        else:
            yield name
            yield from _regular(entry)
    yield b"end"


def _entries(folder: str) -> list[tuple[bytes, os.DirEntry[str]]]:
    with os.scandir(folder) as found:
        return sorted(((os.fsencode(entry.name), entry) for entry in found), key=lambda one: one[0])


def _regular(entry: os.DirEntry[str]) -> Iterator[bytes]:
    if not entry.is_file(follow_symlinks=False):
        raise _Doubt
    yield from _file(entry.path)


def _of_git(root: Path) -> Iterator[bytes]:
    """Where all branches and tags are, how far the history goes, and the settings: whatever else git tells follows from it."""
    if not within_a_repository(root):
        yield b"none"
        return
    repo = Repository(root)
    yield from (f"{key}={value}".encode() for key, value in sorted(os.environ.items()) if key.startswith("GIT_"))
    try:
        where = os.fsdecode(
            repo.run("rev-parse", "--show-prefix", "--git-path", "HEAD", "--git-path", "shallow", "--git-path", "info/grafts")
        )
    except Failed as error:
        # No repository, whatever it looks like.
        yield error.reason.encode()
        return
    prefix, *files = where.splitlines()
    yield prefix.encode()
    for file in files:
        yield from _file(root / file)
    yield repo.run("config", "--list", "-z")
    yield repo.run("for-each-ref", "--format=%(objectname) %(refname)")
    if repo.partial():
        raise _Doubt
