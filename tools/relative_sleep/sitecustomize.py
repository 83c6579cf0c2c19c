"""Lets Python sleep under libfaketime: loaded at the start of every Python that finds this folder on PYTHONPATH, which only tools/other_days.py sets."""

from __future__ import annotations

import select
import time
from typing import SupportsIndex


def _sleep(seconds: float | SupportsIndex, /) -> None:
    """As time.sleep, by a wait that has no end on a clock: libfaketime 0.9.10 reckons such an end wrongly, which gives EINVAL or three years."""
    wait = float(seconds)
    if wait < 0:
        raise ValueError("sleep length must be non-negative")
    select.select([], [], [], wait)


time.sleep = _sleep
