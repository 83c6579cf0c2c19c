"""Asks the process that keeps everything read for one build after the other, and begins it anew where it is gone or runs an older program."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import handbook
from handbook.core.project import Project
from handbook.serve.worker import FIRST, WHOLE

PROGRAM = Path(handbook.__file__).parent
UNEXPLAINED = ("De bouw stopte zonder uitleg. Probeer: handbook build",)


@dataclass(frozen=True)
class Outcome:
    """How a build ended: its exit code and what it said; the site is in `site` where the code is 0."""

    code: int
    said: tuple[str, ...]
    site: Path


class Builder:
    """Builds in processes of their own, which end with `stop`."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._lock = threading.Lock()
        self._worker: _Worker | None = None
        self._stopped = False

    def build(self, to: Path, paths: Sequence[str], first: Callable[[Path], None]) -> Outcome | None:
        """The draft, built in the folder `to`; None where `hurry` or `stop` broke it off.

        `paths` are the pages that were saved since the last build that went well, where nothing else was; as soon as a site is there with
        these pages as they are now, `first` gets its folder.
        """
        for _ in range(2):
            worker = self._running()
            if worker is None:
                return None
            outcome = worker.build(to, [] if worker.fresh else paths, first)
            if outcome or worker.hurried or self._stopped:
                return outcome
            # It was ended at its work, by the system or by somebody: once more, with nothing of what it left.
            shutil.rmtree(to, ignore_errors=True)
        return Outcome(1, UNEXPLAINED, to / WHOLE)

    def hurry(self) -> None:
        """Breaks off a build whose first site is of no use any more; one from the beginning goes on, or none would ever end."""
        with self._lock:
            if self._worker:
                self._worker.hurry()

    def stop(self) -> None:
        """Ends everything, for good."""
        with self._lock:
            self._stopped = True
            worker, self._worker = self._worker, None
        if worker:
            worker.end()

    def _running(self) -> _Worker | None:
        with self._lock:
            if self._stopped:
                return None
            if self._worker and (self._worker.ended or self._worker.program != _program()):
                self._worker.end()
                self._worker = None
            if self._worker is None:
                self._worker = _Worker.begin(self._project)
            return self._worker


@dataclass
class _Worker:
    """The processes of `handbook.serve.worker`, of which the last one listens; `fresh` until one build went well."""

    process: subprocess.Popen[bytes]
    program: float
    fresh: bool = True
    hurried: bool = False
    ended: bool = False
    _number: int = 0
    _busy: bool = False
    _at_work: int | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def begin(cls, project: Project) -> _Worker:
        named = "" if project.variables_file == project.root / project.edition.variables else str(project.variables_file)
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "handbook.serve.worker", str(project.root), named, project.edition.name],
            cwd=project.root,
            env=os.environ | {"PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # A session of its own: Ctrl+C in the terminal is for us, and we end the build.
            start_new_session=True,
        )
        return cls(process, _program())

    def build(self, to: Path, paths: Sequence[str], first: Callable[[Path], None]) -> Outcome | None:
        """The outcome; None where the process was broken off, or `ended`."""
        assert self.process.stdin and self.process.stdout
        with self._lock:
            self._number += 1
            self.hurried, self._busy, self._at_work = False, True, None
        try:
            self.process.stdin.write(json.dumps({"nummer": self._number, "naar": str(to), "paginas": [*paths]}).encode() + b"\n")
            self.process.stdin.flush()
            for line in iter(self.process.stdout.readline, b""):
                told: dict[str, Any] = json.loads(line)
                if told.get("weg") == self._number:
                    return None
                if "proces" in told:
                    self._begun(told["proces"])
                elif "eerst" in told:
                    first(to / FIRST)
                elif "code" in told:
                    self.fresh &= told["code"] != 0
                    return Outcome(told["code"], tuple(told["regels"]), to / WHOLE)
        except (OSError, ValueError):
            # It was ended, perhaps in the middle of a word.
            pass
        finally:
            with self._lock:
                self._busy = False
        self.ended = True
        return None

    def _begun(self, process: int) -> None:
        with self._lock:
            self._at_work = process
            self._break_off()

    def hurry(self) -> None:
        """Breaks off what it does, unless that is the first build."""
        with self._lock:
            self.hurried |= self._busy and not self.fresh
            self._break_off()

    def _break_off(self) -> None:
        if self.hurried and self._at_work:
            # A process that has said everything takes no notice.
            with suppress(ProcessLookupError):
                os.kill(self._at_work, signal.SIGTERM)

    def end(self) -> None:
        """Ends all of them, with the programs that they began."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()


def _program() -> float:
    """When this program was last changed on the disk: whoever works on it wants to see that."""
    newest = 0.0
    for folder, _, names in os.walk(PROGRAM):
        if not folder.endswith("__pycache__"):
            for name in names:
                # One that goes just now is no reason to stop.
                with suppress(OSError):
                    newest = max(newest, os.stat(f"{folder}{os.sep}{name}").st_mtime)  # noqa: PTH116 - ten times as quick
    return newest
