"""Tells whether any file that a handbook is read from has changed, without opening one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TypeAlias

from handbook.core.project import Project
from handbook.sources.data.accessibility_test import OWN

State: TypeAlias = frozenset[tuple[str, int, int, int]]
"""Path, size and times of every file: of its content, and of its entry on the disk, which no program can set back."""


def state(project: Project) -> State:
    """The state of everything that `sources.read` reads, and of what its fingerprints cover."""
    folders = (project.docs, project.macros, project.overrides, OWN)
    found = [_one(os.fspath(path), path.stat()) for path in (project.config, project.variables_file) if path.is_file()]
    return frozenset([*found, *(one for folder in folders for one in _below(os.fspath(folder)))])


def _below(folder: str) -> Iterator[tuple[str, int, int, int]]:
    # This runs once per page of an engine that asks per page: one question to the disk per file, no paths made.
    try:
        entries = list(os.scandir(folder))
    except OSError:
        # Not there, or closed to us: then nothing of it is read either.
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _below(entry.path)
            continue
        try:
            yield _one(entry.path, entry.stat())
        except OSError:
            # A link that leads nowhere or to itself, or a file that went while we looked.
            continue


def _one(path: str, seen: os.stat_result) -> tuple[str, int, int, int]:
    return path, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns
