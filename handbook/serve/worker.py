"""Builds the draft again and again, in processes that have read everything already; beside the server, because forks and threads do not go together."""

from __future__ import annotations

import gc
import importlib
import json
import os
import select
import signal
import sys
import traceback
from collections.abc import Callable
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

    So a build can be broken off, or end badly, and the one before it goes on as if nothing had been asked; and what a macro keeps in
    its module never comes from an earlier build.
    """

    def __init__(self, project: Callable[[], Project], answers: BinaryIO, path: list[str]) -> None:
        self._project, self._answers, self._path = project, answers, path
        self._before: Built | None = None

    def work(self) -> None:
        """Answers questions until there are no more."""
        while True:
            if not select.select([0], [], [], IDLE)[0]:
                # What was kept apart of earlier builds is looked through too.
                gc.unfreeze()
                gc.collect()
                gc.freeze()
            line = sys.stdin.buffer.readline()
            if not line:
                return
            self._hand_on(json.loads(line))

    def _hand_on(self, asked: dict[str, Any]) -> None:
        """Has a copy of this process answer; the copy reads on in our place, or we do where it ends before it could."""
        here = os.getpid()
        # Not by a pipe: the programs that the copy began would hold it open after its end.
        signal.signal(signal.SIGUSR1, lambda *_: os._exit(0))
        copy = os.fork()
        if copy:
            os.waitpid(copy, 0)
            self._say(weg=asked["nummer"])
            return
        try:
            self._answer(Path(asked["naar"]), asked["paginas"])
        except _BrokenOff:
            os._exit(1)
        except Exception:
            self._say(code=1, regels=traceback.format_exc().splitlines())
            os._exit(1)
        # The one before may have been ended meanwhile.
        if os.getppid() == here:
            os.kill(here, signal.SIGUSR1)

    def _answer(self, to: Path, paths: list[str]) -> None:
        # Broken off like this, and no more once everything is said.
        signal.signal(signal.SIGTERM, _break_off)
        self._say(proces=os.getpid())
        if self._before and paths:
            self._forget_macros()
            if again.pages(self._before, paths, to / FIRST):
                self._say(eerst=True)
        self._forget_macros()
        try:
            self._before = building.build(self._project(), to / WHOLE, draft=True)
            told, code = render(self._before.findings, "text"), 0
        except Ended as error:
            told, code = str(error), error.exit_code
        finally:
            kept.flush()
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        self._say(code=code, regels=told.splitlines())

    def _forget_macros(self) -> None:
        """Each build loads the macros for itself, and finds none of what they kept."""
        for name in [name for name in sys.modules if name.partition(".")[0] == "macros"]:
            del sys.modules[name]
        sys.path[:] = self._path
        importlib.invalidate_caches()

    def _say(self, **what: object) -> None:
        self._answers.write(json.dumps(what).encode() + b"\n")


class _BrokenOff(BaseException):
    """Nobody waits for this build any more; the processes and folders that it has go with it."""


def _break_off(*_: object) -> None:
    raise _BrokenOff


if __name__ == "__main__":
    main(*sys.argv[1:])
