"""How a command is typed again from here, by somebody who started this one."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path


def program(at: Path | None = None) -> str:
    """This program as it is typed in the folder `at`, or in the working folder: by its path, or by its name if the shell finds it."""
    started = Path(sys.argv[0])
    if started.name == "__main__.py":
        return f"{shlex.quote(_path(Path(sys.executable), at))} -m {started.absolute().parent.name}"
    if started.name == sys.argv[0]:
        return started.name
    found = shutil.which(started.name)
    near = started.absolute().is_relative_to(Path.cwd())
    if started.is_absolute() and not near and found and Path(found).resolve() == started.resolve():
        return started.name
    return shlex.quote(_path(started, at))


def _path(file: Path, at: Path | None) -> str:
    """A path that works in `at`; one from the root stays so, unless it lies in the working folder."""
    here = Path.cwd()
    if file.is_absolute() and not file.is_relative_to(here):
        return str(file)
    # Not resolved: a Python in .venv is a link to one that knows nothing of us.
    return os.path.relpath(file.absolute(), at or here)


def new(folder: str, engine: str | None = None, at: Path | None = None) -> str:
    """The command that makes the handbook in `folder`, or goes on with it."""
    pinned = f" --engine {shlex.quote(engine)}" if engine else ""
    return f"{program(at)} new {shlex.quote(folder)}{pinned}"
