"""How long work may take that waits for somebody else's server, however it drips."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` gives, or raises; TimeoutError where that takes longer.

    The time limit of a socket begins again with every byte: a server that sends one a second, in its headers too, would hold us for hours.
    Work that is late goes on in a thread that ends with the process, so it must not change anything.
    """
    got: list[T] = []
    wrong: list[BaseException] = []

    def run() -> None:
        try:
            got.append(work())
        except BaseException as error:
            wrong.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(max(seconds, 0))
    if wrong:
        raise wrong[0]
    if not got:
        raise TimeoutError
    return got[0]
