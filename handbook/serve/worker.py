"""Builds the draft again and again, in processes that have read everything already; beside the server, because forks and threads do not go together."""

from __future__ import annotations

import gc
import importlib
import json
import os
import select
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from handbook.build import again
from handbook.build import build as building
from handbook.build.build import Built
from handbook.core import kept
from handbook.core.errors import Ended
from handbook.core.findings import render
from handbook.core.project import Project
from handbook.sources import editions

FIRST, WHOLE = "eerst", "heel"
"""The folders in that of a build: the site with the saved pages alone made again, and the one that was built whole."""

IDLE = 1.0
"""Seconds without a question before what lies about is cleared: nobody waits for it then."""

BREATH = 0.4
"""Seconds between saved pages and the whole build behind them: first the browser shows them, for which it has use for every processor."""

BREAK_OFF, GAVE_UP, ENDED, TAKEN_OVER = signal.SIGTERM, signal.SIGUSR2, signal.SIGCHLD, signal.SIGUSR1
"""To a process: nobody waits for the whole build any more. From its copy: that gave it up, ended, or reads the questions from here on."""


def main(root: str, variables: str, edition: str) -> None:
    """Reads questions line by line until there are no more, and answers each in lines of JSON."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    # What else is printed here is no answer.
    os.dup2(2, 1)
    # The server has them blocked, for a thread that waits for them.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    _Line(partial(_project, Path(root), variables, edition), answers, [*sys.path]).work()


def _project(root: Path, variables: str, edition: str) -> Project:
    """As a command that is given these finds it: each build asks anew, for the file of the editions may be another one now."""
    project = Project.find(root, Path(variables) if variables else None)
    chosen = project.of(editions.choose(project, edition)) if edition else project
    return replace(chosen, variables_file=project.variables_file) if variables else chosen


class _Line:
    """A line of processes of which the last one reads the questions: each begins as a copy of the one before, with all that it knows.

    Saved pages are made by the one that reads, which has everything at hand; only the whole build behind them has a copy. So that build
    can be broken off, or end badly, and the one before it goes on as if nothing had been asked; and what a macro keeps in its module never
    comes from an earlier build.
    """

    def __init__(self, project: Callable[[], Project], answers: BinaryIO, path: list[str]) -> None:
        self._project, self._answers, self._path = project, answers, path
        self._before: Built | None = None
        self._heard = _Heard()
        self._warm = False

    def work(self) -> None:
        """Answers questions until there are no more."""
        while True:
            if not select.select([0], [], [], IDLE)[0]:
                self._rest()
            line = sys.stdin.buffer.readline()
            if not line:
                return
            self._answer(json.loads(line))

    def _rest(self) -> None:
        """What is better done while nobody waits."""
        if self._before and not self._warm:
            self._rehearse(self._before)
        # What was kept apart of earlier builds is looked through too.
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def _rehearse(self, before: Built) -> None:
        """Makes a page again for nobody, so that all that this takes is loaded when somebody saves one."""
        self._warm = True
        with suppress(OSError), tempfile.TemporaryDirectory() as folder:
            self._again(before, [*before.site.sources.pages][:1], Path(folder) / FIRST)

    def _answer(self, asked: dict[str, Any]) -> None:
        number, to, paths = asked["nummer"], Path(asked["naar"]), asked["paginas"]
        self._heard.forget()
        self._say(proces=os.getpid())
        if self._before and paths and self._again(self._before, paths, to / FIRST):
            self._say(eerst=True)
            if self._heard.to_stop(BREATH):
                self._say(weg=number)
                return
        here = os.getpid()
        # What comes while it begins would reach neither what we do nor what it will do with it.
        signal.pthread_sigmask(signal.SIG_BLOCK, {BREAK_OFF})
        if copy := os.fork():
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {BREAK_OFF})
            self._heard.end_of(copy)
            self._say(weg=number)
            return
        self._heard.of_another()
        try:
            self._build(to / WHOLE, here)
        except _BrokenOff:
            os._exit(1)
        except Exception:
            self._say(code=1, regels=traceback.format_exc().splitlines())
            os._exit(1)
        # The one before may have been ended meanwhile.
        if os.getppid() == here:
            os.kill(here, TAKEN_OVER)
        self._heard = _Heard()

    def _again(self, before: Built, paths: list[str], to: Path) -> bool:
        """Whether the pages were made again. What goes wrong in that, the whole build says better."""
        self._forget_macros()
        with suppress(Exception):
            return again.pages(before, paths, to)
        return False

    def _build(self, to: Path, here: int) -> None:
        # Broken off like this, and no more once everything is said.
        signal.signal(BREAK_OFF, partial(_break_off, here))
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {BREAK_OFF})
        self._forget_macros()
        try:
            self._before = building.build(self._project(), to, draft=True)
            told, code = render(self._before.findings, "text"), 0
        except Ended as error:
            told, code = str(error), error.exit_code
        finally:
            kept.flush()
        signal.signal(BREAK_OFF, signal.SIG_IGN)
        self._say(code=code, regels=told.splitlines())

    def _forget_macros(self) -> None:
        """Each build loads the macros for itself, and finds none of what they kept."""
        for name in [name for name in sys.modules if name.partition(".")[0] == "macros"]:
            del sys.modules[name]
        sys.path[:] = self._path
        importlib.invalidate_caches()

    def _say(self, **what: object) -> None:
        self._answers.write(json.dumps(what).encode() + b"\n")


class _Heard:
    """The signals that one process of the line hears while it builds nothing."""

    def __init__(self) -> None:
        self._reads, self._writes = os.pipe()
        os.set_blocking(self._writes, False)
        for number in (BREAK_OFF, GAVE_UP, ENDED):
            signal.signal(number, self._hear)
        # Not by a pipe: the programs that a copy began would hold it open after its end.
        signal.signal(TAKEN_OVER, lambda *_: os._exit(0))

    def _hear(self, number: int, _: object) -> None:
        os.write(self._writes, bytes([number]))

    def next(self, seconds: float | None = None) -> int:
        """The next signal; 0 where none came within so many seconds."""
        return os.read(self._reads, 1)[0] if select.select([self._reads], [], [], seconds)[0] else 0

    def to_stop(self, seconds: float) -> bool:
        """Whether the build is broken off within so many seconds; that an earlier copy ended meanwhile makes them no fewer."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if self.next(left) == BREAK_OFF:
                return True
        return False

    def forget(self) -> None:
        """Lets go of what belonged to an earlier question, and of the copies that ended since."""
        while self.next(0):
            pass
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass

    def end_of(self, copy: int) -> None:
        """Waits until `copy` ended or gave up, and has it give up where that is asked of us. Where it takes over, this does not return."""
        while heard := self.next():
            if heard == BREAK_OFF:
                os.kill(copy, BREAK_OFF)
            # One that gives up clears away what it had, and nobody waits for that.
            if heard == GAVE_UP or (heard == ENDED and os.waitpid(copy, os.WNOHANG)[0]):
                return

    def of_another(self) -> None:
        """Hears no more of what is for the process of which this one is a copy."""
        for number in (BREAK_OFF, GAVE_UP, ENDED, TAKEN_OVER):
            signal.signal(number, signal.SIG_DFL)
        os.close(self._reads)
        os.close(self._writes)


class _BrokenOff(BaseException):
    """Nobody waits for this build any more; the processes and folders that it has go with it."""


def _break_off(before: int, *_: object) -> None:
    """Says so to the one that asked, which goes on at once."""
    signal.signal(BREAK_OFF, signal.SIG_IGN)
    if os.getppid() == before:
        os.kill(before, GAVE_UP)
    raise _BrokenOff


if __name__ == "__main__":
    main(*sys.argv[1:])
