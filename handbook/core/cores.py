"""Spreads work over the processors of this computer, by processes that begin as a copy of ours."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from handbook.core import kept

CORES = "HANDBOEK_KERNEN"
"""The variable of the environment that tells how many processors may be used."""

T = TypeVar("T")
R = TypeVar("R")


class WorkerLost(RuntimeError):
    """A process of ours was ended by the system, or met what nobody foresaw: its message has the traceback."""


def count() -> int:
    """How many processors this process may use."""
    wanted = os.environ.get(CORES, "")
    if wanted.isdigit() and int(wanted):
        return int(wanted)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """What `work` makes of each of `items`, in their order.

    A process that is made for it has all that ours has, and gives back nothing but what `work` returns, so that must survive
    pickling. What `work` raises is raised here. Raises WorkerLost where a process ended without an answer.
    """
    number = min(count(), len(items))
    if number < 2:
        return [work(one) for one in items]
    # Neighbours take about as long, so they go to different processes.
    shares = [items[n::number] for n in range(number)]
    others = [_Beside.begin(lambda share=share: [work(one) for one in share]) for share in shares[1:]]  # type: ignore[misc]
    try:
        found: list[list[R]] = [[work(one) for one in shares[0]]]
        found += [other.result() for other in others]
    finally:
        for other in others:
            other.end()
    return [found[n % number][n // number] for n in range(len(items))]


@contextmanager
def beside(work: Callable[[], R]) -> Iterator[Callable[[], R]]:
    """Does `work` in a process beside ours, and gives what waits for its answer and returns it; see `spread`.

    With one processor it is done here, when the answer is asked.
    """
    if count() < 2:
        yield work
        return
    other = _Beside.begin(work)
    try:
        yield other.result
    finally:
        other.end()


@dataclass
class _Beside(Generic[R]):
    """A copy of our process that does one thing and tells its answer."""

    process: Any
    answer: Connection
    life: Connection
    """What the other watches: it closes when we end, in whatever way."""

    @classmethod
    def begin(cls, work: Callable[[], R]) -> _Beside[R]:
        # No other way of starting takes along what was read already.
        how = multiprocessing.get_context("fork")
        receiver, sender = how.Pipe(duplex=False)
        watched, life = how.Pipe(duplex=False)
        process = how.Process(target=_answer, args=(work, (receiver, life), sender, watched), daemon=True)
        process.start()
        sender.close()
        watched.close()
        return cls(process, receiver, life)

    def result(self) -> R:
        try:
            done, answer, made = pickle.loads(self.answer.recv_bytes())
        except (EOFError, OSError) as error:
            self.process.join()
            raise WorkerLost(f"exit code {self.process.exitcode}") from error
        kept.take(made)
        if done:
            return answer  # type: ignore[no-any-return]
        raise answer

    def end(self) -> None:
        self.answer.close()
        self.life.close()
        self.process.terminate()
        self.process.join()


def _answer(work: Callable[[], object], ours: tuple[Connection, ...], sender: Connection, watched: Connection) -> None:
    """What the copy does. It holds no end of the pipes that are ours, so that it ends when we do."""
    for one in ours:
        one.close()
    threading.Thread(target=_end_with, args=(watched,), daemon=True).start()
    # A copy may have no copies, and the processors are at work already.
    os.environ[CORES] = "1"
    # Ctrl+C is for the command: it ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        told = (True, work(), kept.made())
    except Exception as error:
        told = (False, _fit_to_tell(error), {})
    sender.send_bytes(pickle.dumps(told))


def _end_with(watched: Connection) -> None:
    """Ends this process when nobody is left to tell, in the middle of whatever it does."""
    wait([watched])
    os._exit(1)


def _fit_to_tell(error: Exception) -> Exception:
    """The error itself, if it can be told to another process."""
    try:
        again = pickle.loads(pickle.dumps(error))
    except Exception:
        again = None
    return error if type(again) is type(error) else WorkerLost("".join(traceback.format_exception(error)))
