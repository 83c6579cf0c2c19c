"""Runs commands as a person would, and tells how long they took, how much of the processors, and how much memory."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.core import kept
from tests.support.figures import Row

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-11-22"
HANDBOOK = (sys.executable, "-m", "handbook")

WEIGH = """
import json, os, sys, time
start = time.perf_counter()
child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, used = os.wait4(child, 0)
took = time.perf_counter() - start
with open(sys.argv[1], "w") as told:
    json.dump([os.waitstatus_to_exitcode(status), took, used.ru_utime + used.ru_stime, used.ru_maxrss], told)
"""
"""Starts a command and tells what it took: in a small process between, since Linux counts the memory of who starts a process as the process's own."""

Command = Sequence[str]
Timed = Callable[[], float]


@dataclass(frozen=True)
class Took:
    """Seconds on the clock, seconds of all processors, and the most memory of one process, in MB (10^6 bytes)."""

    seconds: float
    cpu: float
    memory: float


def run(command: Command, root: Path, cache: Path | None = None) -> Took:
    """What the command took in `root`, with nothing kept of earlier ones but what stands in the folder `cache`.

    Raises CalledProcessError with its output where it failed.
    """
    # As on a machine that keeps compiled modules, whatever this shell was told.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env |= {"HANDBOEK_VANDAAG": TODAY, kept.FOLDER: str(cache) if cache else kept.OFF}
    program = shutil.which(command[0])
    assert program, f"there is no {command[0]}"
    with tempfile.NamedTemporaryFile() as told:
        between = (sys.executable, "-S", "-c", WEIGH, told.name, program, *command[1:])
        done = subprocess.run(between, cwd=root, env=env, capture_output=True, text=True, check=True)
        code, took, cpu, memory = json.load(told)
    if code:
        print(done.stdout[-3000:], done.stderr[-3000:], file=sys.stderr)
        raise subprocess.CalledProcessError(code, command)
    # Linux counts in units of 1,024 bytes (getrusage(2)).
    return Took(took, cpu, memory * 1024 / 1e6)


def timed(command: Command, root: Path, cache: Path | None = None) -> float:
    """Seconds on the clock; see `run`."""
    return run(command, root, cache).seconds


def seconds(what: str, aim: float, one: Timed, turns: int) -> Row:
    """The median of so many turns."""
    return Row(what, statistics.median(one() for _ in range(turns)), aim)


def ratio(what: str, aim: float, one: Timed, other: Timed, turns: int) -> Row:
    """The ratio of two medians; the two take turns, so that a busy machine slows both."""
    pairs = [(one(), other()) for _ in range(turns)]
    return Row(what, statistics.median(a for a, _ in pairs) / statistics.median(b for _, b in pairs), aim)
