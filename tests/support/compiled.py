"""Where test modules are kept as pytest compiles them, its own asserts in them: to do so again took longer than most files of tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def kept(folder: Path) -> Iterator[None]:
    """Meanwhile this process keeps in `folder` what it compiles, where the machine wants no compiled files beside the sources.

    Python and pytest take one only for a source of the same time and size. No process that tests start learns of the folder:
    handbooks that they draw share their times, and may differ.
    """
    before = sys.dont_write_bytecode, sys.pycache_prefix
    if before == (True, None):
        sys.dont_write_bytecode, sys.pycache_prefix = False, str(folder)
    try:
        yield
    finally:
        sys.dont_write_bytecode, sys.pycache_prefix = before
