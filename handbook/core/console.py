"""Shows progress: animated on a terminal, one plain line per step elsewhere."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

Say = Callable[[str], None]
"""Tells the person at the keyboard one line."""

T = TypeVar("T")

WIDEST = 88
"""Characters on a line: more is hard to read on a wide screen."""

SHOWN = 10
"""Names that a sentence gives before it counts the rest."""

EVERY = 10.0
"""Seconds between two plain lines on how far the work is: a build server keeps them all."""

STILL = frozenset({"", "dumb", "unknown"})
"""What TERM says of a terminal on which no line can be written over."""

_moving: list[Progress] = []
"""The lines that move now: at most one set, because a terminal has one cursor."""


def say(text: str) -> None:
    """One line for the person at the keyboard, at once, also through a pipe."""
    print(text, flush=True)


def wrapped(text: str, hang: int = 0) -> str:
    """The text in lines that fit the terminal; every line but the first is indented by `hang`. No word is broken: it may be a path."""
    width = min(shutil.get_terminal_size().columns, WIDEST)
    return textwrap.fill(text, width, subsequent_indent=" " * hang, break_on_hyphens=False, break_long_words=False)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Shows `what` while it goes on, and afterwards how long it took; a step that fails says nothing."""
    start = time.monotonic()
    with moving(what):
        yield
    seconds = f"{time.monotonic() - start:.1f}".replace(".", ",")
    say(f"{what}: klaar in {seconds} s.")


@contextmanager
def moving(what: str) -> Iterator[None]:
    """A line with a clock that is gone when the work is done; only on a terminal. What is said meanwhile stands above it."""
    if _moving or not sys.stdout.isatty() or os.environ.get("TERM", "") in STILL:
        yield
        return
    # Imported here, because only a terminal needs it.
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.table import Column

    # The words give way first on a narrow terminal; a name in them is no markup.
    words = TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis"))
    far = TextColumn("{task.fields[far]}")
    with Progress(SpinnerColumn(), words, BarColumn(24), far, TimeElapsedColumn(), transient=True) as shown:
        # Without a total there is no bar to fill: it moves, and says that the work does.
        shown.add_task(f"{what} …", total=None, far="")
        _moving.append(shown)
        try:
            yield
        finally:
            _moving.remove(shown)


def counted(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """The items, one by one; meanwhile a bar below the moving line, or now and then a plain line aside: what is printed is no report."""
    if not _moving:
        yield from _told(items, total, what)
        return
    shown = _moving[-1]
    bar = shown.add_task(what, total=total, far=f"0 van {total}")
    shown.refresh()
    try:
        for number, item in enumerate(items, 1):
            yield item
            shown.update(bar, completed=number, far=f"{number} van {total}")
        shown.refresh()
    finally:
        shown.remove_task(bar)


def _told(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    last = time.monotonic()
    for number, item in enumerate(items, 1):
        yield item
        now = time.monotonic()
        if now - last >= EVERY and number < total:
            print(f"{what}: {number} van {total}.", file=sys.stderr, flush=True)
            last = now


def painted() -> bool:
    """Whether what is said may have colours: on a terminal that can show them, for who did not ask for none (no-color.org)."""
    return sys.stdout.isatty() and os.environ.get("TERM", "") not in STILL and not os.environ.get("NO_COLOR")


def red(text: str) -> str:
    """The text in red, on a terminal."""
    return f"\x1b[31m{text}\x1b[0m"


def green(text: str) -> str:
    """The text in green, on a terminal."""
    return f"\x1b[32m{text}\x1b[0m"


def linked(text: str, address: str) -> str:
    """The text as a link (OSC 8), for a terminal that may have colours: one that knows no links shows the text alone."""
    return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\"


def few(names: Collection[str]) -> str:
    """The first names in order, and how many more there are."""
    rest = len(names) - SHOWN
    return ", ".join(sorted(names)[:SHOWN]) + (f" en nog {rest}" if rest > 0 else "")
