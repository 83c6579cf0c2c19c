"""Where tests write: in memory, where the machine has room for it there. Half of what a test of git or of a build costs on a disk is to make its many small files."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path("/dev/shm")
"""Linux keeps what stands here in memory; where it is missing, as on a Mac, or small, as in most containers, tests write where all programs do."""

NEEDED = 2 * 2**30
"""Bytes that must be free: all that two workers and the tests in them may need at once, five times over."""

NAMED = "TMPDIR"


def use() -> None:
    """From here on this process, and all that it starts, make their temporary folders in memory; whoever named a place for them keeps it."""
    if NAMED not in os.environ and fits(FOLDER):
        os.environ[NAMED] = str(FOLDER)
        # Pytest may have asked where before.
        tempfile.tempdir = None


def fits(folder: Path) -> bool:
    """Whether tests can write there and start what they wrote: hooks of git are programs."""
    if not os.access(folder, os.W_OK):
        return False
    return not os.statvfs(folder).f_flag & os.ST_NOEXEC and shutil.disk_usage(folder).free >= NEEDED
