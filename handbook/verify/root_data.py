"""Reads a file at the root that anybody may have written: as data, or as a sentence that says why not."""

from __future__ import annotations

import json
from typing import Any

from handbook.core.findings import quote
from handbook.verify.places.place import Place, Unreadable
from handbook.verify.version import MISSING


class Wrong(str):
    """Why a file cannot be used, as a Dutch sentence."""


def raw(place: Place, path: str) -> bytes | None:
    """The file's bytes, None where they cannot be had."""
    try:
        return place.read(path)
    except Unreadable:
        return None


def load(place: Place, path: str) -> Any:
    """The parsed file, or what is wrong with it."""
    try:
        data = place.read(path)
    except Unreadable as reason:
        return Wrong(f"dit bestand {reason}.")
    if data is None:
        return Wrong(MISSING)
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return Wrong("dit is geen leesbaar JSON.")


def said(value: object) -> str:
    """A value as a sentence shows it."""
    if value is None:
        return "leeg"
    return quote(value) if isinstance(value, str) else quote(json.dumps(value, ensure_ascii=False, default=str))[1:-1]
