"""The decisions of made-up revisions, as `revisie.json` has them."""

from __future__ import annotations

from datetime import date
from typing import Any


def decided(day: date | str, board: str = "de directie") -> list[dict[str, Any]]:
    """The board decided on `day`, and nobody else was needed."""
    none = {"reden": None, "stuk": None}
    return [{"wie": "bestuur", "naam": board, "wat": "besluit", "stand": "verleend", "datum": str(day), **none}]
