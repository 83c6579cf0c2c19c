"""Runs commands of the handbook in processes of their own, forked from one that has loaded everything: the work without the start of Python.

Such a command is the real one in all but its start: own folder, own environment, own memory, own exit code.
The one from which they are forked has built the sample and the tiny handbook, so that what a command keeps of a text for the next one is at work here too.
One can be waited for, go on beside the test that started it, or be what a hook of git starts.
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
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, NoReturn

from handbook.archive import releases, root_pages
from tests.support import compiled, fence, packing
from tests.support.handbooks import SAMPLE, TINY, draw

HOUSE = Path(__file__).resolve().parents[2]
LOADED = (
    "handbook.cli",
    "handbook.build.build",
    "handbook.publish.publish",
    "handbook.verify.guard",
    "handbook.update.command",
    "mike.commands",
    "mkdocs.commands.build",
    "mkdocs_macros.plugin",
    "material.plugins.search.plugin",
    "material.extensions.emoji",
    "pymdownx.superfences",
    "pymdownx.details",
    "hunspell",
)
"""What a build imports; none of it belongs to one handbook, as its words do."""

COMMAND = "handbook.cli"
"""The module of the command line; its `main` does what `sys.argv` says."""

TOO_LATE = 124
"""The exit code of a command that did not end in time, as that of coreutils' timeout."""

LIMIT_S = 120


def handbook(
    cwd: Path, *arguments: str, module: str = COMMAND, limit_s: int = LIMIT_S, memory_mb: int = 4_000, **environment: str
) -> subprocess.CompletedProcess[str]:
    """What `handbook ARGUMENTS` answers in the folder `cwd`, or the command that another `module` makes of it.

    `environment` is added to this process's own. After `limit_s` seconds the command ends with TOO_LATE;
    past `memory_mb` MiB it gets no more memory.
    """
    with tempfile.NamedTemporaryFile() as said, tempfile.NamedTemporaryFile() as complained:
        order = {
            "module": module,
            "arguments": arguments,
            "cwd": str(cwd),
            "env": {**os.environ, **environment},
            "limit_s": limit_s,
            "memory_mb": memory_mb,
            "said": said.name,
            "complained": complained.name,
        }
        code = _answer(order)
        return subprocess.CompletedProcess(["handbook", *arguments], code, *(_text(file) for file in (said, complained)))


class Running:
    """A process that goes on beside the test, with a session and a group of its own; used as a subprocess.Popen."""

    def __init__(self, module: str, arguments: Sequence[str], environment: dict[str, str], file_limit: int | None) -> None:
        self._folder = Path(tempfile.mkdtemp())
        said, ended = self._folder / "said", self._folder / "ended"
        for pipe in (said, ended):
            os.mkfifo(pipe)
        # Opened before anybody writes, or each would wait for the other.
        self._said, self._ended = (os.open(pipe, os.O_RDONLY | os.O_NONBLOCK) for pipe in (said, ended))
        os.set_blocking(self._said, True)
        self.returncode: int | None = None
        order = {
            "module": module,
            "arguments": arguments,
            "cwd": str(HOUSE),
            "env": environment,
            "said": str(said),
            "complained": str(said),
            "ended": str(ended),
            "file_limit": file_limit,
        }
        self.pid = _answer(order)

    def poll(self) -> int | None:
        """The exit code, None while it runs."""
        return self._code(0)

    def line(self) -> str:
        """The next line that it says."""
        self._heard()
        # Byte by byte, so that nothing of the rest is taken along.
        found = b""
        while not found.endswith(b"\n") and (one := os.read(self._said, 1)):
            found += one
        return found.decode()

    def kill(self, group: bool) -> None:
        """Ends it at once, with every git that it started or, as when only its own process dies, without them."""
        # It may have ended by itself.
        with suppress(ProcessLookupError):
            (os.killpg if group else os.kill)(self.pid, signal.SIGKILL)

    def communicate(self) -> tuple[str, None]:
        """All that it says until it ends, what it started included."""
        self._heard()
        with os.fdopen(self._said, encoding="utf-8", errors="replace") as said:
            text = said.read()
        self._code(None)
        os.close(self._ended)
        shutil.rmtree(self._folder)
        return text, None

    def _heard(self) -> None:
        """Waits until the process has opened its output: before that there seems to be an end."""
        select.select([self._said], [], [])

    def _code(self, wait_s: float | None) -> int | None:
        if self.returncode is None and select.select([self._ended], [], [], wait_s)[0]:
            told = os.read(self._ended, 16)
            self.returncode = int(told) if told else None
        return self.returncode


def start(module: str, arguments: Sequence[str], file_limit: int | None = None, **environment: str) -> Running:
    """`main` of a module, at work with these arguments; no file that it or its git writes grows past `file_limit` bytes."""
    return Running(module, arguments, {**os.environ, **environment}, file_limit)


