"""Gives a run of the tests a cache of its own, which goes when the run ends, and one processor to each command."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

from handbook.core import cores, kept


def use() -> None:
    """For this process and all that it starts; the workers of a run share what the first process made."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    folder = tempfile.mkdtemp(prefix="handboek-cache-")
    # The workers leave in their own way, and processes that are copies of us leave without asking.
    atexit.register(_gone, folder, os.getpid())
    # Two workers run side by side already.
    os.environ |= {kept.FOLDER: folder, cores.CORES: "1"}


def _gone(folder: str, process: int) -> None:
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)
