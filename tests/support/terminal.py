"""A real terminal with a program in it, played line by line: from the standard library, which has all that this takes."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from fcntl import ioctl
from pathlib import Path

PATIENCE_S = 30
INTERRUPT = "\x03"
PROMPT = re.compile(r"[^\r\n]+: \Z")
COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@dataclass
class Terminal:
    """The other end of a terminal; `shown` is everything that stood on it, without colours."""

    handle: int
    process: int
    shown: str = ""
    _seen: int = field(default=0, repr=False)

    def expect(self, text: str) -> None:
        """Waits until `text` appears after what was expected before."""
        until = time.monotonic() + PATIENCE_S
        while text not in self.shown[self._seen :]:
            assert time.monotonic() < until and self._read(), f"{text!r} never came:\n{self.shown[-2_000:]}"
        self._seen = self.shown.index(text, self._seen) + len(text)

    def prompt(self) -> str:
        """What the program asks, once it waits for an answer."""
        until = time.monotonic() + PATIENCE_S
        # A part of the text may end as a question does: it is one when nothing follows.
        while not (asked := PROMPT.search(self.shown, self._seen)) or select.select([self.handle], [], [], 0.05)[0]:
            assert time.monotonic() < until and self._read(), f"nothing was asked:\n{self.shown[-2_000:]}"
        self._seen = len(self.shown)
        return asked[0].strip()

    def type(self, *lines: str) -> None:
        """Types the lines, each at a prompt of its own."""
        for line in lines:
            self.prompt()
            self.press(f"{line}\r")

    def press(self, keys: str) -> None:
        os.write(self.handle, keys.encode())

    def end(self) -> int:
        """The exit code, once the program has ended; raises AssertionError where it goes on waiting."""
        while self._read():
            pass
        until = time.monotonic() + PATIENCE_S
        while not (ended := os.waitpid(self.process, os.WNOHANG))[0]:
            assert time.monotonic() < until, f"it did not end:\n{self.shown[-2_000:]}"
            time.sleep(0.05)
        return os.waitstatus_to_exitcode(ended[1])

    def _read(self) -> bool:
        ready, _, _ = select.select([self.handle], [], [], PATIENCE_S)
        try:
            data = os.read(self.handle, 65_536) if ready else b""
        except OSError:
            # The program went, and its end of the terminal with it.
            return False
        self.shown = COLOURS.sub("", self.shown + data.decode("utf-8", "replace"))
        return bool(data)


@contextmanager
def terminal(command: Sequence[str], folder: Path, also: Mapping[str, str], columns: int = 80) -> Iterator[Terminal]:
    """A terminal of `columns` letters wide in which `command` runs; closed at the end, as a window is."""
    process, handle = pty.fork()
    if not process:  # pragma: no cover - the child becomes the program
        os.chdir(folder)
        # Who runs the tests in the background ignores the key, and would hand that down.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.execvpe(command[0], [*command], {**os.environ, **also})
    ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    raised = True
    try:
        yield Terminal(handle, process)
        raised = False
    finally:
        os.close(handle)
        with suppress(ChildProcessError, ProcessLookupError):
            os.kill(process, signal.SIGKILL if raised else signal.SIGHUP)
            os.waitpid(process, 0)
