"""Runs commands of the handbook in processes of their own, forked from one that has loaded everything: the work without the start of Python.

Such a command is the real one in all but its start: own folder, own environment, own memory, own exit code.
The one from which they are forked has built the sample, so that what a command keeps of a text for the next one is at work here too.
What is about the start itself (which interpreter, hash seeds, a pipe that breaks) needs `python -m handbook`.
"""

from __future__ import annotations

import atexit
import functools
import gc
import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import IO, NoReturn

from tests.support import fence
from tests.support.handbooks import SAMPLE, draw

HOUSE = Path(__file__).resolve().parents[2]
LOADED = (
    "handbook.cli",
    "handbook.build.build",
    "mkdocs.commands.build",
    "mkdocs_macros.plugin",
    "material.plugins.search.plugin",
    "material.extensions.emoji",
    "pymdownx.superfences",
    "pymdownx.details",
    "hunspell",
)
"""What a build imports; none of it belongs to one handbook, as its words do."""

TOO_LATE = 124
"""The exit code of a command that did not end in time, as that of coreutils' timeout."""


def handbook(
    cwd: Path, *arguments: str, limit_s: int = 120, memory_mb: int = 4_000, **environment: str
) -> subprocess.CompletedProcess[str]:
    """What `handbook ARGUMENTS` answers in the folder `cwd`.

    `environment` is added to this process's own. After `limit_s` seconds the command ends with TOO_LATE;
    past `memory_mb` MiB it gets no more memory.
    """
    with tempfile.NamedTemporaryFile() as said, tempfile.NamedTemporaryFile() as complained:
        order = {
            "arguments": arguments,
            "cwd": str(cwd),
            "env": {**os.environ, **environment},
            "limit_s": limit_s,
            "memory_mb": memory_mb,
            "said": said.name,
            "complained": complained.name,
        }
        parent = _parent(os.getpid())
        assert parent.stdin and parent.stdout
        parent.stdin.write(json.dumps(order) + "\n")
        parent.stdin.flush()
        code = int(parent.stdout.readline())
        return subprocess.CompletedProcess(["handbook", *arguments], code, *(_text(file) for file in (said, complained)))


def _text(file: IO[bytes]) -> str:
    return file.read().decode("utf-8", "replace")


@functools.cache
def _parent(_: int) -> subprocess.Popen[str]:
    """The process that forks; it ends when we do, because its orders then end."""
    parent = subprocess.Popen(
        [sys.executable, "-m", "tests.support.fork"], cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert parent.stdin
    atexit.register(parent.wait)
    atexit.register(parent.stdin.close)
    return parent


def serve() -> None:
    """Carries out one order a line from standard input, and answers each with an exit code."""
    for module in LOADED:
        importlib.import_module(module)
    _build_the_sample()
    fence.install()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _work(**json.loads(line))
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        print(TOO_LATE if code == -signal.SIGALRM else code, flush=True)


def _build_the_sample() -> None:
    """Loads the list of Dutch words, and leaves behind all that a build keeps, but not the words for authors: those are each handbook's own."""
    from handbook.build import build
    from handbook.core.project import Project

    path, modules = [*sys.path], {*sys.modules}
    with tempfile.TemporaryDirectory() as folder:
        root = draw(Path(folder) / "handboek", of=SAMPLE)
        build.build(Project.find(root), Path(folder) / "site")
    sys.path[:] = path
    for name in {*sys.modules} - modules:
        if name.partition(".")[0] == "macros":
            del sys.modules[name]
    # A build looks for no garbage; commands do, and what stands here is none.
    gc.freeze()
    gc.enable()


def _work(arguments: list[str], cwd: str, env: dict[str, str], limit_s: int, memory_mb: int, said: str, complained: str) -> NoReturn:
    """The command itself, in the forked process."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for path, stream in ((said, 1), (complained, 2)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_APPEND), stream)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - the process ends with it
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    sys.argv, sys.path[0] = ["handbook", *arguments], cwd
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * 2**20,) * 2)
    signal.alarm(limit_s)
    code = 1
    try:
        from handbook import cli

        cli.main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(bool(end.code))
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    serve()
