"""Makes what the tests of a whole run read and nobody changes: the first worker that needs it does, and the other reads the same."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

Fill = Callable[[Path], object]


def made(request: pytest.FixtureRequest, factory: pytest.TempPathFactory, name: str, fill: Fill) -> Path:
    """The folder that `fill` made something in, once in this run; who asks meanwhile waits until all of it is there."""
    own = factory.getbasetemp()
    # A worker has its folder in that of the run.
    run = own.parent if hasattr(request.config, "workerinput") else own
    folder, whole = run / f"samen-{name}", run / f"samen-{name}.heel"
    with (run / f"samen-{name}.slot").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            # Half of it may stand there, of a worker that broke off.
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            fill(folder)
            whole.touch()
    return folder