HOOK = """\
#!/bin/sh
asked=$(mktemp -d) && mkfifo "$asked/ended" && exec 3<>"$asked/ended" || exit 99
cat > "$asked/taken"
env -0 > "$asked/env"
printf '%s\\0' @arguments@ > "$asked/arguments"
pwd > "$asked/cwd"
: > "$asked/said"
: > "$asked/complained"
printf '{"hook": "%s"}\\n' "$asked" > /proc/@pid@/fd/0
read -r code <&3
cat "$asked/said"
cat "$asked/complained" >&2
rm -r "$asked"
exit "$code"
"""
"""A program that has its work done by a command of ours, with what it was given: its folder, its environment, its arguments and the lines."""


def hook() -> str:
    """The script of a hook of git that runs `handbook guard`."""
    return _script("guard")


def program() -> str:
    """The script of a program that does what `handbook` does with the same arguments."""
    return _script('"$@"')


def _script(arguments: str) -> str:
    return HOOK.replace("@pid@", str(_parent(os.getpid()).pid)).replace("@arguments@", arguments)


def _text(file: IO[bytes]) -> str:
    return file.read().decode("utf-8", "replace")


def _answer(order: dict[str, Any]) -> int:
    """What the parent answers: the exit code, or the process's id where it is not waited for."""
    parent = _parent(os.getpid())
    assert parent.stdin and parent.stdout
    parent.stdin.write(json.dumps(order) + "\n")
    parent.stdin.flush()
    return int(parent.stdout.readline())


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
    """Carries out orders, one a line from standard input, also while an earlier one is still at work: that may push to where a hook asks us."""
    for module in LOADED:
        importlib.import_module(module)
    compiled.remember()
    _build_both()
    # Half the work of a `verify` is to compile the templates of the root.
    root = root_pages.environment(releases.PRESENT)
    for name in root.list_templates(extensions=("html", "xml", "txt", "wlnk")):
        root.get_template(name)
    packing.remember()
    fence.install()
    dead, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    at_work: dict[int, str] = {}
    rest = b""
    while True:
        ready = select.select([0, dead], [], [])[0]
        if dead in ready:
            os.read(dead, 4096)
            _tell(at_work)
        if 0 in ready:
            data = os.read(0, 65536)
            if not data:
                return
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                _begin(json.loads(line), at_work)


def _build_both() -> None:
    """Loads the list of Dutch words, and leaves behind all that a build keeps, but not the words for authors: those are each handbook's own."""
    from handbook.build import build
    from handbook.core.project import Project

    path, modules = [*sys.path], {*sys.modules}
    for drawn in (SAMPLE, TINY):
        with tempfile.TemporaryDirectory() as folder:
            root = draw(Path(folder) / "handboek", of=drawn)
            build.build(Project.find(root), Path(folder) / "site")
    sys.path[:] = path
    for name in {*sys.modules} - modules:
        if name.partition(".")[0] == "macros":
            del sys.modules[name]
    # A build looks for no garbage; commands do, and what stands here is none.
    gc.freeze()
    gc.enable()


def _begin(order: dict[str, Any], at_work: dict[int, str]) -> None:
    """Starts a process for an order, and says its id where nobody waits for its end."""
    hooked = "hook" in order
    order = _of_hook(Path(order["hook"])) if hooked else order
    ended = order.pop("ended", "")
    child = os.fork()
    if child == 0:
        if ended and not hooked:
            os.setsid()
        _work(**order)
    at_work[child] = ended
    if ended and not hooked:
        print(child, flush=True)


def _of_hook(asked: Path) -> dict[str, Any]:
    """The order of a hook or a program, from what it laid down."""
    facts = [os.fsdecode(line).partition("=") for line in (asked / "env").read_bytes().split(b"\0") if line]
    return {
        "arguments": [os.fsdecode(one) for one in (asked / "arguments").read_bytes().split(b"\0")[:-1]],
        "cwd": (asked / "cwd").read_text().rstrip("\n"),
        "env": {name: value for name, _, value in facts},
        "taken": str(asked / "taken"),
        "said": str(asked / "said"),
        "complained": str(asked / "complained"),
        "ended": str(asked / "ended"),
    }


def _tell(at_work: dict[int, str]) -> None:
    """Passes on the exit codes of those that ended."""
    while at_work:
        child, status = os.waitpid(-1, os.WNOHANG)
        if not child:
            return
        code, ended = os.waitstatus_to_exitcode(status), at_work.pop(child)
        if not ended:
            print(TOO_LATE if code == -signal.SIGALRM else code, flush=True)
            continue
        try:
            pipe = os.open(ended, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            # Nobody waits for it any more.
            continue
        os.write(pipe, f"{code}\n".encode())
        os.close(pipe)


def _work(
    arguments: list[str],
    cwd: str,
    env: dict[str, str],
    said: str,
    complained: str,
    module: str = COMMAND,
    taken: str = os.devnull,
    limit_s: int = LIMIT_S,
    memory_mb: int = 4_000,
    file_limit: int | None = None,
) -> NoReturn:
    """The command itself, in the forked process."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(os.open(taken, os.O_RDONLY), 0)
    for path, stream in ((said, 1), (complained, 2)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_APPEND), stream)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - the process ends with it
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    os.chdir(cwd)
    sys.argv, sys.path[0] = ["handbook", *arguments], cwd
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * 2**20,) * 2)
    if file_limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit,) * 2)
    signal.alarm(limit_s)
    code = 1
    try:
        importlib.import_module(module).main()
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
