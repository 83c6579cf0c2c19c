"""Shows progress: animated on a terminal, one plain line per step elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

Say = Callable[[str], None]
"""Tells the person at the keyboard one line."""

SHOWN = 10
"""Names that a sentence gives before it counts the rest."""


def say(text: str) -> None:
    """One line for the person at the keyboard, at once, also through a pipe."""
    print(text, flush=True)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Shows `what` while it goes on, and afterwards how long it took; a step that fails says nothing."""
    start = time.monotonic()
    if sys.stdout.isatty():
        # Imported here, because only a terminal needs it.
        from rich.console import Console

        with Console().status(f"{what} …"):
            yield
    else:
        yield
    seconds = f"{time.monotonic() - start:.1f}".replace(".", ",")
    say(f"{what}: klaar in {seconds} s.")


def few(names: Collection[str]) -> str:
    """The first names in order, and how many more there are."""
    rest = len(names) - SHOWN
    return ", ".join(sorted(names)[:SHOWN]) + (f" en nog {rest}" if rest > 0 else "")
