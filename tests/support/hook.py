"""The guard as the pre-receive hook of a bare repository, and a push to it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.support import fork
from tests.support.publishing import HOUSE

STARTED = f"""\
#!/bin/sh
PYTHONPATH='{HOUSE}' exec '{sys.executable}' -m handbook guard
"""


def arm(path: Path, started: bool = False) -> None:
    """Gives a bare repository the guard; it lives on the day that the environment of the push names.

    Where it is `started`, Python begins anew at each push, as it does for users; else the guard is forked (tests/support/fork.py).
    """
    hook = path / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(STARTED if started else fork.hook(), "utf-8")
    hook.chmod(0o755)


def pushed(root: Path, *refs: str) -> tuple[bool, str]:
    """Whether the push was taken, and what was said."""
    done = subprocess.run(["git", "push", "origin", *refs], cwd=root, check=False, capture_output=True, text=True)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode == 0, done.stderr
